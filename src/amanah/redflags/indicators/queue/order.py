"""Files that leave before others who came earlier, and officers who take files out of turn.

Every file of a queue has a place by the day it arrived and a place by the day it left (days in common share the middle place; files that
have not left share the last). The difference is the number of files it overtook less the number that overtook it, without comparing
pairs. Divided by the files that were waiting when it came, and held between −1 and 1, it is the part of the queue that it gained.
"""

from typing import Final

import ibis
from ibis.expr.types import NumericValue, Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, WEAK, Indicator
from amanah.redflags.indicators.queue import coded, ground, peers
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text

PERIOD: Final = Parameter("period", 28, Text(id="Panjang masa yang dibandingkan", en="Length of the periods compared"), "day")


def gains(rows: Table, queue: tuple[str, ...]) -> Table:
    """The rows with `company` (files waiting at the start of the day on which this one came) and `gain` (see above)."""
    nothing = ibis.literal(0).cast("int64")
    came = rows.group_by(*queue, day=rows.arrived).aggregate(came=lambda t: t.count()).mutate(went=nothing)
    gone = rows.filter(rows.left.notnull())
    went = gone.group_by(*queue, day=gone.left).aggregate(went=lambda t: t.count()).mutate(came=nothing)
    went = went.select(*came.columns)
    daily = came.union(went).group_by(*queue, "day").aggregate(came=lambda t: t.came.sum(), went=lambda t: t.went.sum())
    until = ibis.window(group_by=[daily[name] for name in queue], order_by=daily.day, preceding=None, following=0)
    whole = ibis.window(group_by=[daily[name] for name in queue])
    daily = daily.mutate(
        came_before=daily.came.sum().over(until) - daily.came,
        went_before=daily.went.sum().over(until) - daily.went,
        all_came=daily.came.sum().over(whole),
        all_went=daily.went.sum().over(whole),
    )
    start = daily.select(*queue, "came", "came_before", "all_came", "all_went", arrived="day", gone_before="went_before")
    stop = daily.select(*queue, "went", "went_before", left="day")
    placed = (
        rows.join(start, [*queue, "arrived"])
        .left_join(stop, [*queue, "left"])
        .select(
            *[rows[name] for name in rows.columns],
            *[start[name] for name in ("came", "came_before", "all_came", "all_went", "gone_before")],
            stop.went,
            stop.went_before,
        )
    )
    by_arrival = placed.came_before + (placed.came + 1) / 2
    by_leaving = ibis.ifelse(
        placed.went.notnull(), placed.went_before + (placed.went + 1) / 2, placed.all_went + (placed.all_came - placed.all_went + 1) / 2
    )
    company = placed.came_before - placed.gone_before
    gain = ibis.greatest(ibis.least((by_arrival - by_leaving) / ibis.greatest(company, 1), 1.0), -1.0)
    return placed.mutate(company=company, gain=gain).drop(
        "came", "came_before", "all_came", "all_went", "gone_before", "went", "went_before"
    )


def _agents(data: Data, p: Parameters) -> Table:
    rows = gains(ground.waits(data, p), ("pool",))
    rows = rows.filter(rows.company > 0).mutate(
        agent=rows.agent.coalesce(coded.NOBODY), period=rows.arrived // int(p.period), week=rows.filed // 7
    )
    judged = peers.against_peers(data, rows, "gain", ("agent",), ("pool", "period"), "week")
    judged = peers.sure(judged.filter(judged.agent != coded.NOBODY), judged.excess - p.margin * judged.n, p.minimum, p.clusters)
    judged = judged.mutate(gained=judged.observed / judged.n, usual=judged.expected / judged.n, beyond=judged.excess / judged.n)
    judged = coded.named(judged, "agent", coded.agents(data))
    return op.assessed(
        judged,
        "agent",
        judged.agent,
        fired=judged.q <= p.rate,
        value=judged.beyond,
        shown=("agent", "n", "weeks", "gained", "usual", "p", "q"),
    )


def _on_desks(data: Data, p: Parameters) -> Table:
    """Gains of files within the queue of their own officer, where any other was waiting."""

    def build(_data: Data) -> Table:
        waits = ground.waits(_data, p)
        rows = gains(waits.filter(waits.officer.notnull()), ("pool", "officer"))
        return rows.filter(rows.company > 0).select("pool", "officer", "agent", "arrived", "filed", "company", "gain")

    return data.once(f"queue.desks {p.opens} {p.closes} {p.holidays}", build)


