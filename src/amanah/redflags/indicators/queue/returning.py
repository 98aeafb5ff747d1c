"""Files sent back "for completion": as a way to stop the clock, and as a lesson after which they pass at once."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, Indicator
from amanah.redflags.indicators.queue import coded, ground, peers
from amanah.redflags.indicators.queue.order import PERIOD
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _lesson(data: Data, p: Parameters) -> Table:
    steps = ground.steps(data)
    returns = steps.filter(steps.returned).group_by("file").aggregate(returns=lambda t: t.count())
    often = returns.filter(returns.returns >= int(p.returns))
    # the change must come after as many returns as make a lesson: the last return before it is looked for below
    rows = steps.filter(steps.agent.notnull()).join(often, "file")
    order = ibis.window(group_by=rows.file, order_by=[rows.done_at, rows.step])
    rows = rows.mutate(changed=rows.agent != rows.agent.lag().over(order).coalesce(coded.NOBODY))
    # an agent who was there from the file's first step has not changed
    rows = rows.join(ground.files(data).select("file", "filed", "last", "finished", "last_officer"), "file")
    moved = rows.filter(rows.changed & (rows.done_at > rows.filed))
    before = steps.filter(steps.returned).select("file", returned_at="done_at")
    told = moved.join(before, "file")
    told = (
        told.filter(told.returned_at <= told.done_at)
        .group_by("file", "agent", "done_at", "last", "finished", "last_officer")
        .aggregate(returns=lambda t: t.count())
    )
    hours = (op.seconds(told["last"]) - op.seconds(told.done_at)) / 3600
    told = told.mutate(hours=hours).filter((told.returns >= int(p.returns)) & told.finished & (hours <= p.hours))
    hits = told.group_by("file").aggregate(
        agent=told.agent.max(), returns=told.returns.max(), hours=told.hours.min(), last_officer=told.last_officer.max()
    )
    hits = coded.named(coded.named(hits, "agent", coded.agents(data)), "last_officer", coded.officers(data))
    every = ground.files(data).select("file", "case", known="finished")
    judged = every.left_join(hits, "file").drop("file_right")
    hit = judged.hours.notnull()
    return op.assessed(
        judged,
        "case",
        judged.case,
        fired=ibis.ifelse(judged.known, hit, ibis.null("boolean")),
        value=judged.hours,
        shown=("case", "agent", "returns", "hours", "last_officer"),
    )


def _deadline(data: Data, p: Parameters) -> Table:
    files, steps = ground.files(data), ground.steps(data)
    due = files.filter(files.due.notnull()).select("file", due=ground.day_of(files.due))
    rows = steps.filter(steps.officer.notnull() & steps.prior.notnull()).join(due, "file")
    rows = rows.mutate(on=ground.day_of(rows.done_at)).mutate(ahead=lambda t: t.due - t.on)
    rows = rows.filter(rows.ahead.between(0, int(p.days))).join(coded.pools(data).select("pool", "counter"), "pool")
    rows = rows.mutate(score=rows.returned.cast("int8"), period=rows.on // int(p.period), week=rows.on // 7)
    return peers.officers_shares(data, p, rows, ("counter", "prior", "period"))


INDICATORS: Final = (
    Indicator(
        id="LYN-04",
        family="queue",
        title=Text(id="Berulang kali dikembalikan, lalu selesai mendadak", en="Returned again and again, then done at once"),
        question=Text(
            id="Apakah berkas yang berulang kali dikembalikan selesai dalam sehari setelah perusahaan jasa mengambil alih?",
            en="Was a file that was returned again and again done within a day after a firm took it over?",
        ),
        rationale=Text(
            id="Pemohon yang ditolak berkali-kali dan baru berhasil lewat perantara menceritakan apa yang kurang dari berkasnya.",
            en="An applicant turned back several times who succeeds only through an intermediary tells what the file was lacking.",
        ),
        false_alarm=Text(
            id="Perusahaan yang memang melengkapi persyaratan; perantara yang terlambat dicatat.",
            en="A firm that did complete the papers; an agent recorded late.",
        ),
        blind=Text(
            id="Pemohon yang membayar tanpa perantara; data yang mencatat perantara hanya sekali per berkas.",
            en="Applicants who pay without an intermediary; data that record the agent only once per file.",
        ),
        needs={"service_events": ("agent",)},
        compute=_lesson,
        explain=Text(
            id="Berkas {case} dikembalikan {returns} kali, beralih ke {agent}, dan selesai {hours:1} jam kemudian oleh {last_officer}.",
            en="File {case} was returned {returns} times, passed to {agent}, and was done {hours:1} hours later by {last_officer}.",
        ),
        source="house",
        severity=PLAIN,
        parameters=(
            Parameter("returns", 2, Text(id="Pengembalian paling sedikit", en="Fewest returns")),
            Parameter("hours", 24, Text(id="Jam kalender sampai selesai, paling lama", en="Most clock hours until it was done"), "hour"),
        ),
    ),
    Indicator(
        id="LYN-11",
        family="queue",
        title=Text(id="Dikembalikan menjelang tenggat", en="Returned just before the deadline"),
        question=Text(
            id="Apakah petugas ini mengembalikan berkas “untuk dilengkapi” menjelang tenggat, jauh lebih sering daripada rekan pada "
            "langkah yang sama?",
            en="Does this officer send files back “for completion” just before their deadline, far more often than colleagues at the same "
            "point?",
        ),
        rationale=Text(
            id="Kekurangan tampak saat berkas dibuka. Yang baru ditemukan di hari terakhir menghentikan jam, bukan memperbaiki berkas.",
            en="What is missing shows when a file is opened. What is found on the last day stops the clock rather than mends the file.",
        ),
        false_alarm=Text(
            id="Petugas yang menerima berkas terlambat dari langkah sebelumnya; pemeriksaan akhir yang memang tugasnya.",
            en="An officer who gets files late from the step before; a final check that is the officer's task.",
        ),
        blind=Text(
            id="Pengembalian yang tidak dicatat sebagai langkah atau hasil; semua petugas yang berbuat sama.",
            en="Returns that are recorded neither as a step nor as an outcome; everybody doing the same.",
        ),
        needs={"service_events": ("officer", "promised")},
        compute=_deadline,
        explain=Text(
            id="Dari {n:amount} berkas yang dipegang {officer} menjelang tenggat, {observed:amount} dikembalikan: {share:percent} (95 %: "
            "{low:percent} sampai "
            "{high:percent}); rekan {usual:percent} (q = {q:4}).",
            en="Of {n:amount} files that {officer} handled just before their deadline, {observed:amount} were returned: {share:percent} "
            "(95 %: {low:percent} to "
            "{high:percent}); colleagues {usual:percent} (q = {q:4}).",
        ),
        source="house",
        parameters=(
            Parameter("days", 3, Text(id="Hari kalender sebelum tenggat", en="Calendar days before the deadline"), "day"),
            Parameter("margin", 0.1, Text(id="Selisih bagian yang dianggap wajar", en="Difference of the shares taken as normal")),
            peers.MINIMUM,
            peers.CLUSTERS,
            peers.RATE,
            PERIOD,
        ),
    ),
)
