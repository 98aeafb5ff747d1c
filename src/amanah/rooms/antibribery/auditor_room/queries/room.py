"""What there is to see of a scope, requirement by requirement, for somebody from outside: the same for whoever looks, auditor or member.

Everything is read with the eyes of an outsider (`confinement.outsider`), so that the institution sees the room exactly as its auditors
do, and the package holds nothing that arose from any case.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah.engines.proofs import queries as proofs
from amanah.engines.proofs.models import Proof, Use
from amanah.foundation.access import confinement
from amanah.foundation.organisation.models import Holding, held_on
from amanah.kernel import clock
from amanah.rooms.antibribery.auditor_room.models import Request, Visit
from amanah.rooms.antibribery.auditor_room.queries import lists
from amanah.rooms.antibribery.auditor_room.queries.lists import Entry
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import declare as requirements
from amanah.rooms.antibribery.requirements import records
from amanah.rooms.antibribery.requirements.queries import Line, sheet
from amanah.rooms.antibribery.requirements.records import File, Record

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROVED, RECORDED, UNPROVED, LEFT_OUT = "proved", "recorded", "unproved", "left_out"
MARKS: "dict[str, tuple[StrOrPromise, str]]" = {
    PROVED: (_("Ada bukti"), "success"),
    RECORDED: (_("Ada rekaman, belum ada bukti"), "info"),
    UNPROVED: (_("Belum terbukti"), "danger"),
    LEFT_OUT: (_("Tidak berlaku"), "neutral"),
}
"""How far a requirement is proved, by what there is to see; how it is met is said beside it."""


@dataclass(frozen=True)
class Shown:
    """One requirement with what proves it. `post` is that of whoever answers for it, "" where nobody does or they hold none any more."""

    line: Line
    proofs: tuple[Proof, ...]
    records: tuple[Record, ...]
    post: str

    @property
    def mark(self) -> str:
        """How far it is proved, as a code."""
        if self.line.state == requirements.NOT_APPLICABLE:
            return LEFT_OUT
        return PROVED if self.proofs else RECORDED if self.records else UNPROVED

    @property
    def mark_title(self) -> "StrOrPromise":
        """The same in words."""
        return MARKS[self.mark][0]

    @property
    def mark_tone(self) -> str:
        """The tone of that."""
        return MARKS[self.mark][1]

    @property
    def gaps(self) -> "list[StrOrPromise]":
        """What is still missing, said honestly: by what the institution knows of itself, and by what there is to see."""
        said = [requirements.REASONS[code] for code in self.line.reasons if code != requirements.NO_EVIDENCE]
        return said + ([MARKS[UNPROVED][0]] if self.mark == UNPROVED else [])

    @property
    def pressing(self) -> "list[StrOrPromise]":
        """The same without the look of a second person, which alone keeps nothing from being ready."""
        return [one for one in self.gaps if one is not requirements.REASONS[requirements.UNVERIFIED]]

    @property
    def asked(self) -> str:
        """What is required, in our own words."""
        question = self.line.question
        return " ".join(_said(one) for one in question.criteria) or _said(question.text)

    @property
    def how(self) -> str:
        """How it is met, or why it does not apply."""
        answer = self.line.answer
        return (answer.reason or answer.how) if answer is not None else ""

    def holds(self, words: str) -> bool:
        """Whether every one of these words is somewhere in it, in the names of what proves it, or in its number."""
        named = [proof.title for proof in self.proofs] + [one.title for one in self.records]
        text = " ".join([self.line.question.key, self.asked, self.how, self.post, *named]).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True)
class Book:
    """Everything there is to see of a scope in one edition, and the records that prove something there."""

    scope: Scope
    edition: str
    shown: tuple[Shown, ...]
    records: tuple[Record, ...]

    def find(self, key: str) -> Shown | None:
        """The requirement of this number."""
        return next((one for one in self.shown if one.line.question.key == key), None)

    def paper(self, key: str) -> tuple[Record, File] | None:
        """The paper of this key with its record."""
        return next(((one, file) for one in self.records for file in one.files if key_of(one, file) == key), None)


def book(scope: Scope, edition: str, clauses: Collection[str] = (), *, about: str = "") -> Book:
    """What there is to see of a scope: the queries of the sheet, two more, and what the parts' records cost.

    With `about`, only the parts that speak to that clause are asked for their records.
    """
    eyes = confinement.outsider()
    lines = [line for line in sheet(scope, edition) if _about(clauses, line.part.key)]
    handed = proofs.handed(eyes, [line.ref for line in lines])
    listed = records.records(eyes, scope, edition, about)
    posts = _posts({line.answer.owner_id for line in lines if line.answer is not None and line.answer.owner_id is not None})
    shown = tuple(
        Shown(
            line,
            tuple(handed.get(line.ref, ())),
            tuple(records.speaking_to(listed, line.part.key)),
            posts.get(line.answer.owner_id, "") if line.answer is not None and line.answer.owner_id is not None else "",
        )
        for line in lines
    )
    kept = tuple(one for one in listed if not clauses or any(_about(clauses, clause) for clause in one.clauses))
    return Book(scope, edition, shown, kept)


def of_visit(visit: Visit, edition: str, about: str = "") -> Book:
    """What there is to see in a visit; `about` as above."""
    return book(visit.scope, edition, visit.clauses, about=about)


def handed_to(refs: Sequence[str]) -> dict[str, list[Use]]:
    """The evidence given for requests of a visit, as its auditors see it, with who gave it: one query."""
    return proofs.handed_uses(confinement.outsider(), refs)


@dataclass(frozen=True)
class Talk:
    """One request of a visit: what was said, and the evidence that was given for it."""

    request: Request
    said: tuple[Entry, ...]
    given: tuple[Use, ...]


def talks_of(visit: Visit) -> list[Talk]:
    """Every request of a visit in the order in which they were asked: four queries."""
    every = list(visit.requests.select_related("asked_by").order_by("asked_on", "number"))
    said, given = lists.talks(visit), handed_to([one.ref for one in every])
    return [Talk(one, tuple(said.get(one.pk, ())), tuple(given.get(one.ref, ()))) for one in every]


def key_of(record: Record, file: File) -> str:
    """The name of a paper in addresses: the same as long as the record and the paper are called the same."""
    return sha256("\n".join([record.ref, str(record.title), file.name]).encode()).hexdigest()[:24]


def _about(clauses: Collection[str], clause: str) -> bool:
    return not clauses or any(records.within(one, clause) for one in clauses)


def _posts(people: Collection[UUID]) -> dict[UUID, str]:
    """Person → the post they hold today, with its unit: one query."""
    held = Holding.objects.filter(held_on(clock.today()), person_id__in=people).select_related("post__unit").order_by("pk")
    return {holding.person_id: f"{holding.post.title}, {holding.post.unit.name}" for holding in held}


def _said(text: object) -> str:
    language = (get_language() or "id")[:2]
    return str(getattr(text, language, None) or getattr(text, "id", text))
