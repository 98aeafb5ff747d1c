"""How often a buyer does without competition, and awards that nobody was called to."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

LEAST_PEERS: Final = 10
"""Below this many buyers a tenth of them is not even one."""


def _uncompetitive(data: Data, p: Parameters) -> Table:
    rows = shared.alive(data)
    rows = rows.filter(rows.who.notnull() & rows.method.notnull())
    buyers = rows.group_by("who").aggregate(n=rows.count(), direct=rows.method.isin(list(p.methods)).cast("int64").sum())
    judged = buyers.mutate(enough=buyers.n >= p.minimum, share=buyers.direct / buyers.n)
    peers = judged.filter(judged.enough)
    edge = op.percentile(peers, "share", p.percentile / 100).rename(peers="n")
    whole = peers.aggregate(pooled=peers.direct.sum() / peers.n.sum())
    both = judged.cross_join(edge).cross_join(whole)
    trials = both.n.cast("float64")
    spread = (trials * both.pooled * (1 - both.pooled)).sqrt()
    z = (both.direct - trials * both.pooled - 0.5) / spread.nullif(0.0)
    tested = op.benjamini_hochberg(op.with_tail(both, op.only(both.enough & (both.peers >= p.peers), z)))
    low, high = op.wilson(tested.direct, tested.n)
    return op.assessed(
        tested.mutate(low=low, high=high),
        "buyer",
        tested.who,
        fired=ibis.ifelse(tested.p.isnull(), ibis.null("boolean"), (tested.share >= tested.edge) & (tested.q <= p.error)),
        value=tested.share,
        shown=("who", "direct", "n", "share", "low", "high", "pooled", "edge", "q"),
    )


def _no_call(data: Data, p: Parameters) -> Table:
    rows = shared.alive(data)
    first = shared.table(data, "awards")
    first = first.filter((first.status.fill_null("active") == "active") & first.awarded.notnull())
    first = first.group_by("ocid").aggregate(decided=first.awarded.min())
    rows = rows.left_join(first, "ocid").drop("ocid_right")
    rows = rows.mutate(decided=rows.decided.coalesce(rows.awarded))
    rows = rows.filter(rows.decided.notnull() & ~rows.method.fill_null("open").isin(list(shared.DIRECT)))
    whose = ibis.window(group_by=rows.who)
    rows = rows.mutate(known=rows.published.count().over(whose) / rows.count().over(whose))
    late = shared.whole_days(rows.published, rows.decided) < 0
    fired = ibis.cases((rows.published.notnull(), late), (rows.known >= p.known, True), else_=ibis.null("boolean"))
    day = ibis.ifelse(rows.published.isnull(), ibis.literal("–"), rows.published.date().cast("string"))
    rows = rows.mutate(day=day, decision=rows.decided.date())
    return op.assessed(
        rows, "ocid", rows.ocid, fired=fired, value=ibis.ifelse(rows.published.isnull(), 1.0, 0.0), shown=("day", "decision", "known")
    )


INDICATORS: Final = (
    Indicator(
        id="PBJ-14",
        family="procurement",
        title=Text(id="Terlalu sering tanpa persaingan", en="Too often without competition"),
        question=Text(
            id="Apakah pembeli ini jauh lebih sering membeli tanpa persaingan daripada pembeli lain?",
            en="Does this buyer buy without competition far more often than others do?",
        ),
        rationale=Text(
            id="Penunjukan langsung adalah pengecualian. Menjadikannya kebiasaan membuka jalan bagi penyedia titipan.",
            en="Direct award is an exception. Making a habit of it opens the way for favoured suppliers.",
        ),
        false_alarm=Text(
            id="Pembeli dengan kebutuhan kecil dan banyak, atau yang pasarnya memang satu penyedia.",
            en="Buyers of many small things, or whose market has one supplier only.",
        ),
        blind=Text(
            id="Tender yang hanya tampak bersaing; pembeli yang tidak mencatat pengadaan langsungnya di portal.",
            en="Tenders that only look competitive; buyers who do not record their direct awards on the portal.",
        ),
        needs={"releases": ("method",)},
        compute=_uncompetitive,
        explain=Text(
            id="{who}: {direct} dari {n} paket tanpa persaingan ({share:percent}; selang 95 % {low:percent} sampai {high:percent}), semua "
            "pembeli "
            "{pooled:percent}, sepersepuluh tertinggi mulai {edge:percent} (q {q:4}).",
            en="{who}: {direct} of {n} packages without competition ({share:percent}; 95% interval {low:percent} to {high:percent}); all "
            "buyers "
            "{pooled:percent}, the top tenth from {edge:percent} (q {q:4}).",
        ),
        source="OCP 2024, R013; comparison with peers: house",
        severity=PLAIN,
        ocp=("R013",),
        parameters=(
            Parameter("percentile", 90, Text(id="Persentil di antara pembeli", en="Percentile among buyers")),
            Parameter("minimum", 10, Text(id="Paket paling sedikit per pembeli", en="Fewest packages of a buyer")),
            Parameter("peers", LEAST_PEERS, Text(id="Pembeli paling sedikit untuk dibandingkan", en="Fewest buyers to compare")),
            Parameter("methods", shared.DIRECT, Text(id="Metode tanpa persaingan", en="Methods without competition")),
            Parameter("error", 0.05, Text(id="Bagian alarm palsu yang diterima (q)", en="Accepted share of false alarms (q)")),
        ),
    ),
    Indicator(
        id="PBJ-17",
        family="procurement",
        title=Text(id="Pemenang tanpa pengumuman", en="Award without a call"),
        question=Text(
            id="Apakah ada pemenang padahal tender tidak diumumkan sebelumnya?",
            en="Was there a winner although no tender was announced before?",
        ),
        rationale=Text(
            id="Tender yang tidak diumumkan hanya diketahui oleh yang diberi tahu.",
            en="Of a tender that was not announced, only those know who were told.",
        ),
        false_alarm=Text(
            id="Pengumuman yang hilang dari data; tanggal pengumuman yang ditulis ulang saat diperbaiki.",
            en="Notices lost from the data; a notice's date written anew when it was corrected.",
        ),
        blind=Text(
            id="Pengumuman yang ada tetapi disembunyikan, dan pembeli yang tanggal pengumumannya tidak pernah tercatat.",
            en="Notices that exist but are hidden, and buyers whose notices never carry a date.",
        ),
        needs={"releases": ("published",)},
        compute=_no_call,
        explain=Text(
            id="Pemenang ditetapkan {decision}, pengumuman {day}; {known:percent} paket lain pembeli ini punya tanggal pengumuman.",
            en="The winner was decided on {decision}, the notice is of {day}; {known:percent} of this buyer's packages have a day of "
            "notice.",
        ),
        source="Corruption Risk Index, component nocft (Fazekas and Kocsis 2020; INTVP/proACT)",
        severity=STRONG,
        parameters=(
            Parameter(
                "known",
                0.5,
                Text(
                    id="Bagian paket pembeli yang harus punya tanggal pengumuman, agar yang kosong berarti",
                    en="Share of a buyer's packages that must carry a notice, so that a gap means something",
                ),
            ),
        ),
    ),
)
