"""The Corruption Risk Index (CRI) as ProACT computes it for Indonesia: several signs in one number."""

from collections.abc import Mapping
from functools import reduce
from math import log10
from typing import Final

import ibis
from ibis.expr.types import BooleanValue, NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.indicators.procurement.concentration import shares
from amanah.redflags.indicators.procurement.periods import LONGEST, periods
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

COMPONENTS: Final = ("single", "no_call", "procedure", "bidding", "decision", "supplier_share", "digits")
FEWEST_CONTRACTS: Final = 4
"""ProACT counts a supplier's share only for buyers with more contracts than this in the year."""
BENFORD_CONTRACTS: Final = 100
NONCONFORMITY: Final = 0.015
"""Mean absolute deviation of first digits beyond which Nigrini speaks of nonconformity. ProACT's own comment gives other bands; the
package that it runs applies these."""
FIRST_DIGITS: Final = tuple(log10(1 + 1 / digit) for digit in range(1, 10))


def components(data: Data) -> Table:
    """Per process the components of the index, each from 0 (no sign) to 1 (sign); null where it cannot be told. Computed once."""
    return data.once("procurement/cri", _components)


def _components(data: Data) -> Table:
    rows = shared.alive(data)
    rows = rows.select("ocid", "who", "budget", "tenderers", "published", "method")
    spans = periods(data)
    spans = spans.select(
        "ocid",
        days_bidding=_within(spans.bidding),
        days_decision=_within(spans.decision),
        closed_known=spans.closing.notnull(),
        decided_known=spans.deciding.notnull(),
    )
    rows = rows.inner_join(spans, "ocid")
    rows = rows.cross_join(edges(spans, "days_bidding", {"b1": (1, 10), "b2": (2, 10), "b7": (7, 10)}))
    rows = rows.cross_join(edges(spans, "days_decision", {"d1": (1, 10), "d4": (4, 10)}))
    largest = shares(data)
    largest = largest.filter(largest.buyer_awards > FEWEST_CONTRACTS)
    won = shared.purchases(data).select("ocid", "who", "supplier_id", "year", "currency").distinct()
    own = (
        won.inner_join(largest, ["who", "supplier_id", "year", "currency"])
        .group_by("ocid")
        .aggregate(supplier_share=lambda t: t.share.max())
    )
    rows = rows.left_join(own, "ocid").drop("ocid_right")
    rows = rows.left_join(_digits(data), "who").drop("who_right")
    notices = rows.published.count().over(ibis.window()) > 0
    bidding, decision = rows.days_bidding, rows.days_decision
    return rows.select(
        "ocid",
        "supplier_share",
        "digits",
        single=ibis.ifelse(rows.tenderers >= 1, _sign(rows.tenderers == 1), ibis.null("float64")),
        no_call=ibis.ifelse(notices, ibis.ifelse(rows.published.isnull(), 1.0, 0.0), ibis.null("float64")),
        # spelt out: Ibis writes (~x).isnull() without brackets, and NOT x IS NULL means something else
        procedure=ibis.cases((rows.method.isin(["open", "selective"]), 0.0), (rows.method.notnull(), 1.0), else_=ibis.null("float64")),
        # the second tenth has no code in ProACT and is left out there, so here too
        bidding=ibis.cases(
            (bidding <= rows.b1, 1.0), (bidding <= rows.b2, ibis.null("float64")), (bidding <= rows.b7, 0.5), (bidding > rows.b7, 0.0),
            else_=ibis.null("float64"),
        ),
        decision=ibis.cases(
            (decision <= rows.d1, 1.0),
            (decision <= rows.d4, 0.5),
            (decision > rows.d4, 0.0),
            (rows.closed_known & rows.decided_known, 1.0),
            else_=ibis.null("float64"),
        ),
    )  # fmt: skip


def _within(days: NumericValue) -> NumericValue:
    return ibis.ifelse((days > 0) & (days <= LONGEST), days.cast("float64"), ibis.null("float64"))


def _sign(condition: BooleanValue) -> NumericValue:
    return ibis.cases((condition, 1.0), (~condition, 0.0), else_=ibis.null("float64"))


def edges(rows: Table, column: str, cuts: Mapping[str, tuple[int, int]]) -> Table:
    """One row with the value at each cut (a part of the sorted rows, such as 3 of 20), as Stata's xtile finds it (type 2)."""
    valued = rows.filter(rows[column].notnull())
    ranked = valued.select(
        value=valued[column],
        rank=ibis.row_number().over(ibis.window(order_by=valued[column])) + 1,
        n=valued.count().over(ibis.window()).cast("int64"),
    )
    found = {}
    for name, (part, parts) in cuts.items():
        whole = (ranked.n * part) % parts == 0
        low = (ranked.n * part) // parts + ibis.ifelse(whole, 0, 1)
        high = low + ibis.ifelse(whole, 1, 0)
        at_low = ibis.ifelse(ranked["rank"] == low, ranked.value, ibis.null("float64")).max()
        at_high = ibis.ifelse(ranked["rank"] == high, ranked.value, ibis.null("float64")).max()
        found[name] = (at_low + at_high) / 2
    return ranked.aggregate(**found)


