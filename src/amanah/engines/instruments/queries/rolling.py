"""What many units come to together: the institution, each unit below, each part of the instrument."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from amanah.engines.instruments import reading
from amanah.engines.instruments.declare import LOCKED, Column
from amanah.engines.instruments.definition import OverUnits
from amanah.engines.instruments.models import Answer, Result, Sheet
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.scoring import rounded
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import SEGMENT, Unit, below

ZERO, MILLION = Decimal(0), 10**6


@dataclass(frozen=True)
class Figure:
    """The sheets of one unit and all below it, the newest of each unit that has one. Points have two decimals, half up.

    `total` and `parts` are the mean of the sheets, or the least of them where the instrument says so; `grades` and `met` count sheets.
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
    total: Decimal = ZERO
    least: Decimal | None = None
    most: Decimal = ZERO
    points: dict[str, list[int]] = field(default_factory=dict)
    """Part → how many sheets have it, their points together and the least of them, in millionths."""
    grades: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)


def roll_up(viewer: Viewer, instrument: str, since: date, until: date, *, column: str = Column.INTERNAL, unit: Unit) -> Figure | None:
    """A unit with everything below it, and each unit directly below: sheets whose period ends between these days, in one column.

    None where the viewer sees no such sheet. Three queries, however many units there are.
    """
    chosen = _newest(_sheets(viewer, instrument, since, until, unit))
    rows = Result.objects.filter(column=column, sheet__in=_sheets(viewer, instrument, since, until, unit))
    sums: dict[str, _Sum] = {}
    end = len(unit.path) + SEGMENT
    for row in rows.values_list("sheet_id", "total", "grade", "points", "met", named=True).iterator(chunk_size=2000):
        if row.sheet_id in chosen:
            path, state = chosen[row.sheet_id]
            _add(sums.setdefault(path[:end], _Sum()), row.total, row.grade, row.points, row.met, locked=state == LOCKED)
    if not sums:
        return None
    whole = _Sum()
    for one in sums.values():
        _merge(whole, one)
    rule = _rule(instrument)
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


def _add(one: _Sum, total: Decimal, grade: str, points: Mapping[str, str], met: Iterable[str], *, locked: bool) -> None:
    one.sheets += 1
    one.locked += locked
    one.total += total
    one.least = total if one.least is None else min(one.least, total)
    one.most = max(one.most, total)
    for key, said in points.items():
        earned = int(said.replace(".", ""))  # six decimals, always
        there = one.points.setdefault(key, [0, 0, earned])
        there[0] += 1
        there[1] += earned
        there[2] = min(there[2], earned)
    if grade:
        one.grades[grade] += 1
    one.met.update(met)


def _merge(whole: _Sum, one: _Sum) -> None:
    whole.sheets += one.sheets
    whole.locked += one.locked
    whole.total += one.total
    whole.least = one.least if whole.least is None or one.least is None else min(whole.least, one.least)
    whole.most = max(whole.most, one.most)
    for key, (n, together, least) in one.points.items():
        there = whole.points.setdefault(key, [0, 0, least])
        whole.points[key] = [there[0] + n, there[1] + together, min(there[2], least)]
    whole.grades += one.grades
    whole.met += one.met


def _figure(unit: Unit, one: _Sum, rule: OverUnits, children: tuple[Figure, ...] = ()) -> Figure:
    least = one.least or ZERO
    return Figure(
        unit,
        one.sheets,
        one.locked,
        least if rule == "minimum" else rounded(one.total / one.sheets),
        least,
        one.most,
        {
            key: rounded((Decimal(low) if rule == "minimum" else Decimal(together) / n) / MILLION)
            for key, (n, together, low) in one.points.items()
        },
        dict(one.grades),
        dict(one.met),
        children,
    )


def _rule(instrument: str) -> OverUnits:
    known = reading.instruments().get(instrument)
    return known.over_units if known is not None else "mean"
