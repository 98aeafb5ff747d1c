"""Screens of the distribution of bids in one tender (Imhof 2017; Huber and Imhof 2019; Wallimann, Imhof and Huber 2022)."""

from typing import Final

import ibis
from ibis.expr.types import NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

FEWEST: Final = {"cv": 2, "rd": 3, "skew": 3, "kurt": 4, "ks": 2}
"""Bids below which a screen is not defined."""


def submitted(data: Data) -> Table:
    """Bids with an amount above nothing, neither only invited nor withdrawn, of processes that were not called off."""
    bids = data["bids"]
    alive = data["releases"].filter(lambda t: t.status.fill_null("") != "cancelled")
    return bids.filter(~bids.status.fill_null("").isin(["invited", "withdrawn"]) & (bids.amount > 0)).semi_join(alive, "ocid")


def screens(data: Data) -> Table:
    """One row per tender whose bids share a currency: `n` bids and, where defined, `cv`, `spd`, `diffp`, `rd`, `skew`, `kurt`, `ks`.

    With b1 ≤ b2 ≤ … ≤ bn and sample standard deviations (n − 1): CV = sd / mean; SPD = (bn − b1) / b1; DIFFP = (b2 − b1) / b1;
    RD = (b2 − b1) / sd(b2 … bn); SKEW and KURT are the adjusted sample skewness G1 and excess kurtosis G2; KS is the largest distance
    between the bids' distribution and the uniform one from b1 to bn. Moments are taken about the mean in a second pass.
    """
    return data.once("collusion/screens", _screens)


def _screens(data: Data) -> Table:
    bids = submitted(data)
    bids = bids.mutate(money=bids.currency.fill_null(""))
    tender = ibis.window(group_by=bids.ocid)
    order = ibis.window(group_by=bids.ocid, order_by=[bids.amount, bids.bid, bids.place])
    rows = bids.select(
        "ocid",
        b=bids.amount,
        rank=(ibis.row_number().over(order) + 1).cast("float64"),
        n=bids.count().over(tender).cast("float64"),
        mean=bids.amount.mean().over(tender),
        low=bids.amount.min().over(tender),
        high=bids.amount.max().over(tender),
        money=bids.money.min().over(tender),
        last_money=bids.money.max().over(tender),
    )
    rows = rows.filter(rows.money == rows.last_money)
    off = rows.b - rows["mean"]
    losing = rows.b - (rows["mean"] * rows.n - rows.low) / (rows.n - 1).nullif(0.0)
    at = (rows.b - rows.low) / (rows.high - rows.low).nullif(0.0)
    later = ibis.ifelse(rows["rank"] > 1, losing * losing, 0.0)
    sums = rows.group_by("ocid").aggregate(
        n=rows.n.max(),
        mean=rows["mean"].max(),
        low=rows.low.max(),
        high=rows.high.max(),
        second=ibis.ifelse(rows["rank"] == 2, rows.b, ibis.null("float64")).max(),  # noqa: PLR2004 - the second lowest
        squares=(off * off).sum(),
        cubes=(off * off * off).sum(),
        fourths=(off * off * off * off).sum(),
        losing=later.sum(),
        ks=ibis.greatest(rows["rank"] / rows.n - at, at - (rows["rank"] - 1) / rows.n).max(),
    )
    n, spread = sums.n, sums.high > sums.low
    sd = (sums.squares / (n - 1).nullif(0.0)).sqrt()
    losing_sd = (sums.losing / (n - 2).nullif(0.0)).sqrt()
    cubed = (sums.cubes / (sd * sd * sd).nullif(0.0)) * n / ((n - 1) * (n - 2)).nullif(0.0)
    fourth = (sums.fourths / (sd * sd * sd * sd).nullif(0.0)) * n * (n + 1) / ((n - 1) * (n - 2) * (n - 3)).nullif(0.0)
    kurt = fourth - 3 * (n - 1) * (n - 1) / ((n - 2) * (n - 3)).nullif(0.0)

    def defined(value: NumericValue, screen: str) -> NumericValue:
        return ibis.ifelse((n >= FEWEST[screen]) & spread, value, ibis.null("float64"))

    return sums.select(
        "ocid",
        "low",
        "high",
        "second",
        n=n.cast("int64"),
        cv=ibis.ifelse(n >= FEWEST["cv"], ibis.ifelse(spread, sd / sums["mean"], 0.0), ibis.null("float64")),
        spd=(sums.high - sums.low) / sums.low,
        diffp=(sums.second - sums.low) / sums.low,
        # losing bids that are all alike have no spread to measure the gap with
        rd=defined((sums.second - sums.low) / ibis.ifelse(sums.high > sums.second, losing_sd, ibis.null("float64")), "rd"),
        skew=defined(cubed, "skew"),
        kurt=defined(kurt, "kurt"),
        ks=defined(sums.ks, "ks"),
    )


