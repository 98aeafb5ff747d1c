"""How far scopes are ready, clause by clause, with what is in the way: for many scopes at once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    Exists,
    ExpressionWrapper,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    When,
)
from django.db.models.sql.compiler import SQLCompiler

from amanah.engines.instruments.definition import Instrument, Part
from amanah.engines.proofs.models import Use
from amanah.foundation.organisation.models import Holding, held_on
from amanah.kernel import clock
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue, declare
from amanah.rooms.antibribery.requirements.models import Answer
from amanah.rooms.antibribery.requirements.queries import judging

_Rows: TypeAlias = dict[tuple[str, str], tuple[tuple[str, ...], bool]]
"""(Instrument, question) → what is amiss with its answer, and whether it is ready."""
_SILENT, _SPEAKS = 1, 2


class _Together(Aggregate):
    """The values of a group, one a line."""

    output_field = TextField()
    _LINE: Final = "%(function)s(%(expressions)s, "

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="GROUP_CONCAT", template=f"{self._LINE}char(10))", **more)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", template=f"{self._LINE}chr(10))", **more)


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
    """Scope → edition it is run by → how far it is ready. One query for however many scopes; visibility is the caller's to decide."""
    rows = _rows(scopes)
    return {
        scope.pk: {edition: found for edition in scope.edition_keys if (found := _one(edition, rows[scope.pk])) is not None}
        for scope in scopes
    }


def _rows(scopes: Sequence[Scope]) -> dict[UUID, _Rows]:
    """The database groups what stands alike: some hundred rows instead of tens of thousands."""
    today = clock.today()
    holds = Holding.objects.filter(held_on(today), person_id=OuterRef("owner_id"))
    found = (
        Answer.objects.filter(scope__in=[scope.pk for scope in scopes])
        .order_by()
        .annotate(owned=_is(owner__isnull=False), here=Exists(holds), shown=Subquery(_shown()), checked=_is(verified_by__isnull=False))
        .values("scope_id", "instrument", "state", "owned", "here", "shown", "checked")
        .annotate(keys=_Together("question"))
    )
    made: dict[UUID, _Rows] = {scope.pk: {} for scope in scopes}
    for one in found:
        shown = one["shown"]
        reasons = judging.reasons(
            one["state"],
            owned=one["owned"],
            owner_here=one["here"],
            evidence=shown is not None,
            speaks=shown == _SPEAKS,
            verified=one["checked"],
        )
        judged = (reasons, judging.ready(reasons))
        made[one["scope_id"]].update({(one["instrument"], question): judged for question in one["keys"].split("\n")})
    return made


def _is(**said: object) -> ExpressionWrapper:
    return ExpressionWrapper(Q(**said), BooleanField())


def _shown() -> QuerySet[Use, Any]:
    """What the evidence of an answer says: nothing where there is none, and whether some of it speaks for the period."""
    since, until = judging.period()
    counts = Q(proof__withdrawn_on__isnull=True, proof__effective_from__lte=until)
    counts &= Q(proof__ends_on__isnull=True) | Q(proof__ends_on__gte=since)
    best = Max(Case(When(counts, then=_SPEAKS), default=_SILENT, output_field=IntegerField()))
    return Use.objects.filter(ref=OuterRef("ref"), ended_on__isnull=True).order_by().values("ref").annotate(best=best).values("best")


def _one(edition: str, rows: _Rows) -> Readiness | None:
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
        leaf = instrument.leaves[question.key].key
        tally = leaves.get(leaf) or leaves.setdefault(leaf, Tally())
        tally.total += 1
        reasons, ready = row or (judging.NOTHING_SAID, False)
        tally.ready += ready
        if reasons:
            tally.reasons.update(reasons)
    return Readiness(edition, instrument, leaves)