def company_bin(company: NumericValue) -> NumericValue:
    """Queue lengths that are alike: 1, 2–3, 4–7, 8–15, 16–31, 32–63, 64 and more."""
    edges = (2, 4, 8, 16, 32, 64)
    bins: NumericValue = sum(((company >= edge).cast("int64") for edge in edges), start=ibis.literal(0))
    return bins


def _officers(data: Data, p: Parameters) -> Table:
    rows = _on_desks(data, p)
    rows = rows.mutate(
        disorder=rows.gain.abs(), long=company_bin(rows.company), period=rows.arrived // int(p.period), week=rows.arrived // 7
    )
    judged = peers.against_peers(data, rows, "disorder", ("officer",), ("pool", "period", "long"), "week")
    judged = peers.sure(judged, judged.excess - p.margin * judged.n, p.minimum, p.clusters)
    judged = judged.mutate(seen=judged.observed / judged.n, usual=judged.expected / judged.n, beyond=judged.excess / judged.n)
    judged = coded.named(judged, "officer", coded.officers(data))
    return op.assessed(
        judged,
        "officer",
        judged.officer,
        fired=judged.q <= p.rate,
        value=judged.beyond,
        shown=("officer", "n", "weeks", "seen", "usual", "p", "q"),
    )


def _favoured(data: Data, p: Parameters) -> Table:
    rows = _on_desks(data, p)
    rows = rows.mutate(agent=rows.agent.coalesce(coded.NOBODY), period=rows.arrived // int(p.period), week=rows.filed // 7)
    judged = peers.against_peers(data, rows, "gain", ("officer", "agent"), ("pool", "officer", "period"), "week")
    judged = peers.sure(judged.filter(judged.agent != coded.NOBODY), judged.excess - p.margin * judged.n, p.minimum, p.clusters)
    judged = judged.mutate(gained=judged.observed / judged.n, usual=judged.expected / judged.n, beyond=judged.excess / judged.n)
    judged = coded.named(coded.named(judged, "officer", coded.officers(data)), "agent", coded.agents(data))
    return op.assessed(
        judged,
        "officer and agent",
        judged.officer + " / " + judged.agent,
        fired=judged.q <= p.rate,
        value=judged.beyond,
        shown=("officer", "agent", "n", "weeks", "gained", "usual", "p", "q"),
    )


MARGIN: Final = Parameter(
    "margin", 0.05, Text(id="Selisih yang dianggap wajar, bagian dari antrean", en="Difference taken as normal, as a part of the queue")
)
ROOM: Final = Parameter(
    "margin", 0.1, Text(id="Selisih yang dianggap wajar, bagian dari antrean", en="Difference taken as normal, as a part of the queue")
)

INDICATORS: Final = (
    Indicator(
        id="LYN-01",
        family="queue",
        title=Text(id="Berkas suatu perusahaan jasa menyalip antrean", en="A firm's files jump the queue"),
        question=Text(
            id="Apakah berkas yang dibawa perusahaan jasa ini selesai mendahului berkas yang masuk lebih dulu, lebih sering daripada "
            "berkas lain?",
            en="Do the files that this firm brings leave before others who came earlier, more often than other files do?",
        ),
        rationale=Text(
            id="Antrean yang jujur melayani menurut urutan. Urutan terputus karena banyak sebab, tetapi sebab yang wajar mengenai semua "
            "orang; "
            "yang menguntungkan satu perusahaan terus-menerus perlu dijelaskan.",
            en="An honest queue serves in order. Order breaks for many reasons, but ordinary reasons meet everybody; what favours one firm "
            "week after week needs an explanation.",
        ),
        false_alarm=Text(
            id="Perusahaan yang berkasnya selalu lengkap dan rapi; jalur cepat yang resmi tanpa tanda di kolom jenis berkas.",
            en="A firm whose files are always complete and tidy; an official fast lane that the kind of file does not tell.",
        ),
        blind=Text(
            id="Pungutan yang dibayar semua orang tidak memutus urutan. Hari yang sama dihitung serentak, jadi penyalipan beberapa jam "
            "tidak tampak.",
            en="A sum that everybody pays breaks no order. One day counts as one moment, so an overtaking by hours is not seen.",
        ),
        needs={"service_events": ("officer", "agent")},
        compute=_agents,
        explain=Text(
            id="{n:amount} langkah berkas {agent} ({weeks} minggu) maju rata-rata {gained:percent} dari antrean di depannya; yang wajar "
            "pada antrean, "
            "langkah, jenis berkas, dan masa yang sama {usual:percent} (q = {q:4}).",
            en="{n:amount} steps of files of {agent} ({weeks} weeks) gained on average {gained:percent} of the queue ahead of them; usual "
            "in the same "
            "queues, steps, kinds of file and periods: {usual:percent} (q = {q:4}).",
        ),
        source="house",
        parameters=(MARGIN, peers.MINIMUM, peers.CLUSTERS, peers.RATE, PERIOD, *ground.CLOCK),
        severity=PLAIN,
    ),
    Indicator(
        id="LYN-07",
        family="queue",
        title=Text(id="Petugas mengambil berkas di luar urutan", en="An officer takes files out of turn"),
        question=Text(
            id="Apakah petugas ini menyelesaikan berkasnya jauh lebih tidak berurutan daripada rekan pada langkah dan panjang antrean "
            "yang sama?",
            en="Does this officer finish files far more out of order than colleagues at the same step with queues as long?",
        ),
        rationale=Text(
            id="Membiarkan sebagian berkas dan mendahulukan yang lain tampak sebagai urutan yang berantakan di meja satu orang.",
            en="Leaving some files and preferring others shows as disorder on one person's desk.",
        ),
        false_alarm=Text(
            id="Petugas yang khusus menerima berkas rumit; berkas yang menunggu pemohon tanpa tercatat sebagai dikembalikan.",
            en="An officer who is given the difficult files; files that wait for the applicant without being recorded as returned.",
        ),
        blind=Text(
            id="Kantor yang semua petugasnya mengambil di luar urutan; petugas yang melambatkan semua berkas sama rata.",
            en="An office where everybody takes files out of turn; an officer who slows every file alike.",
        ),
        needs={"service_events": ("officer",)},
        compute=_officers,
        explain=Text(
            id="{n:amount} berkas {officer} ({weeks} minggu) bergeser rata-rata {seen:percent} dari antreannya sendiri; rekan pada "
            "keadaan yang sama "
            "{usual:percent} (q = {q:4}).",
            en="{n:amount} files of {officer} ({weeks} weeks) moved on average by {seen:percent} of the officer's own queue; colleagues "
            "in the same "
            "circumstances: {usual:percent} (q = {q:4}).",
        ),
        source="house",
        parameters=(ROOM, peers.MINIMUM, peers.CLUSTERS, peers.RATE, PERIOD, *ground.CLOCK),
        severity=WEAK,
    ),
    Indicator(
        id="LYN-15",
        family="queue",
        title=Text(id="Petugas mendahulukan satu perusahaan jasa", en="An officer prefers one firm"),
        question=Text(
            id="Apakah di meja petugas ini berkas perusahaan tersebut maju melewati berkas lain yang sejenis?",
            en="On this officer's desk, do this firm's files move ahead of other files like them?",
        ),
        rationale=Text(
            id="Pungutan terjadi antara dua pihak. Di meja satu orang, beban dan cara kerja sama untuk semua; yang berbeda hanya siapa "
            "yang membawa.",
            en="A bribe has two sides. On one desk workload and habits are the same for all; what differs is who brought the file.",
        ),
        false_alarm=Text(
            id="Perusahaan yang berkasnya selalu lengkap; petugas yang menjadi penghubung resmi perusahaan itu.",
            en="A firm whose files are always complete; an officer who is that firm's official contact.",
        ),
        blind=Text(
            id="Bila petugas mendahulukan semua perusahaan yang membayar, masing-masing hanya tampak sedikit; lihat LYN-14 dan LYN-07.",
            en="Where an officer prefers every firm that pays, each stands out only a little; see LYN-14 and LYN-07.",
        ),
        needs={"service_events": ("officer", "agent")},
        compute=_favoured,
        explain=Text(
            id="Di meja {officer}, {n:amount} berkas {agent} ({weeks} minggu) maju rata-rata {gained:percent} dari antrean; berkas lain "
            "yang sejenis di meja itu "
            "{usual:percent} (q = {q:4}).",
            en="On the desk of {officer}, {n:amount} files of {agent} ({weeks} weeks) gained on average {gained:percent} of the queue; "
            "like files on that desk "
            "{usual:percent} (q = {q:4}).",
        ),
        source="house",
        severity=STRONG,
        parameters=(MARGIN, peers.MINIMUM, peers.CLUSTERS, peers.RATE, PERIOD, *ground.CLOCK),
    ),
)
