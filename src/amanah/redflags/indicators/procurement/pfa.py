"""ICW's Potential Fraud Analysis (PFA): seven items of one to five points per package, as opentender.net scores them."""

from functools import reduce
from typing import Final

import ibis
from ibis.expr.types import IntegerValue, NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.indicators.procurement.cri import mean
from amanah.redflags.indicators.procurement.estimates import points, savings
from amanah.redflags.indicators.procurement.periods import duration_points, periods
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

MONEY: Final = ("duration", "saving", "amount")
"""Items 1 to 3, whose scales ICW publishes whole; without one of them a package has no score."""
ITEMS: Final = (*MONEY, "named", "described", "quarter", "winner")
AMOUNTS: Final = ((500e6, 1), (1e9, 2), (5e9, 3), (10e9, 4))
"""Item 3, points for the contract's amount in rupiah: up to the first number, and so on; more 5 (opentender.net/method)."""
NAMES: Final = ((20, 5), (40, 4), (60, 3), (80, 2))
"""Item 4, points for the characters of the title: up to the first number, and so on; more 1. Published are the first number, and that four
points begin with 21; the steps after that are ours."""
DESCRIBED: Final = 60
"""Item 5: a description shorter than this is the sign. The points for it are not published: 5 with, 1 without the sign are ours."""
LAST_QUARTER: Final = 10
"""Item 6: the first month of the last quarter. Its points are ours, as in item 5."""
WON: Final = ((2, 1), (3, 2), (4, 3), (5, 4))
"""Item 7, points for packages that one winner won: up to the first number, and so on; more 5. The scale is that of ICW's first edition
(www4.opentender.net); that wins count at one buyer in one year is ours."""


def fraud_points(data: Data) -> Table:
    """Per process ICW's points for each item; null where the data do not tell. Computed once."""
    return data.once("procurement/pfa", _fraud_points)


def _fraud_points(data: Data) -> Table:
    rows = shared.alive(data)
    rows = rows.select(
        "ocid",
        letters=shared.bare(rows.title).length(),
        described=_sign(shared.bare(rows.description).length(), DESCRIBED - 1),
        month=rows.published.coalesce(rows.awarded).month(),
    )
    rows = rows.left_join(periods(data).select("ocid", "whole"), "ocid").drop("ocid_right")
    rows = rows.left_join(savings(data).select("ocid", "saved", "least", "most", "price", "currency"), "ocid").drop("ocid_right")
    rows = rows.left_join(_wins(data), "ocid").drop("ocid_right")
    amount = ibis.ifelse(rows.currency == "IDR", _scale(rows.price, AMOUNTS, 5), ibis.null("int64"))
    # where the estimate is too coarse for one score there is none
    saving = ibis.ifelse(points(1 - rows.least) == points(1 - rows.most), points(rows.saved), ibis.null("int64"))
    scored = {
        "duration": duration_points(rows.whole),
        "saving": saving,
        "amount": amount,
        "named": ibis.ifelse(rows.letters > 0, _scale(rows.letters, NAMES, 1), ibis.null("int64")),
        "described": rows.described,
        "quarter": _sign(-rows.month, -LAST_QUARTER),
        "winner": _scale(rows.won, WON, 5),
    }
    return rows.select("ocid", **{name: score.cast("float64") for name, score in scored.items()})


def _wins(data: Data) -> Table:
    """Per process how many packages its winner won at this buyer in this year; of several winners the one with most."""
    rows = shared.purchases(data)
    rows = rows.filter(rows.who.notnull() & rows.year.notnull()).select("ocid", "who", "year", "supplier_id").distinct()
    won = rows.mutate(won=rows.count().over(ibis.window(group_by=[rows.who, rows.year, rows.supplier_id])))
    return won.group_by("ocid").aggregate(won=won.won.max())


