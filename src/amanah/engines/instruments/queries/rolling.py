"""What many units come to together: the institution, each unit below, each part of the instrument."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from amanah.engines.instruments import reading
from amanah.engines.instruments.declare import LOCKED, Column
from amanah.engines.instruments.definition import OverUnits
from amanah.engines.instruments.models import Answer, Result, Sheet
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.scoring import rounded, shares
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import SEGMENT, Unit, below

ZERO, ONE = Decimal(0), Decimal(1)


@dataclass(frozen=True)
class Figure:
    """The sheets of one unit and all below it, the newest of each unit that has one. Points have two decimals, half up.

    `total` and `parts` are the mean of the sheets, or the least of them where the instrument says so; `grades` and `met` count sheets.
    What does not apply in a sheet neither earns nor costs: its points are put to what applies there, on the scale of the whole, and it
    weighs that much in the mean. `apart` is how many answers say "not applicable".
    """

    unit: Unit
    sheets: int
    locked: int
    total: Decimal
    least: Decimal
    most: Decimal
    parts: Mapping[str, Decimal]
    grades: Mapping[str, int]
    met: Mapping[str, int]
    apart: int = 0
    below: tuple["Figure", ...] = ()


@dataclass(frozen=True)
class Weak:
    """A question over many units: how many answered it, and the mean of its worth over all of them, from 0 to 1."""

    question: str
    answered: int
    worth: Decimal


@dataclass
class _Sum:
    """One unit's share on the way up."""

    sheets: int = 0
    locked: int = 0
    apart: int = 0
    earned: Decimal = ZERO
    share: Decimal = ZERO
    """Of how many whole sheets these points could be earned: less than there are sheets where something does not apply."""
    least: Decimal | None = None
    most: Decimal = ZERO
    points: dict[str, list[Decimal]] = field(default_factory=dict)
    """Part → of how many whole ones, its points together, and the least of them on the scale of a whole one."""
    grades: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)


def roll_up(viewer: Viewer, instrument: str, since: date, until: date, *, column: str = Column.INTERNAL, unit: Unit) -> Figure | None:
    """A unit with everything below it, and each unit directly below: sheets whose period ends between these days, in one column.

    None where the viewer sees no such sheet. Four queries, however many units there are.
    """
    chosen = _newest(_sheets(viewer, instrument, since, until, unit))
    rows = Result.objects.filter(column=column, sheet__in=_sheets(viewer, instrument, since, until, unit))
    apart = _apart(column, chosen)
    known = reading.instruments().get(instrument)
    sums: dict[str, _Sum] = {}
    end = len(unit.path) + SEGMENT
    for row in rows.values_list("sheet_id", "total", "grade", "points", "met", named=True).iterator(chunk_size=2000):
        if row.sheet_id in chosen:
            path, state = chosen[row.sheet_id]
            without = apart.get(row.sheet_id, frozenset())
            one = sums.setdefault(path[:end], _Sum())
            one.locked += state == LOCKED
            one.apart += len(without)
            _add(one, row, shares(known, without) if known is not None and without else {})
    if not sums:
        return None
    whole = _Sum()
    for one in sums.values():
        _merge(whole, one)
    rule = known.over_units if known is not None else "mean"
    units = Unit.objects.filter(path__in=[path for path in sums if len(path) == end]).order_by("name", "pk")
    return _figure(unit, whole, rule, tuple(_figure(one, sums[one.path], rule) for one in units))


