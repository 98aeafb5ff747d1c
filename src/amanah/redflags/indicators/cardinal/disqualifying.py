"""R035, R036 and R038: bids put out of the race."""

from typing import Final

import ibis
from ibis.expr.types import StringValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.indicators.cardinal import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _only_winner_left(data: Data, p: Parameters) -> Table:
    known = ready.judged(data, p)
    alone = known.filter(known.final & known.backed & ~known.rivalled & (known.disqualified > 0))
    bids = ready.submitted(data, p)
    others = ready.named(bids.filter(bids.disqualified).semi_join(alone, "process"), data, p)
    others = others.inner_join(alone.select("process", "sole"), "process").filter(lambda t: t.tenderer_id != t.sole)
    counted = others.group_by("process").aggregate(others=others.tenderer_id.nunique())
    least = max(int(p.threshold), 1)
    rows = (
        known.filter(known.final)
        .left_join(counted, "process")
        .select("process", "ocid", "sole", "others", processes=ibis.literal(1, "int64"))
    )
    fired = (rows.others >= least).fill_null(False)
    shown = ("ocid", "processes", "sole", "others")
    by_process = op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows.others, shown=shown)
    hits = rows.filter(fired)
    grouped = hits.group_by("sole").aggregate(ocid=hits.ocid.min(), processes=hits.count(), others=hits.others.max())
    by_tenderer = op.assessed(grouped, "tenderer", grouped.sole, fired=ibis.literal(True), value=ibis.literal(0.0), shown=shown)
    return by_process.union(by_tenderer.cast(by_process.schema()))


def _lowest_out(data: Data, p: Parameters) -> Table:
    known = ready.judged(data, p)
    known = known.filter(known.won & known.low_valid.notnull())
    level = known.filter(known.low_disqualified == known.low_rest).select("process", lowest="low_disqualified")
    bids = ready.submitted(data, p)
    tied = bids.filter(bids.currency == ready.currency(data, p)).inner_join(level, "process")
    tied = tied.filter(tied.amount == tied.lowest)
    first = tied.group_by("process").aggregate(
        out=ibis.ifelse(tied.disqualified, tied.place, ibis.null("int64")).min(),
        rest=ibis.ifelse(tied.disqualified, ibis.null("int64"), tied.place).min(),
    )
    rows = known.left_join(first.select("process", first_out=first.out < first.rest), "process")
    rows = rows.select("ocid", "low_disqualified", "low_rest", "low_valid", "first_out")
    lower = (rows.low_disqualified < rows.low_rest).fill_null(False)
    fired = lower | rows.first_out.fill_null(False)
    return op.assessed(rows, "ocid", rows.ocid, fired=fired, value=ibis.literal(1.0), shown=("low_disqualified", "low_valid"))


def _often(data: Data, p: Parameters) -> Table:
    known = ready.judged(data, p)
    bids = ready.submitted(data, p)
    single = bids.filter(bids.single).select(who="tenderer_ids", out="disqualified")
    numbers = ready.processes(data, p).select("process", "ocid")
    together = bids.filter(~bids.single & bids.tenderer_ids.notnull()).inner_join(numbers, "process")
    named = data["bid_tenderers"].filter(lambda t: t.tenderer_id.notnull()).select("ocid", "place", "tenderer_id")
    together = together.inner_join(named, ["ocid", "place"]).select(who="tenderer_id", out="disqualified")
    every = single.union(together)
    by_tenderer = every.group_by("who").aggregate(out=every.out.cast("int64").sum(), submitted=every.count(), processes=ibis.null("int64"))
    fewest = int(p.minimum_contracting_processes)
    return (
        _group("buyer", _counted(known, known.buyer_id), fewest, data, p)
        .union(_group("procuring_entity", _counted(known, known.entity_id), fewest, data, p))
        .union(_group("tenderer", by_tenderer, int(p.minimum_submitted_bids), data, p))
    )


def _counted(known: Table, who: StringValue) -> Table:
    groups = known.mutate(who=who).filter(lambda t: t.who.notnull()).group_by("who")
    return groups.aggregate(out=lambda t: t.disqualified.sum(), submitted=lambda t: t.submitted.sum(), processes=lambda t: t.count())


def _group(kind: str, counted: Table, fewest: int, data: Data, p: Parameters) -> Table:
    """Cardinal holds the smallest number of processes against the number of bids; `strict` against processes, as its name says."""
    size = counted.processes.coalesce(counted.submitted) if p.strict else counted.submitted
    ratio = ibis.ifelse(size >= fewest, counted.out / counted.submitted, ibis.null("float64"))
    rows = data.keep(counted.cast({"out": "int64", "submitted": "int64", "processes": "int64"}).mutate(ratio=ratio))
    fence = p.threshold
    if fence is None:
        quartiles = ready.fences(rows, "ratio")
        fence = ready.spread(quartiles, 1.5) if quartiles else None
    told = rows.mutate(fence=ibis.literal(fence, "float64"))
    low, high = op.wilson(told.out, told.submitted)
    told = told.mutate(low=low, high=high)
    return op.assessed(
        told,
        kind,
        told.who,
        fired=told.ratio >= told.fence if fence is not None and fence > 0 else ibis.null("boolean"),
        value=told.ratio,
        shown=("out", "submitted", "ratio", "low", "high", "fence"),
    )


