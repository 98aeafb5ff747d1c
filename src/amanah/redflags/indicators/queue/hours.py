"""Work at odd hours, and approvals that follow each other faster than anybody can read."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags.data import Data
from amanah.redflags.indicator import WEAK, Indicator
from amanah.redflags.indicators.queue import ground, peers
from amanah.redflags.indicators.queue.order import PERIOD
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _finished(data: Data, p: Parameters) -> Table:
    waits = ground.waits(data, p)
    # midnight sharp is what a date without an hour becomes
    rows = waits.filter(waits.officer.notnull() & waits.left.notnull() & (waits.second > 0))
    return rows.mutate(period=rows.left // int(p.period), week=rows.left // 7)


def _judged(data: Data, p: Parameters, rows: Table) -> Table:
    return peers.officers_shares(data, p, rows, ("pool", "period"))


def _outside(data: Data, p: Parameters) -> Table:
    rows = _finished(data, p)
    days = ground.days(data, p).select("worked", left="day")
    rows = rows.join(days, "left")
    late = (rows.worked == 0) | (rows.second < (p.opens - p.grace) * 3600) | (rows.second >= (p.closes + p.grace) * 3600)
    return _judged(data, p, rows.mutate(score=late.cast("int8")))


def _bursts(data: Data, p: Parameters) -> Table:
    rows = _finished(data, p).mutate(moment=lambda t: t.left.cast("int64") * 86_400 + t.second)
    turn = ibis.window(group_by=rows.officer, order_by=[rows.moment, rows.file])
    ago = rows.moment.lag(int(p.files) - 1).over(turn)
    return _judged(data, p, rows.mutate(score=(rows.moment - ago <= int(p.minutes) * 60).fill_null(False).cast("int8")))


COMMON: Final = (peers.MINIMUM, peers.CLUSTERS, peers.RATE, PERIOD, *ground.CLOCK)
MARGIN: Final = Parameter("margin", 0.1, Text(id="Selisih bagian yang dianggap wajar", en="Difference of the shares taken as normal"))

INDICATORS: Final = (
    Indicator(
        id="LYN-06",
        family="queue",
        title=Text(id="Langkah diselesaikan di luar jam kerja", en="Steps finished outside office hours"),
        question=Text(
            id="Apakah petugas ini jauh lebih sering menyelesaikan berkas di malam hari, akhir pekan, atau hari libur daripada rekannya?",
            en="Does this officer finish files at night, on weekends or holidays far more often than colleagues do?",
        ),
        rationale=Text(
            id="Yang dikerjakan tanpa saksi lebih mudah diatur. Lembur bersama tidak menonjol, lembur sendirian ya.",
            en="What is done without witnesses is easier to arrange. Overtime shared by all does not stand out, overtime alone does.",
        ),
        false_alarm=Text(
            id="Giliran piket, kerja dari rumah, jam kerja yang lain, atau zona waktu yang salah terbaca.",
            en="Duty rosters, work from home, other office hours, or a time zone read wrongly.",
        ),
        blind=Text(
            id="Data yang hanya mencatat tanggal; langkah pertama sebuah berkas; akun yang dipakai orang lain pada jam kerja.",
            en="Data that record only the day; the first step of a file; an account that others use during office hours.",
        ),
        needs={"service_events": ("officer",)},
        compute=_outside,
        explain=Text(
            id="{officer} menyelesaikan {observed:amount} dari {n:amount} langkah di luar jam kerja: {share:percent} (95 %: {low:percent} "
            "sampai {high:percent}); "
            "rekan pada keadaan yang sama {usual:percent} (q = {q:4}).",
            en="{officer} finished {observed:amount} of {n:amount} steps outside office hours: {share:percent} (95 %: {low:percent} to "
            "{high:percent}); "
            "colleagues in the same circumstances {usual:percent} (q = {q:4}).",
        ),
        source="house",
        severity=WEAK,
        parameters=(
            Parameter(
                "grace", 1, Text(id="Kelonggaran sebelum buka dan sesudah tutup", en="Grace before opening and after closing"), "hour"
            ),
            MARGIN,
            *COMMON,
        ),
    ),
    Indicator(
        id="LYN-09",
        family="queue",
        title=Text(id="Persetujuan beruntun", en="Approvals in bursts"),
        question=Text(
            id="Apakah petugas ini menyelesaikan banyak berkas dalam beberapa menit, jauh lebih sering daripada rekannya?",
            en="Does this officer finish many files within minutes, far more often than colleagues do?",
        ),
        rationale=Text(
            id="Berkas yang tidak mungkin sempat dibaca disetujui karena hal lain daripada isinya.",
            en="Files that nobody could have read in that time are approved for something other than their content.",
        ),
        false_alarm=Text(
            id="Tanda tangan massal yang resmi; berkas yang dibaca dulu lalu dicatat sekaligus di sore hari.",
            en="Official mass signing; files read first and entered together in the afternoon.",
        ),
        blind=Text(id="Kantor yang semua petugasnya mencatat sekaligus.", en="An office where everybody enters in batches."),
        needs={"service_events": ("officer",)},
        compute=_bursts,
        explain=Text(
            id="{observed:amount} dari {n:amount} langkah {officer} menutup rentetan cepat: {share:percent} (95 %: {low:percent} sampai "
            "{high:percent}); rekan "
            "{usual:percent} (q = {q:4}).",
            en="{observed:amount} of {n:amount} steps of {officer} ended a burst: {share:percent} (95 %: {low:percent} to "
            "{high:percent}); colleagues "
            "{usual:percent} (q = {q:4}).",
        ),
        source="house",
        severity=WEAK,
        parameters=(
            Parameter("files", 10, Text(id="Berkas dalam satu rentetan", en="Files that make a burst")),
            Parameter("minutes", 10, Text(id="Panjang rentetan", en="Length of a burst"), "minute"),
            MARGIN,
            *COMMON,
        ),
    ),
)
