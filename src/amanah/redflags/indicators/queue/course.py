"""The way through the office: steps left out, and files that nobody but one officer has seen."""

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


def _skipped(data: Data, p: Parameters) -> Table:
    files, steps, pools = ground.files(data), ground.steps(data), coded.pools(data)
    finished = files.filter(files.finished).join(pools.select("pool", "sort"), "pool").select("file", "case", "sort", "last_officer")
    had = data.keep(steps.select("file", "step").distinct().join(finished.select("file", "sort"), "file"))
    sizes = finished.group_by("sort").aggregate(files=lambda t: t.count())
    step_names = pools.select(step="step_number", activity="step").distinct()
    counted = had.group_by("sort", "step").aggregate(having=lambda t: t.count()).join(sizes, "sort").join(step_names, "step")
    required = data.keep(counted.filter(counted.activity.isin(p.steps) if p.steps else counted.having >= p.share * counted.files))
    must = required.group_by("sort").aggregate(must=required.count(), files=required.files.max())
    kept = had.join(required.select("sort", "step"), ["sort", "step"]).group_by("file").aggregate(kept=lambda t: t.count())
    judged = finished.left_join(must, "sort").drop("sort_right").left_join(kept, "file").drop("file_right")
    judged = judged.mutate(missing=judged.must.fill_null(0) - judged.kept.fill_null(0), enough=judged.files.fill_null(0) >= p.minimum)
    short = judged.filter(judged.missing > 0).select("file", "sort")
    wanted = short.join(required, "sort").anti_join(had, ["file", "step"])
    wanted_steps = wanted.group_by("file").aggregate(step=wanted.activity.min(), rare=(wanted.having / wanted.files).max())
    judged = judged.left_join(wanted_steps, "file").drop("file_right")
    judged = coded.named(judged, "last_officer", coded.officers(data))
    return op.assessed(
        judged,
        "case",
        judged.case,
        fired=ibis.ifelse(judged.enough, judged.missing > 0, ibis.null("boolean")),
        value=judged.missing,
        shown=("case", "step", "missing", "rare", "files", "last_officer"),
    )


def _single(data: Data, p: Parameters) -> Table:
    files = ground.files(data)
    rows = files.filter(files.finished & files.last_officer.notnull() & (files.steps >= int(p.steps)))
    rows = rows.mutate(score=rows.alone.cast("int8"), on=ground.day_of(rows.filed), officer=rows.last_officer)
    rows = rows.mutate(period=rows.on // int(p.period), week=rows.on // 7)
    return peers.officers_shares(data, p, rows, ("counter", "period"))


INDICATORS: Final = (
    Indicator(
        id="LYN-10",
        family="queue",
        title=Text(id="Langkah dilewati", en="Step left out"),
        question=Text(
            id="Apakah berkas ini selesai tanpa langkah yang dilalui hampir semua berkas sejenis, misalnya pemeriksaan?",
            en="Was this file finished without a step that nearly all like files went through, such as an inspection?",
        ),
        rationale=Text(
            id="Sertifikat tanpa pemeriksaan dibeli, bukan diperoleh. Langkah wajib diambil dari data atau disebut dengan parameter "
            "`steps`.",
            en="A certificate without an inspection is bought, not earned. Required steps are taken from the data or named by the "
            "parameter `steps`.",
        ),
        false_alarm=Text(
            id="Perpanjangan atau jenis lain yang memang tidak memerlukannya tetapi tidak dibedakan; langkah yang lupa dicatat.",
            en="Renewals or other kinds that do not need it but are not told apart; a step that was done and not recorded.",
        ),
        blind=Text(
            id="Langkah yang dicatat tanpa dikerjakan; langkah yang dilewati begitu sering sehingga tidak lagi tampak wajib.",
            en="Steps recorded without being done; steps left out so often that they no longer look required.",
        ),
        needs={"service_events": ("case", "activity")},
        compute=_skipped,
        explain=Text(
            id="Berkas {case} selesai tanpa {missing} langkah, antara lain “{step}” yang dilalui {rare:percent} dari {files:amount} "
            "berkas sejenis; petugas terakhir "
            "{last_officer}.",
            en="File {case} was finished without {missing} steps, among them “{step}”, which {rare:percent} of {files:amount} like files "
            "had; last officer "
            "{last_officer}.",
        ),
        source="house",
        severity=PLAIN,
        parameters=(
            Parameter(
                "share", 0.98, Text(id="Bagian berkas yang menjadikan langkah wajib", en="Share of files that makes a step required")
            ),
            Parameter("steps", (), Text(id="Langkah wajib, bila diketahui", en="Required steps, where known")),
            Parameter("minimum", 50, Text(id="Berkas sejenis paling sedikit", en="Fewest like files")),
        ),
    ),
    Indicator(
        id="LYN-13",
        family="queue",
        title=Text(id="Berkas hanya disentuh satu petugas", en="Files touched by one officer only"),
        question=Text(
            id="Apakah petugas ini jauh lebih sering mengerjakan semua langkah berkas sendirian daripada rekannya?",
            en="Does this officer do all the steps of a file alone far more often than colleagues do?",
        ),
        rationale=Text(
            id="Empat mata mencegah pungutan. Berkas yang dari awal sampai akhir di satu tangan tidak dilihat siapa pun.",
            en="Four eyes prevent extortion. A file in one hand from start to end is seen by nobody.",
        ),
        false_alarm=Text(
            id="Kantor kecil, piket, atau layanan yang memang satu meja.",
            en="A small office, a duty roster, or a service meant to be done at one desk.",
        ),
        blind=Text(
            id="Layanan yang semua berkasnya di satu tangan; akun yang dipakai bersama.",
            en="A service where every file is in one hand; accounts that are shared.",
        ),
        needs={"service_events": ("officer",)},
        compute=_single,
        explain=Text(
            id="{observed:amount} dari {n:amount} berkas yang diselesaikan {officer} hanya disentuh petugas itu: {share:percent} (95 %: "
            "{low:percent} sampai "
            "{high:percent}); rekan {usual:percent} (q = {q:4}).",
            en="{observed:amount} of {n:amount} files that {officer} finished were touched by nobody else: {share:percent} (95 %: "
            "{low:percent} to {high:percent}); "
            "colleagues {usual:percent} (q = {q:4}).",
        ),
        source="house",
        severity=WEAK,
        parameters=(
            Parameter("steps", 3, Text(id="Langkah paling sedikit dalam berkas", en="Fewest steps of a file")),
            Parameter("margin", 0.1, Text(id="Selisih bagian yang dianggap wajar", en="Difference of the shares taken as normal")),
            peers.MINIMUM,
            peers.CLUSTERS,
            peers.RATE,
            PERIOD,
        ),
    ),
)