INDICATORS: Final = (
    Indicator(
        id="R035",
        alias="PBJ-07",
        family="procurement",
        title=Text(id="Semua selain pemenang digugurkan", en="All but the winner disqualified"),
        question=Text(id="Apakah hanya pemenang yang tidak digugurkan?", en="Was nobody but the winner left in the race?"),
        rationale=Text(
            id="Menggugurkan semua pesaing adalah cara paling sederhana memilih pemenang.",
            en="Putting out every competitor is the plainest way to choose a winner.",
        ),
        false_alarm=Text(
            id="Pesaing yang memang tidak memenuhi syarat, terutama pada tender dengan dokumen yang sulit.",
            en="Competitors who really did not qualify, above all where the documents are demanding.",
        ),
        blind=Text(
            id="Alasan pengguguran tidak ada di dalam data; baca berita acaranya.", en="The reasons are not in the data; read the minutes."
        ),
        needs={
            "releases": ("bids_given", "awards_given"),
            "bids": ("status", "tenderers", "tenderer_ids"),
            "bid_tenderers": ("tenderer_id",),
            "awards": ("status", "supplier_ids"),
        },
        reads=ready.BIDS,
        compute=_only_winner_left,
        explain=Text(
            id="Dalam {processes} proses, antara lain {ocid}: hanya {sole} yang sah dan menang; {others} peserta lain digugurkan.",
            en="In {processes} process(es), among them {ocid}: only {sole} was valid, and won; {others} other(s) were disqualified.",
        ),
        source=ready.SOURCE.format("R035"),
        ocp=("R035",),
        severity=PLAIN,
        parameters=(
            Parameter("threshold", 1, Text(id="Peserta lain yang digugurkan, paling sedikit", en="Fewest other tenderers disqualified")),
        ),
    ),
    Indicator(
        id="R036",
        alias="PBJ-08",
        family="procurement",
        title=Text(id="Penawaran terendah digugurkan", en="Lowest bid disqualified"),
        question=Text(id="Apakah penawaran termurah digugurkan?", en="Was the cheapest bid disqualified?"),
        rationale=Text(
            id="Penawaran termurah merugikan yang sudah dijanjikan menang, sehingga harus disingkirkan.",
            en="The cheapest bid stands in the way of whoever was promised the contract.",
        ),
        false_alarm=Text(
            id="Penawaran yang tidak wajar murah atau tidak lengkap memang harus digugurkan; kerap terjadi.",
            en="Bids that are impossibly cheap or incomplete have to be put out; this is common.",
        ),
        blind=Text(
            id="Alasannya tidak terlihat, dan tender yang menilai mutu tidak mengejar harga terendah.",
            en="The reasons stay unseen, and tenders that weigh quality do not seek the lowest price.",
        ),
        needs={"bids": ("status", "amount", "currency"), "awards": ("status",)},
        reads=ready.BIDS,
        compute=_lowest_out,
        explain=Text(
            id="Penawaran terendah {low_disqualified:amount} digugurkan; penawaran sah terendah {low_valid:amount}.",
            en="The lowest bid, {low_disqualified:amount}, was disqualified; the lowest valid one is {low_valid:amount}.",
        ),
        source=ready.SOURCE.format("R036"),
        ocp=("R036",),
        severity=WEAK,
    ),
    Indicator(
        id="R038",
        alias="PBJ-09",
        family="procurement",
        title=Text(id="Terlalu sering digugurkan", en="Excessive disqualification"),
        question=Text(
            id="Apakah pembeli ini menggugurkan, atau peserta ini digugurkan, jauh lebih sering daripada yang lain?",
            en="Does this buyer disqualify, or is this tenderer disqualified, far more often than others?",
        ),
        rationale=Text(
            id="Pembeli yang banyak menggugurkan mungkin mengarahkan pemenang; peserta yang terus gugur mungkin hanya pendamping.",
            en="A buyer who disqualifies much may steer the winner; a tenderer who is put out on and on may be company only.",
        ),
        false_alarm=Text(
            id="Pembeli barang rumit dengan syarat ketat; peserta baru yang belum mengenal dokumen. Seperti Cardinal, "
            "`minimum_contracting_processes` dibandingkan dengan banyaknya penawaran; dengan `strict` dengan banyaknya proses.",
            en="Buyers of intricate things with strict terms; new tenderers who do not know the documents yet. Like Cardinal it holds "
            "`minimum_contracting_processes` against the number of bids; with `strict`, against processes.",
        ),
        blind=Text(
            id="Pengguguran yang tidak dicatat, dan penawaran yang diminta ditarik.",
            en="Disqualifications that nobody recorded, and bids withdrawn on request.",
        ),
        needs={"bids": ("status", "tenderers", "tenderer_ids"), "bid_tenderers": ("tenderer_id",)},
        reads=ready.BIDS,
        compute=_often,
        explain=Text(
            id="{out} dari {submitted} penawaran digugurkan: {ratio:percent} (selang 95 %: {low:percent} sampai {high:percent}); "
            "batas {fence:percent}.",
            en="{out} of {submitted} bids were disqualified: {ratio:percent} (95% interval: {low:percent} to {high:percent}); "
            "the limit is {fence:percent}.",
        ),
        source=ready.SOURCE.format("R038"),
        ocp=("R038",),
        severity=PLAIN,
        parameters=(
            Parameter(
                "threshold", None, Text(id="Batas pasti; tanpa itu, pagar Tukey", en="A fixed limit; without it, Tukey's fence"), "ratio"
            ),
            Parameter("minimum_submitted_bids", 2, Text(id="Penawaran paling sedikit seorang peserta", en="Fewest bids of a tenderer")),
            Parameter(
                "minimum_contracting_processes",
                2,
                Text(id="Paling sedikit bagi pembeli dan penyelenggara", en="Fewest for buyers and procuring entities"),
            ),
            ready.STRICT,
        ),
    ),
)
