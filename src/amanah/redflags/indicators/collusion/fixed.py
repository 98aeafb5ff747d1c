"""Bids that are another's bid plus a whole percentage."""

from typing import Final

import ibis
from ibis.expr.types import IntegerValue, StringValue, Table

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
        bid=bids.bid,
        place=bids.place.fill_null(0),
        amount=bids.amount,
        money=bids.currency.fill_null(""),
        cents=(bids.amount * 100).round().cast("int64"),
    )
    rows = rows.mutate(grain=_grain(rows))
    left = rows.select("ocid", "money", a=rows.amount, a_bid=rows.bid, a_place=rows.place, a_who=rows.tenderer_ids, a_grain=rows.grain)
    right = rows.select("ocid", "money", b=rows.amount, b_bid=rows.bid, b_place=rows.place, b_who=rows.tenderer_ids, b_grain=rows.grain)
    pairs = left.inner_join(right, ["ocid", "money"])
    others = (pairs.a_bid != pairs.b_bid) | (pairs.a_place != pairs.b_place)
    pairs = pairs.filter((pairs.a < pairs.b) & others & (pairs.a_who.fill_null("") != pairs.b_who.fill_null("?")))
    percent = (pairs.b / pairs.a - 1) * 100
    # prices in coarse steps are whole percentages apart by chance: only where a percent holds many steps does it mean something
    steps = pairs.a / ibis.least(pairs.a_grain, pairs.b_grain)
    pairs = pairs.mutate(percent=percent, usable=(steps >= p.steps) & (percent <= FARTHEST * 100))
    whole = pairs.usable & (pairs.percent > FARTHEST) & ((pairs.percent - pairs.percent.round()).abs() <= p.tolerance * 100)
    pairs = pairs.mutate(whole=whole)
    tenders = pairs.group_by("ocid").aggregate(n=pairs.whole.cast("int64").sum(), tested=pairs.usable.cast("int64").sum())
    # of a tender that fires, the nearest pair is shown: put in order are only the few pairs that fit
    fits = pairs.filter(pairs.whole)
    fits = fits.mutate(a_key=_key(fits.a_bid, fits.a_place), b_key=_key(fits.b_bid, fits.b_place))
    order = ibis.window(group_by=fits.ocid, order_by=[fits.percent, fits.a_key, fits.b_key])
    shown = fits.mutate(rank=ibis.row_number().over(order)).filter(lambda t: t["rank"] == 0)
    shown = shown.select("ocid", percent=shown.percent.round(), low="a", high="b")
    tenders = tenders.left_join(shown, "ocid").drop("ocid_right")
    fired = ibis.ifelse(tenders.tested > 0, tenders.n > 0, ibis.null("boolean"))
    return op.assessed(tenders, "ocid", tenders.ocid, fired=fired, value=tenders.n, shown=("n", "tested", "percent", "low", "high"))


def _key(bid: StringValue, place: IntegerValue) -> StringValue:
    return bid + "#" + place.cast("string")


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
