"""How long files wait, against peers who do the same step on the same kind of file; unfinished files count for what is known of them.

The score of a wait is whether it ended, less the hazard it went through (Nelson and Aalen): what a log-rank test adds up. A wait that has
not ended has been through hazard and ended nothing, so it weighs on its officer for exactly as long as it is known to have lasted.
Circumstances are compared within office, service, kind, step, period of arrival and workload. Workload is the number of files that came
to the officer in the period, not the number that lie there: who lets files lie would otherwise excuse himself with the pile.
"""

from typing import Final

import ibis
from ibis.expr.types import IntegerValue, NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.indicators.queue import coded, ground, peers
from amanah.redflags.indicators.queue.order import PERIOD
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

Z: Final = 1.959964
HOUR: Final = 3600


def ticked(rows: Table) -> Table:
    """Waits (`worked` seconds) with `tick`: a quarter of an hour on the first day, an hour in the next nine, then a day of eight hours."""
    s = rows.worked
    return rows.mutate(
        tick=ibis.cases((s < 8 * HOUR, s // (HOUR // 4)), (s < 80 * HOUR, 24 + s // HOUR), else_=94 + s // (8 * HOUR)).cast("int32")
    )


def scored(timed: Table, stratum: tuple[str, ...]) -> Table:
    """Waits (`tick`, `done`) with `score`: done less the hazard of the stratum until then."""
    at = timed.group_by(*stratum, "tick").aggregate(all=lambda t: t.count(), ends=lambda t: t.done.sum())
    keys = [at[name] for name in stratum]
    later = ibis.window(group_by=keys, order_by=at.tick.desc(), preceding=None, following=0)
    at = at.mutate(step=at.ends / at["all"].sum().over(later))
    earlier = ibis.window(group_by=[at[name] for name in stratum], order_by=at.tick, preceding=None, following=0)
    hazard = at.mutate(hazard=at.step.sum().over(earlier)).select(*stratum, "tick", "hazard")
    joined = timed.join(hazard, [*stratum, "tick"])
    return joined.mutate(score=joined.done - joined.hazard).drop("hazard")


def load_bin(count: IntegerValue) -> NumericValue:
    """Workloads that are alike: below 10 files a period, 10–39, 40–159, 160–639, more."""
    bins: NumericValue = sum(((count >= edge).cast("int64") for edge in (10, 40, 160, 640)), start=ibis.literal(0))
    return bins


STRATUM: Final = ("pool", "period", "load")


def officer_scores(data: Data, p: Parameters) -> Table:
    """Waits whose officer is known, with `period`, `week`, `load`, `tick` and their `score`, for the indicators that share them."""
    return data.once(f"queue.scores {p.opens} {p.closes} {p.holidays} {p.period}", lambda _data: scored(_by_officer(_data, p), STRATUM))


def _by_officer(data: Data, p: Parameters) -> Table:
    waits = ground.waits(data, p)
    known = ticked(waits.filter(waits.officer.notnull()))
    rows = known.select(
        "pool",
        "officer",
        "agent",
        "tick",
        "done",
        period=known.arrived // int(p.period),
        week=known.arrived // 7,
        filed_week=known.filed // 7,
    )
    loads = rows.group_by("officer", "period").aggregate(came=lambda t: t.count())
    loads = loads.select("officer", "period", load=load_bin(loads.came).cast("int32"))
    return rows.join(loads, ["officer", "period"])


def paced(table: Table) -> Table:
    """With `times` (how many times as long as peers) and its 95 per cent interval `low` to `high`."""
    weight = ibis.ifelse(table.weight > 0, table.weight, 1.0)
    slower, reach = -table.excess / weight, Z * table.spread / weight
    return table.mutate(times=slower.exp(), low=(slower - reach).exp(), high=ibis.least(slower + reach, 50.0).exp())


def _slow(data: Data, p: Parameters) -> Table:
    judged = peers.against_peers(data, officer_scores(data, p), "score", ("officer",), STRATUM, "week")
    beyond = -judged.excess - _log(p.margin) * judged.weight
    judged = paced(peers.sure(judged, beyond, p.minimum, p.clusters))
    judged = coded.named(judged, "officer", coded.officers(data))
    return op.assessed(
        judged,
        "officer",
        judged.officer,
        fired=judged.q <= p.rate,
        value=judged.times,
        shown=("officer", "n", "weeks", "times", "low", "high", "p", "q"),
    )


def _log(margin: float) -> NumericValue:
    return ibis.literal(float(margin)).ln()


def _flying(data: Data, p: Parameters) -> Table:
    waits = ground.waits(data, p)
    with_office = waits.group_by("file").aggregate(worked=waits.worked.sum())
    files = ground.files(data)
    rows = files.join(with_office, "file")
    rows = rows.select(
        "counter", "worked", done=rows.finished.cast("int8"), agent=rows.agent.coalesce(coded.NOBODY), filed_on=ground.day_of(rows.filed)
    )
    rows = rows.mutate(period=rows.filed_on // int(p.period), week=rows.filed_on // 7)
    stratum = ("counter", "period")
    judged = peers.against_peers(data, scored(ticked(rows), stratum), "score", ("agent",), stratum, "week")
    judged = judged.filter(judged.agent != coded.NOBODY)
    judged = paced(peers.sure(judged, judged.excess - _log(p.margin) * judged.weight, p.minimum, p.clusters))
    judged = coded.named(judged, "agent", coded.agents(data))
    return op.assessed(
        judged,
        "agent",
        judged.agent,
        fired=judged.q <= p.rate,
        value=judged.times,
        shown=("agent", "n", "weeks", "times", "low", "high", "p", "q"),
    )


def _alone(data: Data, p: Parameters) -> Table:
    rows = officer_scores(data, p)
    rows = rows.mutate(alone=rows.agent.isnull().cast("int8")).drop("score")
    stratum = (*STRATUM, "alone")
    judged = peers.against_peers(data, scored(rows, stratum), "score", ("officer", "alone"), stratum, "week")
    weight = ibis.ifelse(judged.weight > 0, judged.weight, ibis.null("float64"))
    pace = judged.mutate(slower=-judged.excess / weight, variance=judged.spread * judged.spread / (weight * weight))
    own, brought = pace.filter(pace.alone == 1), pace.filter(pace.alone == 0)
    both = own.join(brought, "officer", rname="{name}_firm")
    both = both.mutate(
        excess=both.slower - both.slower_firm,
        spread=(both.variance + both.variance_firm).sqrt(),
        weeks=ibis.least(both.weeks, both.weeks_firm),
        fewest=ibis.least(both.n, both.n_firm),
    ).select(
        "officer",
        "excess",
        "spread",
        "weeks",
        own_files="n",
        firm_files="n_firm",
        n="fewest",
        own_times=both.slower.exp(),
        firm_times=both.slower_firm.exp(),
    )
    both = both.filter(both.excess.notnull())
    judged = peers.sure(both, both.excess - _log(p.margin), p.minimum, p.clusters)
    judged = judged.mutate(times=judged.excess.exp())
    judged = coded.named(judged, "officer", coded.officers(data))
    return op.assessed(
        judged,
        "officer",
        judged.officer,
        fired=judged.q <= p.rate,
        value=judged.times,
        shown=("officer", "own_files", "firm_files", "own_times", "firm_times", "times", "p", "q"),
    )


def _margin(times: float) -> Parameter:
    return Parameter(
        "margin",
        times,
        Text(id="Berapa kali lama yang dianggap wajar antarmanusia", en="How many times as long is taken as normal between people"),
    )


COMMON: Final = (peers.MINIMUM, peers.CLUSTERS, peers.RATE, PERIOD, *ground.CLOCK)

INDICATORS: Final = (
    Indicator(
        id="LYN-02",
        family="queue",
        title=Text(id="Berkas tertahan lama di satu petugas", en="Files lie long with one officer"),
        question=Text(
            id="Apakah berkas menunggu pada petugas ini jauh lebih lama daripada pada rekan yang mengerjakan langkah dan jenis berkas "
            "yang sama?",
            en="Do files wait with this officer far longer than with colleagues who do the same step on the same kind of file?",
        ),
        rationale=Text(
            id="Memperlambat berkas yang tidak membayar adalah cara memeras yang paling umum. Jam kerja, beban, dan masa yang sama "
            "dibandingkan, dan "
            "berkas yang belum selesai ikut dihitung selama yang diketahui.",
            en="Slowing files that do not pay is the commonest way to extort. Working hours, workload and period are compared like with "
            "like, and "
            "unfinished files count for as long as they are known to have waited.",
        ),
        false_alarm=Text(
            id="Petugas yang khusus menangani berkas sulit, yang merangkap tugas, sakit, atau bekerja paruh waktu.",
            en="An officer who has the difficult files, other duties beside, was ill or works part time.",
        ),
        blind=Text(
            id="Kantor yang semua petugasnya lambat; petugas tunggal pada suatu langkah; berkas macet yang tidak tercatat di meja siapa "
            "pun.",
            en="An office where everybody is slow; a step with a single officer; stuck files that are recorded on nobody's desk.",
        ),
        needs={"service_events": ("officer",)},
        compute=_slow,
        explain=Text(
            id="{n:amount} berkas pada {officer} ({weeks} minggu) menunggu {times:2} kali selama pada rekan (95 %: {low:2} sampai "
            "{high:2}; q = {q:4}), "
            "dihitung dengan jam kerja dan berkas yang belum selesai.",
            en="{n:amount} files with {officer} ({weeks} weeks) waited {times:2} times as long as with colleagues (95 %: {low:2} to "
            "{high:2}; q = {q:4}), "
            "in working hours and with unfinished files counted.",
        ),
        source="house; log-rank scores after Mantel (1966) and Nelson–Aalen; margin uncalibrated",
        parameters=(_margin(2.0), *COMMON),
        severity=PLAIN,
    ),
    Indicator(
        id="LYN-08",
        family="queue",
        title=Text(id="Berkas suatu perusahaan jasa selalu cepat", en="A firm's files always fly"),
        question=Text(
            id="Apakah permohonan lewat perusahaan ini selesai jauh lebih cepat daripada permohonan sejenis pada masa yang sama?",
            en="Are applications through this firm done far faster than like ones of the same time?",
        ),
        rationale=Text(
            id="Perusahaan yang menjadi perantara pungutan menjual kecepatan. Waktu yang dihabiskan pemohon sendiri tidak dihitung.",
            en="A firm that passes money on sells speed. Time that the applicant took is not counted.",
        ),
        false_alarm=Text(
            id="Perusahaan yang hanya membawa perkara mudah yang tidak tampak dari jenis berkas; berkas lain yang sengaja diperlambat "
            "membuat semua yang wajar tampak cepat.",
            en="A firm that brings only easy matters in a way the kind of file does not tell; where others are slowed, everything normal "
            "looks fast.",
        ),
        blind=Text(
            id="Bila semua perusahaan membayar, tidak ada yang menonjol.",
            en="Where every firm pays, none stands out.",
        ),
        needs={"service_events": ("officer", "agent")},
        compute=_flying,
        explain=Text(
            id="{n:amount} permohonan lewat {agent} ({weeks} minggu) membutuhkan {times:2} kali waktu permohonan sejenis (95 %: {low:2} "
            "sampai {high:2}; q = {q:4}).",
            en="{n:amount} applications through {agent} ({weeks} weeks) took {times:2} times the time of like ones (95 %: {low:2} to "
            "{high:2}; q = {q:4}).",
        ),
        source="house; log-rank scores after Mantel (1966) and Nelson–Aalen; margin uncalibrated",
        parameters=(_margin(1.25), *COMMON),
    ),
    Indicator(
        id="LYN-14",
        family="queue",
        title=Text(id="Yang mengurus sendiri menunggu lebih lama di satu petugas", en="Those who come alone wait longer with one officer"),
        question=Text(
            id="Apakah petugas ini memperlambat berkas tanpa perusahaan jasa, dibandingkan rekan, sementara berkas lewat perusahaan tidak?",
            en="Does this officer slow files without a firm, compared with colleagues, while files through firms are not slowed?",
        ),
        rationale=Text(
            id="Selisih ganda: petugas dibandingkan dengan rekan, dan berkas mandiri dengan berkas lewat perusahaan. Kesulitan berkas "
            "mandiri yang "
            "dirasakan semua petugas hilang dari hitungan.",
            en="A double difference: the officer against colleagues, and files alone against files through firms. What makes files of "
            "people "
            "alone harder for everybody falls out of the sum.",
        ),
        false_alarm=Text(
            id="Petugas yang ditugasi membimbing pemohon perorangan dan menunggu kelengkapan mereka.",
            en="An officer whose task is to guide people who come alone and to wait for their papers.",
        ),
        blind=Text(
            id="Perusahaan yang tidak membayar dan diperlambat juga; kantor yang semua petugasnya berbuat sama.",
            en="Firms that do not pay and are slowed as well; an office where everybody does the same.",
        ),
        needs={"service_events": ("officer", "agent")},
        compute=_alone,
        explain=Text(
            id="Pada {officer}, {own_files:amount} berkas mandiri menunggu {own_times:2} kali selama pada rekan, {firm_files:amount} "
            "berkas lewat perusahaan "
            "{firm_times:2} kali: selisih {times:2} kali (q = {q:4}).",
            en="With {officer}, {own_files:amount} files of people alone waited {own_times:2} times as long as with colleagues, "
            "{firm_files:amount} files "
            "through firms {firm_times:2} times: a difference of {times:2} times (q = {q:4}).",
        ),
        source="house; margin uncalibrated",
        parameters=(_margin(1.1), *COMMON),
        severity=STRONG,
    ),
)
