"""Trainees who cannot have been trained: at two centres at once, or present by copy and paste."""

from typing import Final

import ibis
from ibis.expr.types import Table

from amanah.redflags import identity
from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.indicator import PLAIN, STRONG, Indicator
from amanah.redflags.parameters import Parameter, Parameters
from amanah.rulebook.rules import Text


def _at_two_centres(data: Data, _p: Parameters) -> Table:
    rows = data["trainees"]
    rows = rows.select(
        "trainee",
        "centre_id",
        "begins",
        "finishes",
        nik=identity.digits(rows.trainee_nik, 12),
        first=op.day_number(rows.begins),
        last=op.day_number(rows.finishes),
    )
    dated = rows.filter(rows.nik.notnull() & rows["first"].notnull() & (rows["last"] >= rows["first"]))
    other = dated.view()
    met = dated.join(
        other,
        [dated.nik == other.nik, dated.centre_id < other.centre_id, dated["first"] <= other["last"], dated["last"] >= other["first"]],
    ).select(
        nik=dated.nik,
        trainee=dated.trainee,
        one=dated.centre_id,
        other=other.centre_id,
        begins=ibis.greatest(dated.begins, other.begins),
        days=ibis.least(dated["last"], other["last"]) - ibis.greatest(dated["first"], other["first"]) + 1,
    )
    found = met.group_by("nik").aggregate(
        trainee=met.trainee.min(), one=met.one.min(), other=met.other.max(), begins=met.begins.min(), days=met.days.max(), times=met.count()
    )
    people = dated.group_by("nik").aggregate(courses=dated.count())
    judged = people.left_join(found, "nik").select(
        people, *(found[name] for name in ("trainee", "one", "other", "begins", "days", "times"))
    )
    return op.assessed(
        judged,
        "trainee",
        judged.nik,
        fired=judged.times.notnull(),
        value=judged.days,
        shown=("nik", "trainee", "one", "other", "begins", "days", "courses"),
    )


def _copied_presence(data: Data, p: Parameters) -> Table:
    rows = data["trainees"].filter(lambda t: t.attendance.notnull() & (t.attendance.length() > 0))
    rows = rows.mutate(course=rows.course.coalesce("–"), vector=rows.attendance.strip())
    vectors = rows.group_by("centre_id", "course", "vector").aggregate(same=rows.count())
    full = vectors.vector.replace("1", "").length() == 0
    courses = (
        vectors.mutate(full=full.cast("int64"))
        .group_by("centre_id", "course")
        .aggregate(
            n=lambda t: t.same.sum().cast("int64"),
            most=lambda t: t.same.max(),
            full=lambda t: (t.full * t.same).sum().cast("int64"),
            days=lambda t: t.vector.length().max(),
        )
    )
    courses = courses.mutate(share=courses.most.cast("float64") / courses.n)
    low, high = op.wilson(courses.most, courses.n)
    courses = courses.mutate(low=low, high=high)
    return op.assessed(
        courses,
        "course",
        courses.centre_id + "/" + courses.course,
        fired=ibis.ifelse((courses.n >= p.minimum) & (courses.days >= p.days), courses.share >= p.share, ibis.null("boolean")),
        value=courses.share,
        shown=("centre_id", "course", "most", "n", "share", "low", "high", "full", "days"),
    )


INDICATORS: Final = (
    Indicator(
        id="BLK-01",
        family="training",
        title=Text("Peserta di dua lembaga sekaligus", "Trainee at two centres at once"),
        question=Text(
            "Apakah NIK yang sama terdaftar di dua lembaga pada waktu yang sama?",
            "Is one identity number enrolled at two centres at the same time?",
        ),
        rationale=Text("Peserta pinjaman mengisi kelas yang tidak pernah ada.", "Borrowed trainees fill classes that were never held."),
        false_alarm=Text(
            "Kelas pagi di satu tempat dan malam di tempat lain; NIK salah ketik.",
            "Morning class here, evening class there; mistyped numbers.",
        ),
        blind=Text("Nama karangan dengan NIK karangan.", "Invented names with invented numbers."),
        needs={"trainees": ("trainee_nik", "centre_id", "begins", "finishes")},
        compute=_at_two_centres,
        explain=Text(
            "NIK {nik} ({trainee}) terdaftar di {one} dan {other} bersamaan selama {days} hari mulai {begins}; semuanya {courses} "
            "pelatihan.",
            "Number {nik} ({trainee}) is enrolled at {one} and {other} together for {days} days from {begins}; {courses} courses in all.",
        ),
        source="house",
        severity=STRONG,
    ),
    Indicator(
        id="BLK-02",
        family="training",
        title=Text("Daftar hadir salin-tempel", "Attendance by copy and paste"),
        question=Text(
            "Apakah hampir semua peserta satu kelas hadir dan absen pada hari yang persis sama?",
            "Were nearly all trainees of a class present and absent on exactly the same days?",
        ),
        rationale=Text("Orang sungguhan sakit pada hari yang berbeda.", "Real people fall ill on different days."),
        false_alarm=Text("Kelas sangat singkat; asrama dengan disiplin ketat.", "Very short classes; boarding with strict discipline."),
        blind=Text("Daftar karangan yang sengaja diacak.", "Invented lists made to vary."),
        needs={"trainees": ("centre_id", "attendance")},
        compute=_copied_presence,
        explain=Text(
            "{centre_id} {course}: {most} dari {n} peserta ({share:percent}; selang 95%: {low:percent}–{high:percent}) punya daftar "
            "hadir yang sama selama {days} hari; {full} hadir penuh.",
            "{centre_id} {course}: {most} of {n} trainees ({share:percent}; 95% interval {low:percent}–{high:percent}) have one and the "
            "same attendance over {days} days; {full} were there every day.",
        ),
        source="house",
        severity=PLAIN,
        parameters=(
            Parameter("share", 0.9, Text("Bagian peserta dengan daftar yang sama", "Share of trainees with the same list")),
            Parameter("minimum", 10, Text("Peserta paling sedikit", "Fewest trainees")),
            Parameter("days", 5, Text("Hari pelatihan paling sedikit", "Fewest days"), "day"),
        ),
    ),
)
