"""The requirements of one scope with their answers, from whichever edition they come."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.engines.instruments.definition import Part, Question
from amanah.engines.proofs import queries as proofs
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line as Work
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries import visible
from amanah.rooms.antibribery.requirements import addresses, catalogue, declare
from amanah.rooms.antibribery.requirements.models import Answer, Step
from amanah.rooms.antibribery.requirements.queries import judging

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LINES = 50
_SHORT = 40


@dataclass(frozen=True)
class Line:
    """One requirement of an edition and how the scope meets it. `source` is the edition in which it was answered, "" for none."""

    scope: Scope
    edition: str
    question: Question
    part: Part
    answer: Answer | None
    source: str
    proofs: int
    reasons: tuple[str, ...]

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_requirement(self.scope.number, self.edition, self.question.key)

    @property
    def state(self) -> str:
        """How it stands, as a code."""
        return self.answer.state if self.answer is not None else declare.OPEN

    @property
    def state_title(self) -> "StrOrPromise":
        """The same in words."""
        return declare.STATES[self.state]

    @property
    def tone(self) -> str:
        """The tone of that."""
        return declare.TONES[self.state]

    @property
    def told(self) -> "list[StrOrPromise]":
        """What is amiss, in words; that it is not met stands there anyhow."""
        return [declare.REASONS[code] for code in self.reasons if code not in {declare.OPEN, declare.PARTLY}]

    @property
    def ready(self) -> bool:
        """Whether it counts as ready."""
        return judging.ready(self.reasons)

    @property
    def borrowed(self) -> bool:
        """Whether the answer was given in the other edition."""
        return self.source not in {"", self.edition}

    @property
    def unverified(self) -> bool:
        """Whether the number of its clause was never compared with the standard."""
        return catalogue.mark_of(self.question, self.part) == "unverified"

    @property
    def ref(self) -> str:
        """The reference that its evidence names: that of the answer, wherever it was given."""
        return self.answer.ref if self.answer is not None else catalogue.ref_of(self.scope, self.edition, self.question.key)


@dataclass(frozen=True)
class Entry:
    """One thing that was said of a requirement."""

    title: "StrOrPromise"
    day: date
    actor: str
    text: str
    tone: str


def sheet(scope: Scope, edition: str) -> list[Line]:
    """Every requirement of an edition in official order: three queries."""
    found = catalogue.instrument(edition)
    if found is None:
        return []
    other = declare.OTHER[edition]
    rows = {(row.instrument, row.question): row for row in Answer.objects.filter(scope=scope).select_related("owner", "verified_by")}
    chosen: list[tuple[Question, Answer | None, str]] = []
    for question in found.questions:
        own = rows.get((found.id, question.key))
        twin = catalogue.twin(edition, question.key) if own is None else ""
        shared = rows.get((declare.INSTRUMENTS[other], twin)) if twin else None
        chosen.append((question, own or shared, edition if own else other if shared else ""))
    answers = [row for _question, row, _source in chosen if row is not None]
    refs = [row.ref if row is not None else catalogue.ref_of(scope, edition, question.key) for question, row, _source in chosen]
    dates = proofs.dates_of(refs)
    present = judging.here({row.owner_id for row in answers if row.owner_id is not None})
    copied = _copied(answers)
    made = []
    for ref, (question, row, source) in zip(refs, chosen, strict=True):
        shown = dates.get(ref, [])
        found_reasons = judging.NOTHING_SAID
        if row is not None:
            here = row.owner_id in present
            verified = row.verified_on is not None
            found_reasons = judging.reasons(
                row.state,
                owned=row.owner_id is not None,
                owner_here=here,
                evidence=bool(shown),
                speaks=judging.speaks(shown),
                verified=verified,
            )
            if row.pk in copied:
                found_reasons = (*found_reasons, declare.COPIED)
        made.append(Line(scope, edition, question, found.leaves[question.key], row, source, len(shown), found_reasons))
    return made


def find_line(scope: Scope, edition: str, question: str) -> Line | None:
    """One requirement of an edition that the scope is run by."""
    if edition not in scope.edition_keys:
        return None
    return next((line for line in sheet(scope, edition) if line.question.key == question), None)


def history(answer: Answer | None) -> list[Entry]:
    """What was said of it, newest first."""
    if answer is None:
        return []
    steps: Iterable[Step] = answer.steps.select_related("actor__person").order_by("-seq")
    return [
        Entry(f"{declare.ACTS[step.act]}: {declare.STATES[step.state]}", step.day, str(step.actor), step.text, declare.TONES[step.state])
        for step in steps
    ]


def lines(viewer: Viewer) -> list[Work]:
    """The requirements that the viewer answers for and that are not met: one query, and what the scopes cost."""
    person_id = viewer.account.person_id
    if person_id is None:
        return []
    waiting = Q(state__in=[declare.OPEN, declare.PARTLY], owner_id=person_id)
    rows = Answer.objects.filter(waiting, scope__state=scopes.ACTIVE, scope__in=visible(viewer)).select_related("scope")
    made = []
    for row in rows.order_by("changed_on", "pk")[:LINES]:
        edition = next(key for key, name in declare.INSTRUMENTS.items() if name == row.instrument)
        if edition not in row.scope.edition_keys or catalogue.find(edition, row.question) is None:
            continue
        url = addresses.of_requirement(row.scope.number, edition, row.question)
        made.append(Work(row.question, url, _("Persyaratan %(key)s") % {"key": row.question}, _("Lengkapi jawabannya"), row.scope.title))
    return made


def _copied(answers: Iterable[Answer]) -> set[int]:
    """Answers whose words stand for more than one requirement; short ones are not counted."""
    plain = {row.pk: " ".join(row.how.casefold().split()) for row in answers}
    often = Counter(words for words in plain.values() if len(words) >= _SHORT)
    return {pk for pk, words in plain.items() if often[words] > 1}