def _digits(data: Data) -> Table:
    """Per buyer with enough awards 1 where the first digits of its amounts do not conform to Benford's law, else 0."""
    rows = shared.purchases(data)
    awards = rows.filter(rows.who.notnull() & (rows.amount >= 1)).select("ocid", "award", "who", "amount").distinct()
    awards = awards.mutate(digit=awards.amount.floor().cast("int64").cast("string").substr(0, 1).cast("int64"))
    counts = {f"c{digit}": (awards.digit == digit).cast("int64").sum() for digit in range(1, 10)}
    buyers = awards.group_by("who").aggregate(n=awards.count(), **counts)
    buyers = buyers.filter(buyers.n > BENFORD_CONTRACTS)
    off = reduce(lambda a, b: a + b, ((buyers[f"c{digit}"] / buyers.n - FIRST_DIGITS[digit - 1]).abs() for digit in range(1, 10)))
    return buyers.select("who", digits=_sign(off / len(FIRST_DIGITS) > NONCONFORMITY))


def mean(rows: Table, names: tuple[str, ...]) -> tuple[NumericValue, NumericValue]:
    """The mean of the columns that are known in a row, null where none is; and how many are."""
    known = reduce(lambda a, b: a + b, (rows[name].notnull().cast("int64") for name in names))
    total = reduce(lambda a, b: a + b, (rows[name].fill_null(0.0) for name in names))
    return total / known.nullif(0), known


def _index(data: Data, p: Parameters) -> Table:
    rows = components(data)
    average, known = mean(rows, COMPONENTS)
    rows = rows.mutate(mean=average, known=known)
    fired = ibis.ifelse(rows.known >= p.minimum, rows["mean"] >= p.threshold, ibis.null("boolean"))
    return op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows["mean"], shown=("mean", "known", *COMPONENTS))


INDICATORS: Final = (
    Indicator(
        id="CRI",
        family="procurement",
        title=Text(
            id="Indeks risiko korupsi (CRI) menurut ProACT untuk Indonesia",
            en="Corruption Risk Index (CRI) as ProACT computes it for Indonesia",
        ),
        question=Text(
            id="Berapa banyak tanda yang dikenal sekaligus ada pada satu pengadaan?",
            en="How many of the known signs does one process carry at once?",
        ),
        rationale=Text(
            id="Satu tanda sering punya penjelasan; beberapa tanda sekaligus lebih sulit dijelaskan. Nilainya rata-rata bagian yang dapat "
            "dinilai.",
            en="One sign often has an explanation; several at once are harder to explain. The value is the mean of the parts that can be "
            "told.",
        ),
        false_alarm=Text(
            id="Pasar kecil dengan satu penawar dan keputusan cepat; data yang kolomnya tidak lengkap.",
            en="Small markets with one bidder and quick decisions; data whose columns are patchy.",
        ),
        blind=Text(
            id="Korupsi yang rapi: banyak penawar pendamping, pengumuman tepat waktu. Ambangnya pilihan kami, belum dikalibrasi.",
            en="Tidy corruption: many sham bidders, notices in time. The threshold is our choice and not calibrated.",
        ),
        needs={"releases": ("method",)},
        compute=_index,
        explain=Text(
            id="CRI {mean:2} dari {known} bagian: penawar tunggal {single:1}, tanpa pengumuman {no_call:1}, metode {procedure:1}, masa "
            "penawaran "
            "{bidding:1}, masa keputusan {decision:1}, bagian penyedia {supplier_share:2}, digit Benford {digits:1}.",
            en="CRI {mean:2} of {known} parts: single bid {single:1}, no call {no_call:1}, method {procedure:1}, time to bid {bidding:1}, "
            "time to "
            "decide {decision:1}, supplier's share {supplier_share:2}, Benford digits {digits:1}.",
        ),
        source="Fazekas and Kocsis 2020; components and cuts after INTVP/proACT, country code ID; threshold: house",
        severity=PLAIN,
        parameters=(
            Parameter("threshold", 0.6, Text(id="CRI mulai dari mana ditandai", en="CRI from which it is flagged")),
            Parameter("minimum", 3, Text(id="Bagian paling sedikit yang diketahui", en="Fewest parts known")),
        ),
    ),
)
