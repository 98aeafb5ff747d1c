"""The one place that reads feedback: only when nobody can add to it any more, and only when enough people answered.

Until then nothing is shown to anybody, not even how it stands: whoever looked before and after one answer would know that answer.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.learning.sessions.asking import HIGHEST, last_day
from amanah.rooms.learning.sessions.models import Session, Tally, Words
from amanah.rooms.learning.sessions.queries.visible import leads

AT_LEAST = "learning.feedback_at_least"
"""From how many people on answers are shown."""


@dataclass(frozen=True)
class Scale:
    """A question that was answered by numbers: how often each from 1 on, and their mean; None where too few answered it."""

    text: str
    counts: tuple[int, ...]
    of: int
    mean: float | None


@dataclass(frozen=True)
class Told:
    """A question that was answered in words; nothing where too few answered it."""

    text: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Answers:
    """What is shown. `given` counts who answered at all; without `enough` of them there is nothing else."""

    given: int
    asked: int
    enough: bool
    least: int
    scales: tuple[Scale, ...] = ()
    told: tuple[Told, ...] = ()


def feedback(viewer: Viewer, session: Session) -> Answers | None:
    """What people thought, for who leads the session; None for others, and while feedback is still taken."""
    if not session.over or not leads(viewer, session) or clock.today(session.unit.zone) <= last_day(session):
        return None
    least = int(rulebook.provision(AT_LEAST, on=session.day).value)
    there = session.seats.filter(presence__in=["full", "partial"])
    given = there.filter(answered=True).count()
    asked = there.count()
    if given < least:
        return Answers(given, asked, enough=False, least=least)
    counts: dict[tuple[str, int], int] = {
        (question, value): count
        for question, value, count in Tally.objects.filter(session=session).values_list("question", "value", "count")
    }
    words: dict[str, list[str]] = {}
    for question, text in Words.objects.filter(session=session).order_by("pk").values_list("question", "text"):
        words.setdefault(question, []).append(text)
    scales = [_scale(one, counts, least) for one in session.edition.questions if one["sort"] == "scale"]
    told = [
        Told(said(one), tuple(words.get(one["key"], ())) if len(words.get(one["key"], ())) >= least else ())
        for one in session.edition.questions
        if one["sort"] == "words"
    ]
    return Answers(given, asked, enough=True, least=least, scales=tuple(scales), told=tuple(told))


def said(question: dict[str, Any]) -> str:
    """A question in the language of whoever reads."""
    return str(question.get("text_en") or question["text"]) if get_language() == "en" else str(question["text"])


def _scale(question: dict[str, Any], counts: dict[tuple[str, int], int], least: int) -> Scale:
    found = tuple(counts.get((question["key"], value), 0) for value in range(1, HIGHEST + 1))
    of = sum(found)
    if of < least:
        return Scale(said(question), (), of, None)
    return Scale(said(question), found, of, sum(value * count for value, count in enumerate(found, 1)) / of)
