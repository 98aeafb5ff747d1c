"""How long the decision took."""

from typing import Final

import ibis
from ibis.expr.types import IntegerValue, NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.procurement import shared
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

DURATIONS: Final = ((26, 1), (36, 2), (46, 3), (71, 4))
"""ICW's points for the days from announcement to award: fewer than the first number, and so on; more 5 (opentender.net/method, item 1)."""

LONGEST: Final = 365
"""Periods beyond a year are slips of the pen or abandoned files; ProACT leaves them out."""


def periods(data: Data) -> Table:
    """Per process: days for bidding (`bidding`), from the deadline to the award (`decision`), from the notice to the award (`whole`)."""
    return data.once("procurement/periods", _periods)


def _periods(data: Data) -> Table:
    rows = shared.alive(data)
    awards = shared.table(data, "awards")
    awards = awards.filter((awards.status.fill_null("active") == "active") & awards.awarded.notnull())
    first = awards.group_by("ocid").aggregate(decided=awards.awarded.min())
    rows = rows.left_join(first, "ocid").drop("ocid_right")
    decided = rows.decided.coalesce(rows.awarded)
    return rows.select(
        "ocid", "who", "method", "category",
        closing=rows.closed.date(),
        deciding=decided.date(),
        bidding=shared.whole_days(rows.published.coalesce(rows.opened), rows.closed),
        decision=shared.whole_days(rows.closed, decided),
        whole=shared.whole_days(rows.published, decided),
    )  # fmt: skip


def duration_points(days: NumericValue) -> IntegerValue:
    """ICW's points, 1 to 5; a negative duration has none."""
    scored = ibis.cases(*((days < edge, score) for edge, score in DURATIONS), (days.notnull(), 5), else_=ibis.null("int64"))
    return ibis.ifelse(days >= 0, scored, ibis.null("int64"))


def _decision(data: Data, p: Parameters) -> Table:
    rows = periods(data)
    rows = rows.filter(rows.deciding.notnull() & rows.closing.notnull())
    usual = rows.filter((rows.decision >= 0) & (rows.decision <= p.longest)).mutate(days=lambda t: t.decision.cast("float64"))
    low = op.percentile(usual, "days", p.low / 100).select(short="edge", n="n")
    high = op.percentile(usual, "days", p.high / 100).select(long="edge")
    rows = rows.cross_join(low).cross_join(high)
    given_low, given_high = p.short_days, p.long_days
    short = rows.short if given_low is None else ibis.literal(float(given_low))
    long = rows.long if given_high is None else ibis.literal(float(given_high))
    enough = (rows.n >= p.minimum) & (short < long) if given_low is None or given_high is None else ibis.literal(value=True)
    rows = rows.mutate(short=short, long=long, enough=enough)
    before = rows.decision < 0
    fired = ibis.cases(
        (before, True), (rows.enough, (rows.decision <= rows.short) | (rows.decision >= rows.long)), else_=ibis.null("boolean")
    )
    rows = rows.mutate(points=duration_points(rows.whole), severity=ibis.ifelse(before, STRONG, PLAIN).cast("int64"))
    shown = ("severity", "decision", "closing", "deciding", "short", "long", "points")
    return op.assessed(rows, "ocid", rows.ocid, fired=fired, value=rows.decision, shown=shown)


INDICATORS: Final = (
    Indicator(
        id="PBJ-16",
        family="procurement",
        title=Text(id="Keputusan terlalu cepat atau terlalu lama", en="Decision too fast or too slow"),
        question=Text(
            id="Apakah pemenang ditetapkan jauh lebih cepat atau lebih lambat daripada biasanya setelah penawaran ditutup?",
            en="Was the winner decided far sooner or later after the deadline than is usual?",
        ),
        rationale=Text(
            id="Keputusan kilat menandakan pemenang sudah ditentukan; keputusan berlarut memberi ruang tawar-menawar di belakang layar.",
            en="A decision in a flash suggests the winner was settled before; one that drags on leaves room for bargaining behind the "
            "scenes.",
        ),
        false_alarm=Text(
            id="Pengadaan sederhana yang dinilai dari harga saja; sanggahan; libur panjang; tanggal yang diisi belakangan. Selalu ada yang "
            "tercepat: batas dari data sendiri menandai bagian yang tetap, juga bila semua beres.",
            en="Simple purchases judged on price alone; objections; long holidays; dates filled in later. Somebody is always the fastest: "
            "limits "
            "taken from the data themselves mark a fixed part of them even when all is well.",
        ),
        blind=Text(
            id="Keputusan yang dibuat sebelum tender dan tinggal menunggu tanggal yang wajar.",
            en="A decision made before the tender that only waits for a plausible date.",
        ),
        needs={"releases": ("closed",)},
        compute=_decision,
        explain=Text(
            id="Penawaran ditutup {closing}, pemenang ditetapkan {deciding}: {decision} hari; yang biasa di antara {short:0} dan {long:0} "
            "hari (PFA "
            "butir 1: {points} dari 5).",
            en="Bids closed on {closing}, the winner was decided on {deciding}: {decision} days, where between {short:0} and {long:0} is "
            "usual (PFA "
            "item 1: {points} of 5).",
        ),
        source="INTVP/proACT, decision period; ICW, Potential Fraud Analysis, item 1; OCP 2024, R061 and R062",
        ocp=("R061", "R062"),
        parameters=(
            Parameter("low", 10, Text(id="Persentil terbawah", en="Lowest percentile")),
            Parameter("high", 95, Text(id="Persentil teratas", en="Highest percentile")),
            Parameter(
                "short_days",
                None,
                Text(id="Batas cepat yang dibekukan, pengganti persentil", en="A frozen limit for fast ones in place of the percentile"),
                "day",
            ),
            Parameter(
                "long_days",
                None,
                Text(id="Batas lambat yang dibekukan, pengganti persentil", en="A frozen limit for slow ones in place of the percentile"),
                "day",
            ),
            Parameter(
                "longest",
                LONGEST,
                Text(id="Yang lebih lama tidak ikut menentukan persentil", en="Longer ones do not shape the percentiles"),
                "day",
            ),
            Parameter("minimum", 100, Text(id="Proses paling sedikit untuk persentil", en="Fewest processes for percentiles")),
        ),
    ),
)