def _scale(value: NumericValue, steps: tuple[tuple[float, int], ...], beyond: int) -> IntegerValue:
    return ibis.cases(*((value <= edge, score) for edge, score in steps), (value.notnull(), beyond), else_=ibis.null("int64"))


def _sign(value: NumericValue, most: int) -> IntegerValue:
    return _scale(value, ((most, 5),), 1)


def _fraud(data: Data, p: Parameters) -> Table:
    rows = fraud_points(data)
    average, known = mean(rows, ITEMS)
    rows = rows.mutate(mean=average, known=known, money=reduce(lambda a, b: a | b, (rows[name].notnull() for name in MONEY)))
    fired = ibis.ifelse(rows.money & (rows.known >= p.minimum), rows["mean"] >= p.threshold, ibis.null("boolean"))
    return op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows["mean"], shown=("mean", "known", *ITEMS))


INDICATORS: Final = (
    Indicator(
        id="PFA",
        family="procurement",
        title=Text(id="Potential Fraud Analysis (PFA) ICW", en="ICW's Potential Fraud Analysis (PFA)"),
        question=Text(
            id="Berapa nilai risiko paket ini menurut tujuh butir ICW?",
            en="How does this package score on ICW's seven items?",
        ),
        rationale=Text(
            id="Skala yang dipakai masyarakat sipil Indonesia sejak 2013, agar hasilnya dapat dibandingkan: lama proses, penghematan dari "
            "HPS, nilai kontrak, panjang judul, uraian di bawah 60 karakter, triwulan IV, pemenang berulang.",
            en="The scale that Indonesian civil society has used since 2013, so that results can be compared: duration, saving on the "
            "estimate, amount, length of the title, a description under 60 characters, last quarter, repeated winner.",
        ),
        false_alarm=Text(
            id="Proyek besar dan lama selalu bernilai tinggi: skala ini mengukur perhatian yang layak, bukan kecurangan. Daerah kecil "
            "dengan sedikit penyedia punya pemenang berulang.",
            en="Large and long projects always score high: the scale measures the attention due, not fraud. A small place with few firms "
            "has repeated winners.",
        ),
        blind=Text(
            id="Butir yang kolomnya tidak ada tidak ikut dirata-rata, sehingga nilai dari butir yang berbeda kurang sebanding. Skala butir "
            "1 sampai 3 dari ICW; dari butir 4 hanya awal skala dan dari butir 5 sampai 7 hanya tandanya yang kami peroleh, nilai "
            "selebihnya pilihan kami. HPS yang dibulatkan menggeser butir 2.",
            en="Items whose columns are absent are left out of the mean, so that scores of different items compare badly. The scales of "
            "items 1 to 3 are ICW's; of item 4 we could get the beginning of the scale and of items 5 to 7 the sign only, the other "
            "points are ours. A rounded estimate shifts item 2.",
        ),
        needs={"releases": ("ocid",)},
        compute=_fraud,
        explain=Text(
            id="PFA {mean:1} dari 5 atas {known} dari 7 butir: lama {duration:0}, penghematan {saving:0}, nilai {amount:0}, judul "
            "{named:0}, uraian {described:0}, triwulan {quarter:0}, pemenang {winner:0}.",
            en="PFA {mean:1} of 5 over {known} of 7 items: duration {duration:0}, saving {saving:0}, amount {amount:0}, title {named:0}, "
            "description {described:0}, quarter {quarter:0}, winner {winner:0}.",
        ),
        source="ICW, opentender.net/method; item 7 after the first edition, www4.opentender.net; rest of items 4 to 7, mean and threshold: "
        "house",
        severity=PLAIN,
        parameters=(
            Parameter("threshold", 4.0, Text(id="PFA mulai dari mana ditandai", en="PFA from which it is flagged")),
            Parameter(
                "minimum",
                3,
                Text(
                    id="Butir paling sedikit yang diketahui, satu di antaranya butir 1 sampai 3",
                    en="Fewest items known, one of them of items 1 to 3",
                ),
            ),
        ),
    ),
)
