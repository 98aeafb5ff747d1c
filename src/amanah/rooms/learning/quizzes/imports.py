"""Importing questions from a table, as one of the uses of `foundation.imports`: a known code with other words is a new version."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table, values
from amanah.foundation.imports.columns import Column, Shape
from amanah.foundation.imports.table import Plan, Table
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.quizzes import services
from amanah.rooms.learning.quizzes.declare import ACTIVE
from amanah.rooms.learning.quizzes.models import KEY, WORDS, Question, Version
from amanah.rooms.learning.quizzes.queries.bank import latest
from amanah.rooms.learning.quizzes.refusals import Refused
from amanah.rooms.learning.quizzes.services import Answer, Draft
from amanah.rooms.learning.quizzes.services.bank import check

ANSWERS = 4
_PLACES = {str(number): number for number in range(1, ANSWERS + 1)}


def _slug(said: str) -> str:
    return values.fold(said).replace("_", "-")


def _words(key: str, name: str, explanation: Any, example: str, *, required: bool = True) -> Column:
    return Column(key, (name,), explanation, example, required=required, reads=values.words, longest=WORDS)


def _answer(number: int) -> tuple[Column, ...]:
    required = number <= 2  # noqa: PLR2004 - a question has at least two answers
    return (
        _words(f"id_{number}", f"jawaban_{number}", gettext_lazy("Sebuah jawaban."), "Tidak bisa, tetapi saya bantu.", required=required),
        _words(f"why_id_{number}", f"alasan_{number}", gettext_lazy("Mengapa tepat atau tidak."), "Tolak uangnya.", required=required),
        _words(f"en_{number}", f"jawaban_{number}_en", gettext_lazy("Dalam bahasa Inggris."), "No, but I will help.", required=required),
        _words(f"why_en_{number}", f"alasan_{number}_en", gettext_lazy("Dalam bahasa Inggris."), "Refuse the money.", required=required),
    )


COLUMNS = (
    Column("topic", ("topik",), gettext_lazy("Kode topik."), "service-counter", required=True, reads=_slug),
    Column("key", ("kode",), gettext_lazy("Kode soal, unik dalam topiknya."), "amplop-1", required=True, reads=_slug, longest=KEY),
    _words("text_id", "soal", gettext_lazy("Pertanyaannya."), "Pemohon ingin membayar tunai. Apa jawaban Anda?"),
    _words("text_en", "soal_en", gettext_lazy("Dalam bahasa Inggris."), "An applicant wants to pay cash. What do you answer?"),
    *(column for number in range(1, ANSWERS + 1) for column in _answer(number)),
    Column("right", ("benar",), gettext_lazy("Nomor jawaban yang tepat."), "1", required=True, reads=values.choice(_PLACES)),
)
SHAPE = Shape(COLUMNS, longest=WORDS, several_lines=True, mapped=True)


@dataclass
class Row(table.Row):
    """One question."""

    topic: Topic | None = None
    question: Question | None = None
    draft: Draft | None = None


def said_of(version: Version) -> list[Any]:
    """A question as the table says it; answers beyond those it has room for are left out."""
    said: list[Any] = [version.question.topic.key, version.question.key, version.text_id, version.text_en]
    for number in range(ANSWERS):
        answer = version.answers[number] if number < len(version.answers) else {}
        said += [answer.get(name, "") for name in ("id", "why_id", "en", "why_en")]
    return [*said, version.right + 1]


def _draft(row: Row) -> Draft:
    answers = []
    for number in range(1, ANSWERS + 1):
        words = {name: row.said[f"{name}_{number}"] or "" for name in ("id", "en", "why_id", "why_en")}
        if any(words.values()):
            answers.append(Answer(**words, right=row.said["right"] == number))
    return Draft(row.said["text_id"] or "", row.said["text_en"] or "", answers)


def _check(rows: Sequence[Row], _viewer: Viewer) -> None:
    """A fixed number of queries, however many rows."""
    topics = {topic.key: topic for topic in Topic.objects.all()}
    known = {
        (one.question.topic.key, one.question.key): one for one in latest().filter(question__key__in={row.said["key"] for row in rows})
    }
    seen: set[tuple[str, str]] = set()
    for row in rows:
        row.topic = topics.get(row.said["topic"] or "")
        if row.topic is None:
            row.refuse("topic", _("Tidak ada topik dengan kode ini."))
        place = (row.said["topic"], row.said["key"])
        if place in seen:
            row.refuse("key", _("Kode ini sudah ada pada baris di atas."))
        seen.add(place)
        if row.errors:
            continue
        row.draft = _draft(row)
        try:
            check(row.draft)
        except Refused as refusal:
            row.refuse("right" if refusal.code == "right" else "text_id", refusal.sentence)
            continue
        there = known.get(place)
        if there is None:
            row.changes.append(_("soal baru"))
        elif there.question.state != ACTIVE:
            row.refuse("key", _("Soal ini tidak dipakai lagi."))
        elif [there.text_id, there.text_en, there.answers] != row.draft.plain:
            row.question = there.question
            row.changes.append(_("versi %(n)d") % {"n": there.number + 1})


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    for row in rows:
        if row.draft is None or row.topic is None:
            continue
        if row.question is None:
            services.enter_question(row.topic, row.said["key"], row.draft, actor=viewer.actor)
        else:
            services.change_question(row.question, row.draft, actor=viewer.actor)


def _count(plan: Plan[Row]) -> dict[str, int]:
    new = sum(row.question is None for row in plan.changing)
    return {"rows": len(plan.rows), "questions": new, "versions": len(plan.changing) - new}


QUESTIONS = Table(SHAPE, Row, _check, _write, ("question_table.imported", "question:table"), _count)