def weakest(viewer: Viewer, instrument: str, since: date, until: date, *, column: str = Column.INTERNAL, unit: Unit) -> list[Weak]:
    """The questions over the same sheets as `roll_up`, the weakest first; what nobody answered counts as nothing. Three queries.

    Sheets in which a question does not apply are left out of its mean, and the question where it applies in none.
    """
    chosen = list(_newest(_sheets(viewer, instrument, since, until, unit)))
    answers = Answer.objects.filter(column=column, sheet__in=chosen)
    counted = (
        answers.order_by()
        .values("question")
        .annotate(n=Count("worth"), share=Sum("worth"), apart=Count("pk", filter=Q(worth=None) & ~Q(value="")))
    )
    most = Result.objects.filter(column=column, sheet__in=chosen).count() or 1
    found: dict[str, Weak] = {}
    nowhere: set[str] = set()
    for row in counted:
        if row["apart"] >= most:
            nowhere.add(row["question"])
        else:
            found[row["question"]] = Weak(row["question"], row["n"], (row["share"] or ZERO) / (most - row["apart"]))
    known = reading.instruments().get(instrument) if chosen else None
    for question in known.questions if known is not None else ():
        if question.key not in nowhere:
            found.setdefault(question.key, Weak(question.key, 0, ZERO))
    return sorted(found.values(), key=lambda one: (one.worth, one.question))


def _sheets(viewer: Viewer, instrument: str, since: date, until: date, unit: Unit) -> QuerySet[Sheet]:
    chosen = visible(viewer).filter(instrument=instrument, period_to__gte=since, period_to__lte=until)
    return chosen.filter(below(unit.path, "unit__path"))


def _newest(sheets: QuerySet[Sheet]) -> dict[UUID, tuple[str, str]]:
    """The newest sheet of each unit, with the unit's path and how the sheet stands."""
    newest: dict[str, tuple[UUID, str]] = {}
    for pk, path, state in sheets.order_by("period_to", "round").values_list("pk", "unit__path", "state"):
        newest[path] = pk, state
    return {pk: (path, state) for path, (pk, state) in newest.items()}


def _apart(column: str, sheets: Collection[UUID]) -> dict[UUID, frozenset[str]]:
    """Sheet → its questions that were answered with something that neither earns nor costs."""
    rows = Answer.objects.filter(column=column, sheet__in=list(sheets), worth=None).exclude(value="")
    found: dict[UUID, set[str]] = {}
    for sheet_id, question in rows.values_list("sheet_id", "question"):
        found.setdefault(sheet_id, set()).add(question)
    return {sheet_id: frozenset(some) for sheet_id, some in found.items()}


def _add(one: _Sum, row: Any, share: Mapping[str, Decimal]) -> None:
    one.sheets += 1
    whole = share.get("", ONE)
    one.earned += row.total
    one.share += whole
    if whole:
        scaled = rounded(row.total / whole)
        one.least = scaled if one.least is None else min(one.least, scaled)
        one.most = max(one.most, scaled)
    for key, said in row.points.items():
        of = share.get(key, ONE)
        if of:
            earned = Decimal(said)
            there = one.points.setdefault(key, [ZERO, ZERO, earned / of])
            one.points[key] = [there[0] + of, there[1] + earned, min(there[2], earned / of)]
    if row.grade:
        one.grades[row.grade] += 1
    one.met.update(row.met)


def _merge(whole: _Sum, one: _Sum) -> None:
    whole.sheets += one.sheets
    whole.locked += one.locked
    whole.apart += one.apart
    whole.earned += one.earned
    whole.share += one.share
    lows = [low for low in (whole.least, one.least) if low is not None]
    whole.least = min(lows) if lows else None
    whole.most = max(whole.most, one.most)
    for key, (of, together, least) in one.points.items():
        there = whole.points.setdefault(key, [ZERO, ZERO, least])
        whole.points[key] = [there[0] + of, there[1] + together, min(there[2], least)]
    whole.grades += one.grades
    whole.met += one.met


def _figure(unit: Unit, one: _Sum, rule: OverUnits, children: tuple[Figure, ...] = ()) -> Figure:
    least = one.least or ZERO
    return Figure(
        unit,
        one.sheets,
        one.locked,
        least if rule == "minimum" else rounded(one.earned / one.share) if one.share else ZERO,
        least,
        one.most,
        {key: rounded(low if rule == "minimum" else together / of) for key, (of, together, low) in one.points.items()},
        dict(one.grades),
        dict(one.met),
        one.apart,
        children,
    )
