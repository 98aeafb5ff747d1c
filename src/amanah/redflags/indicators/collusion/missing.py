"""Missing bids: in a contest some bids come within a hair of the best rival; where nobody ever loses narrowly, nobody contests."""

from collections.abc import Iterable
from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import WEAK, Indicator
from amanah.redflags.indicators.collusion.screens import submitted
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

INNER, OUTER = 0.001, 0.003
"""Margins, as a share of the estimate, that count as next to nothing and as near."""
THIRD: Final = 1 / 3
"""Of all margins within the outer line a third lies within the inner one where their density is even."""


def margins(data: Data) -> Table:
    """Per bid, as a share of the estimate: the bid `norm`, its best rival `best`, and the distance `margin` between them.

    The best rival is the lowest bid, at most the estimate itself; of the lowest bid, the second lowest (Chassang, Kawai, Nakabayashi and
    Ortner 2022). Tenders with a single bid have none.
    """
    return data.once("collusion/margins", _margins)


def _margins(data: Data) -> Table:
    releases = data["releases"]
    estimates = releases.filter(releases.estimate > 0).select(
        "ocid", "estimate", who=releases.buyer_id.coalesce(releases.buyer), money=releases.currency.fill_null("")
    )
    bids = submitted(data)
    rows = bids.select("ocid", "bid", "place", "amount", own=bids.currency.fill_null("")).inner_join(estimates, "ocid")
    rows = rows.filter(rows.own == rows.money)
    rows = rows.mutate(norm=rows.amount / rows.estimate)
    tender = ibis.window(group_by=rows.ocid)
    order = ibis.window(group_by=rows.ocid, order_by=[rows.norm, rows.bid, rows.place])
    rows = rows.mutate(
        lowest=rows.norm.min().over(tender),
        rank=ibis.row_number().over(order),
        next=rows.norm.lead().over(order),
        n=rows.count().over(tender),
    )
    rows = rows.filter(rows.n > 1)
    # the lowest bid's rival is the next one; who ties with it has it as a rival
    second = ibis.ifelse(rows["rank"] == 0, rows.next, rows.lowest)
    best = ibis.ifelse(rows.norm == rows.lowest, second, ibis.least(rows.lowest, 1.0))
    return rows.select("ocid", "who", "norm", best=best).mutate(margin=lambda t: t.norm - t.best)


def demand(data: Data, changes: Iterable[float]) -> dict[float, float]:
    """Counterfactual demand D(ρ): the share of bids that would have won had they alone been changed by ρ; a tie counts half."""
    rows = margins(data)
    found: dict[float, float] = {}
    for change in changes:
        moved = rows.norm * (1 + change)
        wins = ibis.cases((moved < rows.best, 1.0), (moved == rows.best, 0.5), else_=0.0)
        found[change] = float(rows.aggregate(share=wins.mean()).to_pyarrow().to_pylist()[0]["share"])
    return found


def _hole(data: Data, p: Parameters) -> Table:
    rows = margins(data)
    rows = rows.filter(rows.who.notnull())
    size = rows.margin.abs()
    buyers = rows.group_by("who").aggregate(
        n=rows.count(), inner=(size < INNER).cast("int64").sum(), outer=((size >= INNER) & (size < OUTER)).cast("int64").sum()
    )
    near = (buyers.inner + buyers.outer).cast("float64")
    z = (buyers.inner - near * THIRD + 0.5) / (near * THIRD * (1 - THIRD)).sqrt().nullif(0.0)
    enough = (buyers.n >= p.minimum) & (near >= p.near)
    tested = op.with_tail(buyers.mutate(ratio=2 * buyers.inner / buyers.outer.nullif(0)), op.only(enough, -z))
    tested = op.benjamini_hochberg(tested)
    low, high = op.wilson(tested.inner, tested.inner + tested.outer)
    return op.assessed(
        tested.mutate(low=low, high=high),
        "buyer",
        tested.who,
        fired=ibis.ifelse(tested.p.isnull(), ibis.null("boolean"), (tested.ratio < p.threshold) & (tested.q <= p.error)),
        value=tested.ratio,
        shown=("who", "n", "inner", "outer", "ratio", "low", "high", "q"),
    )


INDICATORS: Final = (
    Indicator(
        id="PBJ-23",
        family="collusion",
        title=Text(id="Tidak ada yang kalah tipis", en="Nobody loses narrowly"),
        question=Text(
            id="Apakah pada pembeli ini penawaran yang kalah atau menang tipis hampir tidak ada?",
            en="Are bids that lose or win by a hair almost absent at this buyer?",
        ),
        rationale=Text(
            id="Penawar yang tidak saling tahu harga kadang hampir seri. Lubang pada selisih nol berarti hasilnya sudah disepakati.",
            en="Bidders who do not know each other's price come close to a tie now and then. A hole at a margin of nothing means an "
            "agreed result.",
        ),
        false_alarm=Text(
            id="Harga yang dibulatkan kasar; aturan yang melarang harga hampir sama. Angkanya belum dikalibrasi di Indonesia.",
            en="Prices rounded coarsely; rules against near ties. The number is not calibrated for Indonesia.",
        ),
        blind=Text(
            id="Kartel kecil di antara banyak penawar yang jujur; pada data Tsuchiura lubangnya memisahkan hanya sedikit (0,29 dan 0,44).",
            en="A small cartel among many honest bidders; on the data of Tsuchiura the hole separates them only a little (0.29 and 0.44).",
        ),
        needs={"bids": ("amount",), "releases": ("estimate",)},
        compute=_hole,
        explain=Text(
            id="{who}: dari {n} penawaran, {inner} berselisih di bawah 0,1 % dari HPS dengan pesaing terbaiknya dan {outer} antara 0,1 "
            "dan 0,3 %: "
            "nisbah {ratio:2} (merata 1; selang 95 % bagian dalam {low:percent} sampai {high:percent}, merata 33,3 %; q {q:4}).",
            en="{who}: of {n} bids {inner} differ from their best rival by less than 0.1% of the estimate and {outer} by 0.1 to 0.3%: "
            "ratio "
            "{ratio:2} (even 1; 95% interval of the inner part {low:percent} to {high:percent}, even 33.3%; q {q:4}).",
        ),
        source="Chassang, Kawai, Nakabayashi and Ortner, Econometrica 2022; the line of 0.35 is ours and uncalibrated",
        severity=WEAK,
        ocp=("R027",),
        parameters=(
            Parameter("threshold", 0.35, Text(id="Nisbah di bawah", en="Ratio below")),
            Parameter("minimum", 200, Text(id="Penawaran paling sedikit", en="Fewest bids")),
            Parameter("near", 30, Text(id="Selisih tipis paling sedikit", en="Fewest near margins")),
            Parameter("error", 0.05, Text(id="Bagian alarm palsu yang diterima (q)", en="Accepted share of false alarms (q)")),
        ),
    ),
)
