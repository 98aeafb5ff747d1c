"""R025 and R030: tenderers who lose on and on, and winners who came late."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.cardinal import ready
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _losing(data: Data, p: Parameters) -> Table:
    bids = ready.submitted(data, p)
    taking_part = bids.filter(bids.contest & bids.valid & bids.single).select("process", "tenderer_ids", "own").distinct()
    counted = taking_part.group_by(tenderer_id=taking_part.tenderer_ids).aggregate(
        won=taking_part.own.cast("int64").sum(), took_part=taking_part.count()
    )
    rows = data.keep(counted.mutate(ratio=counted.won / counted.took_part, often=counted.took_part.cast("float64")))
    (busy,) = op.percentile(rows, "often", p.percentile / 100).to_pyarrow().to_pylist()
    fence = p.threshold
    if fence is None:
        quartiles = ready.fences(rows, "ratio")
        fence = ready.spread(quartiles, -1.5) if quartiles and quartiles[0] > 0 else None
    told = rows.mutate(least=ibis.literal(busy["edge"], "float64"), fence=ibis.literal(fence, "float64"))
    judged = ibis.ifelse(told.often >= told.least, told.ratio <= told.fence, ibis.null("boolean"))
    return op.assessed(
        told,
        "tenderer",
        told.tenderer_id,
        fired=judged if fence is not None and fence > 0 else ibis.null("boolean"),
        value=told.ratio,
        shown=("won", "took_part", "ratio", "fence", "least"),
    )


def _late(data: Data, p: Parameters) -> Table:
    bids = ready.submitted(data, p)
    late = bids.valid & (bids.late_moment if p.strict else bids.late)
    named = ready.named(bids.filter(late & bids.won), data, p)
    awards = data["awards"].filter(lambda t: t.status == "active").select("ocid", "place")
    winners = data["award_suppliers"].inner_join(awards, ["ocid", "place"]).select("ocid", tenderer_id="supplier_id").distinct()
    hits = data.keep(named.inner_join(winners, ["ocid", "tenderer_id"]))
    found = hits.group_by("process").aggregate(tenderer_shown=hits.tenderer_id.min())
    asked = ready.judged(data, p)
    asked = asked.filter(asked.valid).select("process")
    known = ready.processes(data, p).select("process", "ocid", "closed", "closed_text").inner_join(asked, "process")
    known = known.left_join(found, "process").select(
        "process", "ocid", "closed", "closed_text", "tenderer_shown", processes=ibis.literal(1, "int64")
    )
    fired = ibis.ifelse(known.closed_text.notnull() | known.closed.notnull(), known.tenderer_shown.notnull(), ibis.null("boolean"))
    shown = ("ocid", "processes", "tenderer_shown", "closed")
    by_process = op.assessed(known, "ocid", known.ocid, fired=fired, value=ibis.literal(1.0), shown=shown)
    who = hits.inner_join(known.select("process", "closed"), "process")
    grouped = who.group_by("tenderer_id").aggregate(
        ocid=who.ocid.min(), processes=who.process.nunique(), closed=who.closed.min(), tenderer_shown=who.tenderer_id.min()
    )
    by_tenderer = op.assessed(grouped, "tenderer", grouped.tenderer_id, fired=ibis.literal(True), value=ibis.literal(1.0), shown=shown)
    return by_process.union(by_tenderer.cast(by_process.schema()))


INDICATORS: Final = (
    Indicator(
        id="R025",
        alias="PBJ-10",
        family="procurement",
        title=Text(id="Selalu kalah", en="Serial loser"),
        question=Text(
            id="Apakah peserta ini sering menawar tetapi hampir tidak pernah menang?",
            en="Does this tenderer bid often and hardly ever win?",
        ),
        rationale=Text(
            id="Menyusun penawaran itu mahal; yang terus kalah tanpa berhenti mungkin dibayar sebagai pendamping.",
            en="Bids are costly to write; who loses on and on without stopping may be paid for company.",
        ),
        false_alarm=Text(
            id="Penyedia baru yang belajar, atau yang memasukkan penawaran ke semua tender secara otomatis.",
            en="A new firm that is learning, or one that bids everywhere as a matter of routine.",
        ),
        blind=Text(
            id="Kartel yang bergiliran membuat setiap anggota sekali-sekali menang. Bila lebih dari seperempat peserta belum pernah "
            "menang, pagarnya tidak di atas nol dan tidak seorang pun dinilai.",
            en="In a cartel that takes turns every member wins at times. Where more than a quarter of tenderers never won, the fence is "
            "not above zero and nobody is judged.",
        ),
        needs={
            "releases": ("bids_given", "awards_given"),
            "bids": ("status", "tenderers", "tenderer_ids"),
            "awards": ("status", "suppliers", "supplier_ids"),
        },
        reads=ready.BIDS,
        compute=_losing,
        explain=Text(
            id="Menang {won} dari {took_part} proses dengan penawaran sah ({ratio:percent}); batas {fence:percent}, bagi yang ikut "
            "sedikitnya {least:0} kali.",
            en="Won {won} of {took_part} processes with a valid bid ({ratio:percent}); the limit is {fence:percent}, for those who took "
            "part at least {least:0} times.",
        ),
        source=ready.SOURCE.format("R025"),
        ocp=("R025",),
        severity=PLAIN,
        parameters=(
            Parameter(
                "percentile", 75, Text(id="Hanya peserta yang sesering persentil ini", en="Only tenderers as busy as this percentile")
            ),
            Parameter(
                "threshold",
                None,
                Text(id="Batas pasti; tanpa itu, pagar Tukey", en="A fixed limit; without it, Tukey's fence"),
                "ratio",
            ),
        ),
    ),
    Indicator(
        id="R030",
        alias="PBJ-06",
        family="procurement",
        title=Text(id="Penawaran terlambat menang", en="Late bid won"),
        question=Text(
            id="Apakah penawaran yang masuk setelah batas waktu tetap menang?",
            en="Did a bid handed in after the deadline win all the same?",
        ),
        rationale=Text(
            id="Yang boleh menawar setelah batas dapat melihat harga pesaing lebih dahulu.",
            en="Who may bid after the deadline can see the competitors' prices first.",
        ),
        false_alarm=Text(
            id="Batas yang diundur tanpa diumumkan ulang, atau tanggal penawaran yang sebenarnya tanggal pencatatan. Seperti Cardinal, "
            "tanggal dibandingkan sebagai teks, sehingga zona waktu berbeda menyesatkan; dengan `strict` dibandingkan sebagai saat.",
            en="A deadline moved without notice, or a bid's date that is really the day of its filing. Like Cardinal it compares dates as "
            "texts, so different time zones mislead; with `strict` they are compared as moments.",
        ),
        blind=Text(
            id="Penawaran yang diganti diam-diam setelah batas tetapi tanggalnya tetap.",
            en="A bid exchanged quietly after the deadline under its old date.",
        ),
        needs={
            "releases": ("closed",),
            "bids": ("status", "submitted", "tenderers", "tenderer_ids"),
            "bid_tenderers": ("tenderer_id",),
            "awards": ("status",),
            "award_suppliers": ("supplier_id",),
        },
        reads={**ready.BIDS, "awards": (*ready.BIDS["awards"], "place"), "award_suppliers": ("ocid", "place", "supplier_id")},
        compute=_late,
        explain=Text(
            id="Dalam {processes} proses, antara lain {ocid}: penawaran sah dari {tenderer_shown} masuk setelah batas {closed} UTC "
            "dan menang.",
            en="In {processes} process(es), among them {ocid}: a valid bid of {tenderer_shown} came after the deadline of {closed} UTC "
            "and won.",
        ),
        source=ready.SOURCE.format("R030"),
        ocp=("R030",),
        severity=STRONG,
        parameters=(ready.STRICT,),
    ),
)
