"""How near the price came to the owner's estimate."""

from typing import Final

import ibis
from ibis.expr.types import IntegerValue, NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

SAVINGS: Final = ((0.0, 5), (0.01, 5), (0.02, 4), (0.03, 3), (0.04, 2), (0.08, 1), (0.12, 2), (0.16, 3), (0.20, 4))
"""ICW's points for what was saved on the estimate: below the first number (a contract above the estimate) 5, below the second 5, and so
on; a fifth and more 5 (opentender.net/method, item 2)."""


def savings(data: Data) -> Table:
    """Per process with an estimate and a price in one currency: both, and the share of the estimate that was saved.

    `least` and `most` are the ends between which price by estimate lies where the estimate was published rounded.
    """
    return data.once("procurement/savings", _savings)


def _savings(data: Data) -> Table:
    rows = shared.alive(data)
    rows = rows.filter(rows.estimate > 0).select("ocid", "who", "category", "budget", "estimate", "estimate_within", "currency")
    rows = rows.left_join(shared.prices(data), "ocid").drop("ocid_right")
    same = rows.currency.fill_null("") == rows.price_currency.fill_null("")
    price = ibis.ifelse(same & (rows.price > 0), rows.price, ibis.null("float64"))
    reach = rows.estimate_within.fill_null(0.0)
    return rows.mutate(
        price=price,
        saved=(rows.estimate - price) / rows.estimate,
        least=price / (rows.estimate + reach),
        most=price / (rows.estimate - reach).nullif(0.0),
    )


def points(saved: NumericValue) -> IntegerValue:
    """ICW's points, 1 to 5."""
    return ibis.cases(*((saved < edge, score) for edge, score in SAVINGS), (saved.notnull(), 5), else_=ibis.null("int64"))


def _near(data: Data, p: Parameters) -> Table:
    rows = savings(data)
    # an estimate known only to the nearest step leaves the answer open where the step could turn it
    fired = ibis.cases((rows.least >= p.near, True), (rows.most < p.near, False), else_=ibis.null("boolean"))
    rows = rows.mutate(
        ratio=rows.price / rows.estimate,
        points=points(rows.saved),
        severity=ibis.ifelse(rows.least > 1, STRONG, PLAIN).cast("int64"),
    )
    return op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows.ratio, shown=("severity", "price", "estimate", "ratio", "points"))


INDICATORS: Final = (
    Indicator(
        id="PBJ-15",
        family="procurement",
        title=Text(id="Harga menempel HPS", en="Price close to the estimate"),
        question=Text(
            id="Apakah harga akhir hampir sama dengan HPS, atau bahkan di atasnya?",
            en="Is the final price almost the owner's estimate, or even above it?",
        ),
        rationale=Text(
            id="Persaingan biasanya menekan harga di bawah HPS. Harga yang menempel dapat berarti HPS bocor atau pesaing hanya pendamping.",
            en="Competition usually brings the price below the estimate. A price that clings to it can mean a leaked estimate or sham "
            "competitors.",
        ),
        false_alarm=Text(
            id="HPS yang disusun teliti dari harga pasar yang tetap; salah ketik nilai kontrak; nilai dengan dan tanpa PPN dibandingkan.",
            en="An estimate made carefully from fixed market prices; a typing error; amounts with and without VAT compared.",
        ),
        blind=Text(
            id="HPS yang digelembungkan lebih dahulu; HPS yang diumumkan dibulatkan lebih kasar daripada selisihnya.",
            en="An estimate that was inflated beforehand; estimates published more coarsely than the difference.",
        ),
        needs={"releases": ("estimate",)},
        compute=_near,
        explain=Text(
            id="Harga {price:amount} adalah {ratio:percent} dari HPS {estimate:amount} (PFA butir 2: {points} dari 5).",
            en="The price of {price:amount} is {ratio:percent} of the estimate of {estimate:amount} (PFA item 2: {points} of 5).",
        ),
        source="ICW, Potential Fraud Analysis, item 2 (opentender.net/method); OCP 2024, R031",
        ocp=("R031",),
        parameters=(
            Parameter(
                "near",
                0.99,
                Text(id="Bagian dari HPS mulai dari mana harga disebut menempel", en="Share of the estimate from which a price clings"),
            ),
        ),
    ),
)
