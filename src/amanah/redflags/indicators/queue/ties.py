"""Firms and officers who meet too often, days on which a firm's files come out together, and firms that take over a service.

What is counted are visits, not files: a firm that brings twenty files in one morning comes once, and they go to one desk for that reason.
"""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, WEAK, Indicator
from amanah.redflags.indicators.queue import coded, ground, peers
from amanah.redflags.indicators.queue.order import PERIOD
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _pairs(data: Data, p: Parameters) -> Table:
    waits = ground.waits(data, p)
    rows = waits.filter(waits.officer.notnull()).mutate(month=waits.filed // int(p.period))
    visits = rows.filter(rows.agent.notnull()).select("pool", "month", "officer", "agent", "filed").distinct()
    met = data.keep(visits.group_by("pool", "month", "officer", "agent").aggregate(met=lambda t: t.count()))
    alone = rows.filter(rows.agent.isnull()).group_by("pool", "month", "officer").aggregate(met=lambda t: t.count())
    desk = met.group_by("pool", "month", "officer").aggregate(met=met.met.sum()).union(alone)
    desk = desk.group_by("pool", "month", "officer").aggregate(desk=desk.met.sum())
    every = desk.group_by("pool", "month").aggregate(every=desk.desk.sum())
    firm = met.group_by("pool", "month", "agent").aggregate(firm=met.met.sum())
    cells = firm.join(desk, ["pool", "month"]).join(every, ["pool", "month"])
    cells = cells.filter(cells.every > cells.desk).left_join(met, ["pool", "month", "officer", "agent"], rname="{name}_met")
    steps = coded.pools(data).select("pool", "office", "service", "step")
    cells = cells.join(steps, "pool")
    pairs = cells.group_by("office", "service", "step", "officer", "agent").aggregate(
        met=cells.met.sum().coalesce(0),
        usual=(cells.desk * cells.firm / cells.every).sum(),
        visits=cells.firm.sum(),
        desk=cells.desk.sum(),
        every=cells.every.sum(),
    )
    enough = pairs.visits >= p.minimum
    pairs = pairs.mutate(p=ibis.ifelse(enough, peers.at_most(pairs.met, pairs.usual), ibis.null("float64")))
    pairs = op.benjamini_hochberg(pairs)
    pairs = pairs.mutate(lift=pairs.met / pairs.usual)
    pairs = coded.named(coded.named(pairs, "officer", coded.officers(data)), "agent", coded.agents(data))
    fired = peers.told(pairs.q, (pairs.p < p.chance) & (pairs.q <= p.rate) & (pairs.lift > p.lift))
    return op.assessed(
        pairs,
        "officer and agent",
        pairs.officer + " / " + pairs.agent + " / " + pairs.step,
        fired=fired,
        value=pairs.lift,
        shown=("officer", "agent", "step", "met", "visits", "usual", "lift", "p"),
    )


def _series(data: Data, p: Parameters) -> Table:
    waits = ground.waits(data, p)
    pools = coded.pools(data)
    desks = pools.select("pool", "desk", step="step_number")
    done = waits.filter(waits.officer.notnull() & waits.left.notnull()).join(desks, "pool")
    done = done.mutate(agent=done.agent.coalesce(coded.NOBODY), month=done.left // int(p.period))
    keys = ("officer", "step")
    units = data.keep(
        done.group_by(*keys, "desk", "month", "left", "agent", "filed")
        .aggregate(files=lambda t: t.count())
        .mutate(units=lambda t: ibis.ifelse(t.agent == coded.NOBODY, t.files, 1))
    )
    day = units.group_by(*keys, "month", "left").aggregate(day=units.units.sum())
    month = units.group_by(*keys, "month").aggregate(whole=units.units.sum())
    firm = units.filter(units.agent != coded.NOBODY)
    share = firm.group_by(*keys, "month", "agent").aggregate(share=firm.units.sum())
    found = firm.group_by(*keys, "month", "left", "agent").aggregate(together=firm.units.sum(), files=firm.files.sum())
    tests = found.aggregate(tests=found.count().cast("float64"))
    found = found.filter(found.together >= int(p.minimum))
    found = found.join(day, [*keys, "month", "left"]).join(month, [*keys, "month"]).join(share, [*keys, "month", "agent"]).cross_join(tests)
    usual = found.day * found.share / found.whole
    found = found.mutate(usual=usual, p=peers.at_most(found.together, usual))
    found = found.mutate(q=ibis.least(found.p * found.tests, 1.0))
    found = found.join(ground.days(data, p).select("date", left="day"), "left")
    found = coded.named(coded.named(found, "officer", coded.officers(data)), "agent", coded.agents(data))
    found = found.join(pools.select(step="step_number", activity="step").distinct(), "step").mutate(step=lambda t: t.activity)
    return op.assessed(
        found,
        "officer, agent and day",
        found.officer + " / " + found.agent + " / " + found["date"].cast("string"),
        fired=found.q <= p.rate,
        value=found.together,
        shown=("officer", "agent", "step", "date", "files", "together", "usual", "p", "q"),
    )


def _growing(data: Data, p: Parameters) -> Table:
    files, agents = ground.files(data), coded.agents(data)
    filed = files.select("counter", agent=files.agent.coalesce(coded.NOBODY), on=ground.day_of(files.filed))
    daily = data.keep(filed.group_by("counter", "agent", "on").aggregate(files=lambda t: t.count()))
    where = coded.pools(data).select("counter", "office", "service").distinct()
    rows = daily.join(where, "counter").cross_join(daily.aggregate(newest=daily.on.max()))
    rows = rows.mutate(week=(rows.newest - rows.on) // 7).mutate(half=lambda t: t.week // int(p.weeks)).filter(lambda t: t.half < 2)  # noqa: PLR2004 - the latest and the one before
    group = ("office", "service")
    weekly = rows.group_by(*group, "half", "week").aggregate(n=lambda t: t.files.sum())
    totals = weekly.group_by(*group, "half").aggregate(all=weekly.n.sum(), squares=(weekly.n * weekly.n).sum(), weeks=weekly.count())
    firms = rows.filter(rows.agent != coded.NOBODY).group_by(*group, "agent", "half", "week").aggregate(x=lambda t: t.files.sum())
    firms = firms.join(weekly, [*group, "half", "week"])
    sums = firms.group_by(*group, "agent", "half").aggregate(x=firms.x.sum(), xx=(firms.x * firms.x).sum(), xn=(firms.x * firms.n).sum())
    sums = sums.join(totals, [*group, "half"])
    share = sums.x / sums["all"]
    scatter = sums.xx - 2 * share * sums.xn + share * share * sums.squares
    sums = sums.mutate(share=share, variance=scatter / sums["all"] / sums["all"] * sums.weeks / ibis.greatest(sums.weeks - 1, 1))
    latest, earlier = sums.filter(sums.half == 0), sums.filter(sums.half == 1)
    both = latest.left_join(earlier.select(*group, "agent", was="share", variance_was="variance"), [*group, "agent"], rname="{name}_was")
    base = totals.filter(totals.half == 1).select(*group, before="all", weeks_before="weeks")
    both = both.left_join(base, [*group], rname="{name}_base")
    both = both.select(
        *group,
        "agent",
        "x",
        "share",
        every=both["all"],
        was=both.was.fill_null(0.0),
        before=both.before.fill_null(0),
        spread=(both.variance + both.variance_was.fill_null(0.0)).sqrt(),
        weeks=ibis.least(both.weeks, both.weeks_before.fill_null(0)),
        n=ibis.least(both["all"], both.before.fill_null(0)),
    )
    low, high = op.wilson(both.x, both.every)
    both = both.mutate(low=low, high=high, excess=both.share - both.was)
    judged = peers.sure(coded.named(both, "agent", agents), both.excess - p.growth, p.minimum, p.clusters)
    large = (judged.share >= p.share) & (judged.every >= p.minimum)
    fired = ibis.ifelse(large, ibis.literal(value=True), judged.q <= p.rate)
    return op.assessed(
        judged,
        "agent",
        judged.agent + " / " + judged.office + " / " + judged.service,
        fired=fired,
        value=judged.share,
        shown=("agent", "office", "service", "x", "every", "share", "low", "high", "was", "before", "p"),
    )


INDICATORS: Final = (
    Indicator(
        id="LYN-03",
        family="queue",
        title=Text(id="Perusahaan jasa selalu bertemu petugas yang sama", en="A firm always meets the same officer"),
        question=Text(
            id="Apakah kunjungan perusahaan ini jatuh ke petugas ini jauh lebih sering daripada yang dapat terjadi karena kebetulan?",
            en="Do this firm's visits fall to this officer far more often than chance would have it?",
        ),
        rationale=Text(
            id="Pembagian berkas yang acak atau bergiliran tidak mengenal siapa yang datang. Yang dihitung kunjungan, dalam bulan ketika "
            "keduanya bekerja.",
            en="Files given out by turn or at random know nothing of who comes. Visits are counted, in months when both were there.",
        ),
        false_alarm=Text(
            id="Petugas yang resmi menjadi penghubung perusahaan atau wilayahnya; pembagian menurut huruf atau sektor.",
            en="An officer who is the firm's or region's official contact; files given out by letter or sector.",
        ),
        blind=Text(
            id="Langkah dengan satu petugas; kesepakatan dengan semua petugas sekaligus.",
            en="Steps with a single officer; an arrangement with all officers at once.",
        ),
        needs={"service_events": ("officer", "agent")},
        compute=_pairs,
        explain=Text(
            id="Dari {visits} kunjungan {agent} pada langkah {step}, {met} jatuh ke {officer}; yang diharapkan {usual:1} ({lift:1} kali "
            "lipat; "
            "peluang kebetulan paling besar {p:6}).",
            en="Of {visits} visits of {agent} at step {step}, {met} fell to {officer}; {usual:1} were to be expected ({lift:1} times; the "
            "chance is at "
            "most {p:6}).",
        ),
        source="house; bound after Hoeffding (1963), stricter than the exact hypergeometric",
        parameters=(
            Parameter("lift", 3.0, Text(id="Kelipatan paling sedikit", en="Smallest ratio")),
            Parameter("chance", 1e-4, Text(id="Peluang terbesar", en="Largest chance")),
            Parameter("minimum", 10, Text(id="Kunjungan paling sedikit", en="Fewest visits")),
            peers.RATE,
            PERIOD,
            *ground.CLOCK,
        ),
    ),
    Indicator(
        id="LYN-18",
        family="queue",
        title=Text(id="Satu perusahaan jasa menguasai layanan", en="One firm takes over a service"),
        question=Text(
            id="Apakah sebagian besar permohonan lewat satu perusahaan, atau bagiannya melonjak?",
            en="Do most applications come through one firm, or has its share leapt?",
        ),
        rationale=Text(
            id="Pungutan yang dibayar semua orang tidak memperlambat siapa pun, tetapi sering mengalir lewat satu pintu: perusahaan yang "
            "tiba-tiba dipakai semua orang.",
            en="A sum that everybody pays slows nobody, but it often runs through one door: a firm that everybody suddenly uses.",
        ),
        false_alarm=Text(
            id="Perusahaan yang memang lebih baik atau lebih murah; pesaing yang tutup; hanya satu perusahaan di daerah itu.",
            en="A firm that is better or cheaper; a competitor that closed; the only firm of the region.",
        ),
        blind=Text(
            id="Pungutan yang dibagi rata ke banyak perusahaan, atau dibayar tunai tanpa perusahaan.",
            en="A levy spread over many firms, or paid in cash without any.",
        ),
        needs={"service_events": ("agent",)},
        compute=_growing,
        explain=Text(
            id="{x:amount} dari {every:amount} permohonan terakhir di {office} lewat {agent}: {share:percent} (95 %: {low:percent} sampai "
            "{high:percent}); masa "
            "sebelumnya {was:percent} dari {before:amount}.",
            en="{x:amount} of the latest {every:amount} applications at {office} came through {agent}: {share:percent} (95 %: "
            "{low:percent} to {high:percent}); "
            "the time before {was:percent} of {before:amount}.",
        ),
        source="house",
        ocp=("R050", "R051"),
        severity=WEAK,
        parameters=(
            Parameter("share", 0.5, Text(id="Bagian yang dianggap menguasai", en="Share that counts as taking over")),
            Parameter("growth", 0.15, Text(id="Kenaikan bagian yang dianggap wajar", en="Growth of the share taken as normal")),
            Parameter("weeks", 26, Text(id="Panjang masa yang dibandingkan", en="Length of the times compared"), "week"),
            peers.MINIMUM,
            peers.CLUSTERS,
            peers.RATE,
        ),
    ),
    Indicator(
        id="LYN-19",
        family="queue",
        title=Text(id="Berkas satu perusahaan keluar serentak", en="One firm's files come out together"),
        question=Text(
            id="Apakah berkas perusahaan yang masuk pada hari-hari berbeda diselesaikan petugas ini pada satu hari, melampaui kebetulan?",
            en="Were files of a firm that came in on different days finished by this officer on one day, beyond chance?",
        ),
        rationale=Text(
            id="Berkas yang ditahan lalu dilepas sekaligus menunjukkan pelepasan menunggu sesuatu, misalnya setoran untuk seluruh berkas.",
            en="Files that are held and then released together show that release waited for something, such as a payment for the lot.",
        ),
        false_alarm=Text(
            id="Hari khusus untuk satu perusahaan; pemeriksaan lapangan yang memang digabung.",
            en="A day reserved for one firm; inspections on site that are rightly combined.",
        ),
        blind=Text(
            id="Berkas yang masuk sehari dan keluar sehari tidak dihitung, karena wajar bergerak bersama.",
            en="Files that came on one day and left on one day are not counted: it is natural that they move together.",
        ),
        needs={"service_events": ("officer", "agent")},
        compute=_series,
        explain=Text(
            id="Pada {date:date}, {officer} menyelesaikan {step} untuk {files} berkas {agent} yang masuk pada {together} hari berbeda; "
            "yang diharapkan {usual:1} "
            "(q paling besar {q:5}).",
            en="On {date:date}, {officer} finished {step} for {files} files of {agent} that had come on {together} different days; "
            "{usual:1} were to be expected "
            "(q at most {q:5}).",
        ),
        source="house",
        severity=PLAIN,
        parameters=(
            Parameter("minimum", 5, Text(id="Hari masuk berbeda, paling sedikit", en="Fewest different days of arrival")),
            peers.RATE,
            PERIOD,
            *ground.CLOCK,
        ),
    ),
)
