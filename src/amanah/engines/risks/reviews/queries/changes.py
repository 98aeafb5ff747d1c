"""What changed in a register since its last round, told by the histories, which only ever grow."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from amanah.engines.risks.models import Assessment, Flag, Risk, Step
from amanah.engines.risks.queries import visible as visible_risks
from amanah.engines.risks.reviews.models import Review, State
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below


@dataclass(frozen=True)
class Move:
    """A stage of a risk whose level is another than it was; scores say which way where both were scored with the same criteria."""

    risk: str
    stage: str
    was: str
    now: str
    was_score: int
    now_score: int
    comparable: bool

    @property
    def up(self) -> bool | None:
        """Whether it got worse; None where the criteria differ."""
        return self.now_score > self.was_score if self.comparable else None


@dataclass(frozen=True)
class Changes:
    """Risks by reference. `failed` and `signals` are the risks that were flagged, by a control that failed or by anything else."""

    new: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    moved: list[Move] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    signals: list[str] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)

    @property
    def refs(self) -> set[str]:
        """Every risk that is named."""
        lists = (self.new, self.closed, self.failed, self.signals, self.cleared, [move.risk for move in self.moved])
        return {ref for some in lists for ref in some}

    def kept(self, refs: set[str]) -> "Changes":
        """The same with these risks alone."""

        def only(some: list[str]) -> list[str]:
            return [ref for ref in some if ref in refs]

        moved = [move for move in self.moved if move.risk in refs]
        return Changes(only(self.new), only(self.closed), moved, only(self.failed), only(self.signals), only(self.cleared))

    def as_json(self) -> dict[str, Any]:
        """As it is kept once the review is signed."""
        return asdict(self)

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Changes":
        """What `as_json` gave."""
        return cls(**{**kept, "moved": [Move(**move) for move in kept["moved"]]}) if kept else cls()


def scope(review: Review) -> QuerySet[Risk]:
    """The register that a review is about; still everybody's, so for this part's own arithmetic."""
    return Risk.objects.filter(below(review.unit.path, "unit__path") if review.deep else Q(unit=review.unit))


def changes(review: Review) -> Changes:
    """What changed since the round before, or since the period began where this is the first. Not narrowed: see `found`."""
    risks = scope(review).values("pk")
    seen: Mapping[str, int] = review.previous.seen if review.previous is not None else {}

    def later(table: str, day: str) -> Q:
        return Q(pk__gt=seen[table]) if table in seen else Q(**{f"{day}__gte": review.period_from})

    steps = list(Step.objects.filter(later("step", "day"), risk__in=risks).values_list("risk__ref", "act").order_by("pk"))
    flags = list(Flag.objects.filter(later("flag", "raised_on"), risk__in=risks).values_list("risk__ref", "sort").order_by("pk"))
    return Changes(
        new=_once(ref for ref, act in steps if act == "entered"),
        closed=_once(ref for ref, act in steps if act == "closed"),
        moved=_moved(Assessment.objects.filter(risk__in=risks), later("assessment", "day")),
        failed=_once(ref for ref, sort in flags if sort == "control_failed"),
        signals=_once(ref for ref, sort in flags if sort != "control_failed"),
        cleared=_once(ref for ref, act in steps if act == "flag_cleared"),
    )


def found(viewer: Viewer, review: Review) -> tuple[Changes, dict[str, Risk]]:
    """What changed as this viewer may know it, with the risks by reference; as it was signed, once it is."""
    what = Changes.of_json(review.found) if review.state == State.SIGNED else changes(review)
    risks = {risk.ref: risk for risk in visible_risks(viewer).filter(ref__in=what.refs).select_related("unit")}
    return what.kept(set(risks)), risks


def watermarks() -> dict[str, int]:
    """How far the histories have come now."""
    tables = {"assessment": Assessment, "flag": Flag, "step": Step}
    return {name: model.objects.aggregate(last=Max("pk"))["last"] or 0 for name, model in tables.items()}  # type: ignore[attr-defined]


def _once(refs: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(refs))


def _moved(assessments: QuerySet[Assessment], later: Q) -> list[Move]:
    """The last level of each stage before and after, where both are there and differ."""
    fields = ("risk_id", "risk__ref", "stage", "level", "score", "edition_id")
    last: dict[tuple[UUID, str], tuple[Any, ...]] = {}
    for row in assessments.filter(later).order_by("pk").values_list(*fields):
        last[row[0], row[2]] = row
    first: dict[tuple[UUID, str], tuple[Any, ...]] = {}
    earlier = assessments.filter(risk__in={key[0] for key in last}).exclude(later)
    for row in earlier.order_by("pk").values_list(*fields):
        first[row[0], row[2]] = row
    moves = []
    for key, now in last.items():
        was = first.get(key)
        if was is not None and was[3] != now[3]:
            moves.append(Move(now[1], now[2], was[3], now[3], was[4], now[4], was[5] == now[5]))
    return moves
