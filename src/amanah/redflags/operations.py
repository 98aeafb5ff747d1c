"""Expressions that indicators share, each meaning the same on DuckDB and on Spark.

Indicators avoid what differs silently between the two: floating logarithms for digits (`log10`), the engines' own quantiles (type 7),
interval arithmetic, and equality of computed fractions.
"""

from functools import reduce
from typing import cast

import ibis
from ibis.expr.types import BooleanValue, DateValue, IntegerValue, NumericValue, StringValue, Table, TimestampValue

from amanah.redflags.indicator import SUBJECTS
from amanah.redflags.parameters import Dated

DAY = 86_400


def subject(kind: str, identifier: StringValue) -> dict[str, ibis.Value]:
    """The two columns that name a subject, for `mutate` or `select`."""
    return {"subject_type": ibis.literal(kind), "subject_id": identifier.cast("string")}


def seconds(moment: TimestampValue) -> IntegerValue:
    """A moment as whole seconds, so that differences are plain subtraction. DuckDB by itself would keep the fraction, Spark would not."""
    return cast("IntegerValue", moment.epoch_seconds() // 1)


def days_between(start: DateValue, end: DateValue) -> IntegerValue:
    """Whole days from one date to another; negative when the end comes first."""
    return (end.cast("timestamp").epoch_seconds() - start.cast("timestamp").epoch_seconds()) // DAY


def in_force(dated: Dated, on: DateValue) -> NumericValue:
    """The legal number that held on each row's day; null once it is repealed."""
    value: NumericValue = ibis.literal(dated.steps[0][1], "float64")
    for since, later in dated.steps[1:]:
        value = ibis.ifelse(on >= ibis.literal(since), ibis.literal(later, "float64"), value)
    return value


def quartiles(table: Table, value: str, by: tuple[str, ...] = ()) -> Table:
    """Q1 and Q3 of `value` per group by Hyndman and Fan's type 8 (as Cardinal's statrs), as columns `q1`, `q3`, `n`.

    h = (n + 1/3) p + 1/3, between the values of rank floor(h) and floor(h) + 1. Written out with ranks, since both engines only offer
    type 7.
    """
    return _quantiles(table, value, by, q1=0.25, q3=0.75)


def _quantiles(table: Table, value: str, by: tuple[str, ...], **shares: float) -> Table:
    valued = table.filter(table[value].notnull()).select(*by, value)
    sizes = valued.group_by(*by).aggregate(n=lambda t: t.count()) if by else valued.aggregate(n=valued.count())
    places = sizes.mutate(**{f"{name}_at": (sizes.n + 1 / 3) * share + 1 / 3 for name, share in shares.items()})
    # where each lies is reckoned once a group; of the many rows only the rank is compared with it
    places = places.mutate(**{f"{name}_low": ibis.greatest(places[f"{name}_at"].floor().cast("int64"), 1) for name in shares})
    window = ibis.window(group_by=[valued[name] for name in by], order_by=valued[value])
    ranked = valued.mutate(rank=ibis.row_number().over(window) + 1)
    rows = ranked.inner_join(places, list(by)) if by else ranked.cross_join(places)
    found = {"n": rows.n.max(), **{name: _at(rows, value, name) for name in shares}}
    return rows.group_by(*by).aggregate(**found) if by else rows.aggregate(**found)


def _at(rows: Table, value: str, name: str) -> NumericValue:
    place, first = rows[f"{name}_at"], rows[f"{name}_low"]
    low, high = ibis.least(first, rows.n), ibis.least(first + 1, rows.n)
    part = ibis.greatest(ibis.least(place - place.floor(), 1.0), 0.0)
    below = only(rows["rank"] == low, rows[value]).max()
    above = only(rows["rank"] == high, rows[value]).max()
    return below + ibis.ifelse(place.max() < 1, 0.0, part.max()) * (above - below)


def benjamini_hochberg(table: Table, p: str = "p", *, by: tuple[str, ...] = ()) -> Table:
    """The table with `q`: the smallest false-discovery rate at which each test would be rejected (Benjamini and Hochberg 1995).

    Rows whose p is null were not tested and count for nothing.
    """
    group = [table[name] for name in by]
    ascending = ibis.window(group_by=group, order_by=[table[p].isnull(), table[p]])
    tests = table[p].count().over(ibis.window(group_by=group))
    ranked = table.mutate(_raw=table[p] * tests / (ibis.row_number().over(ascending) + 1), _place=ibis.row_number().over(ascending))
    from_here = ibis.window(group_by=[ranked[name] for name in by], order_by=ranked["_place"].desc(), preceding=None, following=0)
    smallest = ranked.mutate(q=ibis.ifelse(ranked[p].isnull(), ibis.null("float64"), ibis.least(ranked["_raw"].min().over(from_here), 1.0)))
    return smallest.drop("_raw", "_place")


def all_of(*conditions: BooleanValue) -> BooleanValue:
    """Every condition holds."""
    return reduce(lambda left, right: left & right, conditions)


def assessed(
    table: Table, kind: str, identifier: StringValue, *, fired: BooleanValue, value: NumericValue, shown: tuple[str, ...] = ()
) -> Table:
    """The rows of an indicator: the four columns of every assessment, then the evidence `shown`.

    Identifier and evidence of rows that did not fire are left empty: nobody reads them, and at ten million rows they cost the most.
    """
    judged = table.mutate(_fired=fired)
    hit = judged["_fired"].fill_null(False)
    evidence = {name: ibis.ifelse(hit, judged[name], ibis.null(judged[name].type())) for name in shown}
    return judged.select(
        subject_type=ibis.literal(kind),
        subject_id=ibis.ifelse(hit, identifier.cast("string"), ibis.null("string")),
        fired=judged["_fired"],
        value=value.cast("float64"),
        **evidence,
    )


def with_silent(hits: Table, kind: str, *silent: tuple[Table, BooleanValue | bool | None]) -> Table:
    """Hits, and of subjects that gave none only their number: millions of rows in which nothing stands would be written and read again.

    `silent`: tables of one row per subject, each with its verdict: false for what was judged, null for what could not be.
    """
    parts = [hits.mutate(**{SUBJECTS: ibis.literal(1, "int64")})]
    nothing = {name: ibis.null(hits[name].type()) for name in hits.columns if name not in {"subject_type", "fired"}}
    for rows, verdict in silent:
        fired = verdict if isinstance(verdict, ibis.Value) else ibis.literal(verdict, "boolean")
        counts = rows.select(fired=fired).group_by("fired").aggregate(**{SUBJECTS: lambda t: t.count()})
        columns = {"subject_type": ibis.literal(kind), "fired": counts.fired, **nothing}
        parts.append(counts.select(**{name: columns[name] for name in hits.columns}, **{SUBJECTS: counts[SUBJECTS]}))
    return ibis.union(*parts) if silent else parts[0]


def percentile(table: Table, value: str, share: float, by: tuple[str, ...] = ()) -> Table:
    """One quantile of `value` per group by Hyndman and Fan's type 8 (see `quartiles`), as columns `edge` and `n`."""
    return _quantiles(table, value, by, edge=share)


def with_tail(table: Table, z: NumericValue) -> Table:
    """The table with `p`: the chance that a standard normal value exceeds z, to a relative 1.2e-7 (Numerical Recipes' `erfcc`).

    Null where z is. A table and no value, because every step is a column of its own: written as one expression, z would stand in it
    thirteen times over, and planning that takes longer than computing it.
    """
    steps = table.mutate(_z=z)
    steps = steps.mutate(_size=steps["_z"].abs() / 2**0.5)
    steps = steps.mutate(_t=1 / (1 + 0.5 * steps["_size"]))
    size, t = steps["_size"], steps["_t"]
    series: NumericValue = ibis.literal(0.17087277)
    for coefficient in (-0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368):
        series = coefficient + t * series
    steps = steps.mutate(_tail=0.5 * t * (ibis.greatest(-size * size - 1.26551223 + t * series, -700.0)).exp())
    return steps.mutate(p=ibis.ifelse(steps["_z"] >= 0, steps["_tail"], 1 - steps["_tail"])).drop("_z", "_size", "_t", "_tail")


def chi_square_z(statistic: NumericValue, freedom: NumericValue | int) -> NumericValue:
    """A chi-square as the normal value of the same tail, by Wilson and Hilferty's cube root (good to about 1e-3 from 8 degrees on)."""
    spread = 2 / (9 * freedom)
    # a cube root by exp and ln: a power with a fractional exponent is typed differently on the two engines
    root = ((ibis.greatest(statistic, 1e-12) / freedom).ln() / 3).exp()
    return (root - (1 - spread)) / spread**0.5 if isinstance(spread, float) else (root - (1 - spread)) / spread.sqrt()


def only(condition: BooleanValue, value: NumericValue) -> NumericValue:
    """The value where the condition holds, else null: what was not tested."""
    return ibis.ifelse(condition, value, ibis.null("float64"))


def wilson(hits: NumericValue, n: NumericValue, z: float = 1.959964) -> tuple[NumericValue, NumericValue]:
    """The interval of Wilson (1927) for a share of `hits` in `n`, lower and upper end; null where n is 0."""
    trials = n.nullif(0).cast("float64")
    share = hits / trials
    centre = share + z * z / (2 * trials)
    reach = z * (share * (1 - share) / trials + z * z / (4 * trials * trials)).sqrt()
    whole = 1 + z * z / trials
    return (centre - reach) / whole, (centre + reach) / whole


def day_number(day: DateValue) -> IntegerValue:
    """A date as days since 1970, so that differences and ranges are whole numbers."""
    return day.epoch_days().cast("int64")


def with_share_tested(table: Table, known: BooleanValue, hits: NumericValue, n: NumericValue, usual: NumericValue) -> Table:
    """The table with `p`: the chance of a share as high as `hits` in `n` where `usual` is the share to expect (one-sided score test).

    Null where it is not `known` or there are no trials; a half where nothing can vary.
    """
    trials = n.nullif(0).cast("float64")
    spread = (usual * (1 - usual) / trials).sqrt()
    tested = with_tail(table.mutate(_spread=only(known, spread)), only(known, (hits / trials - usual) / spread.nullif(0)))
    return tested.mutate(p=ibis.ifelse(tested["_spread"].isnull(), ibis.null("float64"), tested.p.coalesce(0.5))).drop("_spread")
