"""R024, R028 and R058: prices of bids that lie too close, are the same, or lie too far apart."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.indicators.cardinal import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

SHOWN: Final = ("ocid", "processes", "ratio", "fence", "low_own", "low_other")


def _close(data: Data, p: Parameters) -> Table:
    rows = ready.ratios(data, p)
    fence = p.threshold
    if fence is None:
        quartiles = ready.ratio_fences(data, p)
        fence = ready.spread(quartiles, -1.5) if quartiles and quartiles[0] > 0 else None
    fired, rows = _beyond(rows, fence, low=True)
    by_process = op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows.ratio, shown=SHOWN)
    hits = rows.filter(fired.fill_null(False))
    winners = hits.select(*hits.columns, tenderer_id=hits.winner)
    return by_process.union(_tenderers(winners.union(_runners_up(hits, data, p).select(winners.columns))))


def _runners_up(hits: Table, data: Data, p: Parameters) -> Table:
    bids = ready.submitted(data, p)
    others = bids.filter(bids.contest & bids.valid & bids.single & ~bids.own & (bids.currency == ready.currency(data, p)))
    level = others.select("process", "place", "amount", "tenderer_ids").inner_join(hits, "process")
    level = level.filter(level.amount == level.low_other)
    first = level.group_by("process").aggregate(place=level.place.min())
    return level.inner_join(first, ["process", "place"]).rename(tenderer_id="tenderer_ids")


def _far(data: Data, p: Parameters) -> Table:
    rows = ready.ratios(data, p)
    fence = p.threshold
    if fence is None:
        quartiles = ready.ratio_fences(data, p)
        fence = ready.spread(quartiles, 1.5) if quartiles else None
    fired, rows = _beyond(rows, fence, low=False)
    by_process = op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows.ratio, shown=SHOWN)
    hits = rows.filter(fired.fill_null(False))
    return by_process.union(_tenderers(hits.mutate(tenderer_id=hits.winner)))


def _beyond(rows: Table, fence: float | None, *, low: bool) -> tuple[ibis.expr.types.BooleanValue, Table]:
    """Whether each ratio lies at or beyond the fence; unknown where there is none, or none above zero."""
    told = rows.mutate(processes=ibis.literal(1, "int64"), fence=ibis.literal(fence, "float64"))
    if fence is None or fence <= 0:
        return ibis.null("boolean"), told
    return (told.ratio <= fence) if low else (told.ratio >= fence), told


def _tenderers(hits: Table) -> Table:
    """The tenderers of processes that fired, as Cardinal counts them: with 0."""
    first = ibis.window(group_by=hits.tenderer_id, order_by=hits.process)
    ranked = hits.mutate(nth=ibis.row_number().over(first), every=hits.process.count().over(ibis.window(group_by=hits.tenderer_id)))
    shown = ranked.filter(ranked.nth == 0).mutate(processes=lambda t: t.every)
    return op.assessed(shown, "tenderer", shown.tenderer_id, fired=ibis.literal(True), value=ibis.literal(0.0), shown=SHOWN)


def _same(data: Data, p: Parameters) -> Table:
    bids = ready.submitted(data, p)
    priced = bids.filter(bids.prices & bids.amount.notnull() & bids.currency.notnull() & bids.tenderer_ids.notnull())
    several = priced.group_by("process", "amount").aggregate(n=priced.count())
    several = several.filter(several.n > 1).select("process", "amount")
    level = data.keep(priced.inner_join(several, ["process", "amount"]))
    groups = level.group_by("process", "amount", "currency").aggregate(
        n=level.count(), least=level.tenderer_ids.min(), most=level.tenderer_ids.max()
    )
    groups = data.keep(groups.filter(groups.least != groups.most).drop("least", "most"))
    highest = groups.group_by("process").aggregate(amount=groups.amount.max())
    shown = (
        groups.inner_join(highest, ["process", "amount"])
        .group_by("process", "amount")
        .aggregate(n=lambda t: t.n.max(), currency=lambda t: t.currency.min())
    )
    asked = ready.judged(data, p)
    known = asked.filter(asked.priced).select("process", "ocid")
    joined = known.left_join(shown, "process").select("process", "ocid", "amount", "n", "currency", processes=ibis.literal(1, "int64"))
    evidence = ("ocid", "processes", "n", "amount", "currency")
    by_process = op.assessed(joined, "ocid", joined.ocid, fired=joined.n.notnull(), value=ibis.literal(1.0), shown=evidence)
    behind = level.inner_join(groups.select("process", "amount", "currency"), ["process", "amount", "currency"])
    who = ready.named(behind, data, p).inner_join(shown, "process")
    first = ibis.window(group_by=who.tenderer_id, order_by=who.process)
    every = who.process.count().over(ibis.window(group_by=who.tenderer_id))
    ranked = who.mutate(nth=ibis.row_number().over(first), processes=every)
    ranked = ranked.filter(ranked.nth == 0)
    by_tenderer = op.assessed(ranked, "tenderer", ranked.tenderer_id, fired=ibis.literal(True), value=ibis.literal(1.0), shown=evidence)
    return by_process.union(by_tenderer.cast(by_process.schema()))


NEEDS: Final = {
    "releases": ("bids_given", "awards_given"),
    "bids": ("status", "amount", "currency", "tenderers", "tenderer_ids"),
    "awards": ("status", "suppliers", "supplier_ids"),
}
FENCE: Final = Text(
    id="Batas pasti; tanpa itu, pagar Tukey atas nisbah semua proses", en="A fixed limit; without it, Tukey's fence of all ratios"
)
RATIO: Final = Text(
    id="Dalam {processes} proses, antara lain {ocid}: penawaran sah terendah pesaing {low_other:amount}, milik pemenang {low_own:amount}; "
    "selisih {ratio:percent}, batas {fence:percent}.",
    en="In {processes} process(es), among them {ocid}: the lowest valid bid of a competitor was {low_other:amount}, the winner's "
    "{low_own:amount}; they differ by {ratio:percent}, the limit is {fence:percent}.",
)

INDICATORS: Final = (
    Indicator(
        id="R024",
        alias="PBJ-03",
        family="procurement",
        title=Text(id="Harga pesaing menempel pemenang", en="Price close to the winner's"),
        question=Text(
            id="Apakah penawaran kedua hampir sama dengan penawaran pemenang?", en="Was the runner-up's bid almost the winner's?"
        ),
        rationale=Text(
            id="Selisih yang jauh lebih kecil daripada lazimnya dapat berarti penawaran kedua disusun dengan melihat yang pertama.",
            en="A difference far smaller than usual may mean that the second bid was written with the first in view.",
        ),
        false_alarm=Text(
            id="Barang dengan harga pasar yang dikenal semua orang, atau HPS yang ditempel banyak penawar.",
            en="Goods whose market price everybody knows, or an estimate that many bids keep close to.",
        ),
        blind=Text(
            id="Pagar dihitung dari data; bila sebarannya miring pagarnya negatif dan tidak seorang pun dinilai (0 dari 1.565 lelang "
            "Tsuchiura). Proses dengan beberapa pemenang, konsorsium, atau mata uang lain dilewati.",
            en="The fence comes from the data; where they are skewed it is negative and nobody is judged (0 of Tsuchiura's 1,565 "
            "auctions). Processes with several winners, consortia or another currency are left out.",
        ),
        needs=NEEDS,
        reads=ready.BIDS,
        compute=_close,
        explain=RATIO,
        source=ready.SOURCE.format("R024"),
        ocp=("R024",),
        severity=PLAIN,
        parameters=(Parameter("threshold", None, FENCE, "ratio"),),
    ),
    Indicator(
        id="R028",
        alias="PBJ-05",
        family="procurement",
        title=Text(id="Harga penawaran sama persis", en="Identical bid prices"),
        question=Text(id="Apakah dua peserta menawar harga yang sama persis?", en="Did two tenderers bid exactly the same price?"),
        rationale=Text(
            id="Dua perhitungan yang terpisah jarang sampai pada angka yang sama.",
            en="Two separate calculations seldom reach the same number.",
        ),
        false_alarm=Text(
            id="Tarif resmi, katalog, harga yang ditetapkan pemerintah, dan angka yang sangat bulat.",
            en="Official tariffs, catalogues, prices set by the government, and very round numbers.",
        ),
        blind=Text(
            id="Harga yang dibedakan sedikit, dan peserta yang sama di balik dua nama.",
            en="Prices made to differ a little, and one tenderer behind two names.",
        ),
        needs={"bids": ("status", "amount", "currency", "tenderers", "tenderer_ids"), "bid_tenderers": ("tenderer_id",)},
        reads=ready.BIDS,
        compute=_same,
        explain=Text(
            id="Dalam {processes} proses, antara lain {ocid}: {n} penawaran dari peserta berlainan sama-sama {amount:amount} {currency}.",
            en="In {processes} process(es), among them {ocid}: {n} bids of different tenderers are all {amount:amount} {currency}.",
        ),
        source=ready.SOURCE.format("R028"),
        ocp=("R028",),
        severity=PLAIN,
    ),
    Indicator(
        id="R058",
        alias="PBJ-04",
        family="procurement",
        title=Text(id="Potongan harga luar biasa", en="Heavily discounted bid"),
        question=Text(id="Apakah pemenang menawar jauh di bawah semua pesaing?", en="Did the winner bid far below every competitor?"),
        rationale=Text(
            id="Harga yang terlalu murah dapat ditutup kembali lewat perubahan kontrak; atau pesaingnya hanya pendamping.",
            en="Too cheap a price can be made up for by changing the contract; or the competitors were only there for company.",
        ),
        false_alarm=Text(
            id="Penyedia dengan cara kerja yang memang lebih murah; paket dengan sangat sedikit penawar.",
            en="A supplier whose way of working is really cheaper; packages with very few bidders.",
        ),
        blind=Text(
            id="Pagar dihitung dari semua proses bersama, tanpa memandang jenis barang; proses yang sama seperti pada R024 dilewati.",
            en="The fence is that of all processes together, whatever was bought; the same processes are left out as by R024.",
        ),
        needs=NEEDS,
        reads=ready.BIDS,
        compute=_far,
        explain=RATIO,
        source=ready.SOURCE.format("R058"),
        ocp=("R058",),
        severity=WEAK,
        parameters=(Parameter("threshold", None, FENCE, "ratio"),),
    ),
)
