"""Bids that are another's bid plus a whole percentage."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, Indicator
from amanah.redflags.indicators.collusion.screens import submitted
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

FARTHEST: Final = 0.5
"""Beyond half as much again nobody speaks of a cover bid."""
GRAINS: Final = tuple(10**power for power in range(2, 12))
"""Steps in which prices are written, in hundredths: whole units and every power of ten of them."""


def _fixed(data: Data, p: Parameters) -> Table:
    bids = submitted(data)
    rows = bids.select(
        "ocid",
        "tenderer_ids",
        key=bids.bid + "#" + bids.place.fill_null(0).cast("string"),
        amount=bids.amount,
        money=bids.currency.fill_null(""),
        cents=(bids.amount * 100).round().cast("int64"),
    )
    rows = rows.mutate(grain=_grain(rows))
    left = rows.select("ocid", "money", a=rows.amount, a_key=rows.key, a_who=rows.tenderer_ids, a_grain=rows.grain)
    right = rows.select("ocid", "money", b=rows.amount, b_key=rows.key, b_who=rows.tenderer_ids, b_grain=rows.grain)
    pairs = left.inner_join(right, ["ocid", "money"])
    pairs = pairs.filter((pairs.a_key != pairs.b_key) & (pairs.a < pairs.b) & (pairs.a_who.fill_null("") != pairs.b_who.fill_null("?")))
    percent = (pairs.b / pairs.a - 1) * 100
    # prices in coarse steps are whole percentages apart by chance: only where a percent holds many steps does it mean something
    steps = pairs.a / ibis.least(pairs.a_grain, pairs.b_grain)
    pairs = pairs.mutate(percent=percent, usable=(steps >= p.steps) & (percent <= FARTHEST * 100))
    whole = pairs.usable & (pairs.percent > FARTHEST) & ((pairs.percent - pairs.percent.round()).abs() <= p.tolerance * 100)
    pairs = pairs.mutate(whole=whole)
    best = ibis.window(group_by=pairs.ocid, order_by=[(~pairs.whole), pairs.percent, pairs.a_key, pairs.b_key])
    pairs = pairs.mutate(place=ibis.row_number().over(best))
    tenders = pairs.group_by("ocid").aggregate(
        n=pairs.whole.cast("int64").sum(),
        tested=pairs.usable.cast("int64").sum(),
        percent=ibis.ifelse(pairs.place == 0, pairs.percent.round(), ibis.null("float64")).max(),
        low=ibis.ifelse(pairs.place == 0, pairs.a, ibis.null("float64")).max(),
        high=ibis.ifelse(pairs.place == 0, pairs.b, ibis.null("float64")).max(),
    )
    fired = ibis.ifelse(tenders.tested > 0, tenders.n > 0, ibis.null("boolean"))
    return op.assessed(tenders, "ocid", tenders.ocid, fired=fired, value=tenders.n, shown=("n", "tested", "percent", "low", "high"))


def _grain(rows: Table) -> ibis.Value:
    """The largest power of ten (in whole units) that the amount is a multiple of."""
    fits = [((rows.cents % grain) == 0, grain / 100) for grain in reversed(GRAINS)]
    return ibis.cases(*fits, else_=0.01)


INDICATORS: Final = (
    Indicator(
        id="PBJ-26",
        family="collusion",
        title=Text(id="Penawaran berselisih persen bulat", en="Bids a whole percentage apart"),
        question=Text(
            id="Apakah satu penawaran persis sekian persen di atas penawaran lain?", en="Is one bid exactly so many percent above another?"
        ),
        rationale=Text(
            id="Penawaran pendamping sering dibuat dengan mengalikan penawaran pemenang.",
            en="Cover bids are often made by multiplying the winner's.",
        ),
        false_alarm=Text(
            id="Kebetulan, terutama bila banyak penawar: di antara banyak pasangan satu selalu hampir bulat.",
            en="Chance, above all with many bidders: among many pairs one is always nearly whole.",
        ),
        blind=Text(
            id="Harga yang dibulatkan kasar tidak dapat dinilai; pengali yang berbeda untuk tiap butir harga.",
            en="Prices in coarse steps cannot be judged; a different factor for every item.",
        ),
        needs={"bids": ("amount", "tenderer_ids")},
        compute=_fixed,
        explain=Text(
            id="Penawaran {high:amount} persis {percent:0} % di atas {low:amount}; {n} dari {tested} pasangan penawaran berselisih persen "
            "bulat.",
            en="The bid of {high:amount} is exactly {percent:0}% above {low:amount}; {n} of {tested} pairs of bids are a whole percentage "
            "apart.",
        ),
        source="OCP 2024, R023; Development Gateway, i085",
        severity=PLAIN,
        ocp=("R023",),
        parameters=(
            Parameter(
                "tolerance",
                1e-6,
                Text(id="Jarak dari persen bulat, bagian dari harga", en="Distance from a whole percentage, as part of the price"),
            ),
            Parameter(
                "steps",
                100_000,
                Text(
                    id="Harga paling sedikit sekian langkah pembulatannya, agar kebetulan jarang",
                    en="A price must be so many of its rounding steps, so that chance is rare",
                ),
            ),
        ),
    ),
)