def _variance(data: Data, p: Parameters) -> Table:
    rows = screens(data)
    fired = ibis.ifelse(rows.n >= p.minimum, rows.cv < p.threshold, ibis.null("boolean"))
    return op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows.cv, shown=("n", "cv", "low", "high", "spd"))


def _cover(data: Data, p: Parameters) -> Table:
    rows = screens(data)
    fired = ibis.ifelse(rows.n >= p.minimum, rows.rd > p.threshold, ibis.null("boolean"))
    return op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows.rd, shown=("n", "rd", "low", "second", "high", "diffp"))


INDICATORS: Final = (
    Indicator(
        id="PBJ-21",
        family="collusion",
        title=Text(id="Penawaran terlalu berdekatan", en="Bids too close to each other"),
        question=Text(id="Apakah semua penawaran hampir sama?", en="Are all bids almost the same?"),
        rationale=Text(
            id="Penawar yang bersekongkol saling memberi tahu harga; penawaran pendamping dibuat sedikit di atas pemenang, sehingga "
            "sebarannya sempit.",
            en="Bidders who collude tell each other their prices; cover bids are made a little above the winner's, so that the spread is "
            "narrow.",
        ),
        false_alarm=Text(
            id="Barang dengan harga pasar yang diketahui semua orang; HPS yang diumumkan dan diikuti; batas bawah harga.",
            en="Goods whose price everybody knows; a published estimate that all follow; a floor below which bids are refused.",
        ),
        blind=Text(
            id="Kartel yang sengaja menyebar penawarannya, dan satu orang luar yang ikut menawar. Pada data Tsuchiura tanda ini hampir "
            "tidak membedakan.",
            en="Cartels that spread their bids on purpose, and one outsider who bids as well. On the data of Tsuchiura this sign hardly "
            "tells them apart.",
        ),
        needs={"bids": ("amount",)},
        compute=_variance,
        explain=Text(
            id="{n} penawaran antara {low:amount} dan {high:amount}: koefisien variasi {cv:percent}, rentang {spd:percent} dari yang "
            "terendah.",
            en="{n} bids between {low:amount} and {high:amount}: coefficient of variation {cv:percent}, range {spd:percent} of the lowest.",
        ),
        source="Imhof 2017; Wallimann, Imhof and Huber 2022; the line of 2 % is our choice",
        severity=WEAK,
        ocp=("R024",),
        parameters=(
            Parameter("threshold", 0.02, Text(id="Koefisien variasi di bawah", en="Coefficient of variation below")),
            Parameter("minimum", 3, Text(id="Penawaran paling sedikit", en="Fewest bids")),
        ),
    ),
    Indicator(
        id="PBJ-22",
        family="collusion",
        title=Text(id="Jarak pemenang dari pendamping", en="The winner's distance from cover bids"),
        question=Text(
            id="Apakah penawaran terendah berdiri sendiri, sedangkan yang kalah berkumpul?",
            en="Does the lowest bid stand alone while the losing ones crowd together?",
        ),
        rationale=Text(
            id="Penawaran pendamping harus jelas lebih mahal daripada pemenang yang disepakati, tetapi di antara mereka tidak ada "
            "persaingan.",
            en="Cover bids must be clearly dearer than the agreed winner, but among themselves there is no contest.",
        ),
        false_alarm=Text(
            id="Penyedia yang memang lebih efisien; sedikit penawaran; harga banting untuk masuk pasar.",
            en="A supplier that is more efficient; few bids; a dumping price to enter the market.",
        ),
        blind=Text(
            id="Penawaran kalah yang semuanya sama persis tidak punya sebaran dan tidak dinilai di sini: lihat R028.",
            en="Losing bids that are all exactly alike have no spread and are not judged here: see R028.",
        ),
        needs={"bids": ("amount",)},
        compute=_cover,
        explain=Text(
            id="Dari {n} penawaran, yang terendah {low:amount}, kedua {second:amount} ({diffp:percent} di atasnya), tertinggi "
            "{high:amount}: "
            "jarak relatif {rd:2}.",
            en="Of {n} bids the lowest is {low:amount}, the second {second:amount} ({diffp:percent} above), the highest {high:amount}: "
            "relative "
            "distance {rd:2}.",
        ),
        source="Imhof 2017, relative distance above 1",
        severity=PLAIN,
        ocp=("R022",),
        parameters=(
            Parameter("threshold", 1.0, Text(id="Jarak relatif di atas", en="Relative distance above")),
            Parameter("minimum", 4, Text(id="Penawaran paling sedikit", en="Fewest bids")),
        ),
    ),
)
