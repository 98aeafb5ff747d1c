"""How far scopes are ready, clause by clause, with what is in the way: for many scopes at once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias
from uuid import UUID

from django.db.models import BooleanField, Case, ExpressionWrapper, Q, When

from amanah.engines.instruments.definition import Instrument, Part
from amanah.engines.proofs.models import Use
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue, declare
from amanah.rooms.antibribery.requirements.models import Answer
from amanah.rooms.antibribery.requirements.queries import judging

_Rows: TypeAlias = dict[tuple[str, str], tuple[str, UUID | None, bool, bool, bool]]
"""(Instrument, question) → state, owner, whether there is evidence, whether it speaks for the period, whether somebody checked."""


@dataclass
class Tally:
    """Requirements of a clause, how many are ready, and what keeps the others: reason → how many."""

    total: int = 0
    ready: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def per_cent(self) -> int:
        """How much is ready, rounded down so that only what is whole reads 100."""
        return self.ready * 100 // self.total if self.total else 0

    def add(self, other: "Tally") -> None:
        """Count another one in."""
        self.total += other.total
        self.ready += other.ready
        self.reasons += other.reasons


@dataclass(frozen=True)
class Readiness:
    """How far one scope is ready for one edition. `leaves`: clause → its tally."""

    edition: str
    instrument: Instrument
    leaves: dict[str, Tally]

    @cached_property
    def clauses(self) -> dict[str, Tally]:
        """Every clause, also those that only hold others."""
        found: dict[str, Tally] = {}

        def rolled(part: Part) -> Tally:
            tally = Tally()
            tally.add(self.leaves.get(part.key, Tally()))
            for below in part.parts:
                tally.add(rolled(below))
            found[part.key] = tally
            return tally

        for top in self.instrument.parts:
            rolled(top)
        return found

    @cached_property
    def whole(self) -> Tally:
        """Everything together."""
        tally = Tally()
        for leaf in self.leaves.values():
            tally.add(leaf)
        return tally


def readiness(scopes: Sequence[Scope]) -> dict[UUID, dict[str, Readiness]]:
    """Scope → edition it is run by → how far it is ready. Three queries for however many scopes; visibility is the caller's to decide."""
    rows = _rows(scopes)
    owners = {row[1] for some in rows.values() for row in some.values() if row[1] is not None}
    present = judging.here(owners)
    return {
        scope.pk: {
            edition: found for edition in scope.edition_keys if (found := _one(edition, rows.get(scope.pk, {}), present)) is not None
        }
        for scope in scopes
    }


def _rows(scopes: Sequence[Scope]) -> dict[UUID, _Rows]:
    proved = _proved(scopes)
    checked = ExpressionWrapper(Q(verified_by__isnull=False), BooleanField())
    found = Answer.objects.filter(scope__in=[scope.pk for scope in scopes]).order_by().annotate(checked=checked)
    made: dict[UUID, _Rows] = {scope.pk: {} for scope in scopes}
    columns = ("scope_id", "instrument", "question", "ref", "state", "owner_id", "checked")
    for scope_id, instrument, question, ref, state, owner_id, verified in found.values_list(*columns):
        made[scope_id][instrument, question] = (state, owner_id, ref in proved, proved.get(ref, False), verified)
    return made


def _proved(scopes: Iterable[Scope]) -> dict[str, bool]:
    """Answers that have evidence, and whether some of it speaks for the period: one walk along the index of references."""
    since, until = judging.period()
    counts = Q(proof__withdrawn_on__isnull=True, proof__effective_from__lte=until)
    counts &= Q(proof__ends_on__isnull=True) | Q(proof__ends_on__gte=since)
    of_them = Q(pk__in=[])
    for scope in scopes:
        # "0" follows "/": everything that begins with the reference of the scope.
        of_them |= Q(ref__gte=f"requirement:{scope.pk}/", ref__lt=f"requirement:{scope.pk}0")
    speaks = Case(When(counts, then=True), default=False, output_field=BooleanField())
    found: dict[str, bool] = {}
    for ref, spoken in Use.objects.filter(of_them, ended_on__isnull=True).order_by().annotate(spoken=speaks).values_list("ref", "spoken"):
        found[ref] = spoken or found.get(ref, False)
    return found


def _one(edition: str, rows: _Rows, present: set[UUID]) -> Readiness | None:
    instrument = catalogue.instrument(edition)
    if instrument is None:
        return None
    ties, other = catalogue.ties(edition), declare.INSTRUMENTS[declare.OTHER[edition]]
    leaves: dict[str, Tally] = {}
    for question in instrument.questions:
        row = rows.get((instrument.id, question.key))
        tied = ties.get(question.key, ()) if row is None else ()
        if tied and tied[0].relation == "equal":
            row = rows.get((other, tied[0].question))
        tally = leaves.setdefault(instrument.leaves[question.key].key, Tally())
        tally.total += 1
        if row is None:
            tally.reasons.update(judging.NOTHING_SAID)
            continue
        state, owner_id, evidence, speaks, verified = row
        reasons = judging.reasons(state, owner_id, owner_here=owner_id in present, evidence=evidence, speaks=speaks, verified=verified)
        tally.ready += judging.ready(reasons)
        if reasons:
            tally.reasons.update(reasons)
    return Readiness(edition, instrument, leaves)
