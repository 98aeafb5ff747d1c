"""What a careful reader would ask about a filled sheet before sending it on. Codes with their words; nothing is forbidden by them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from amanah.engines.instruments import answering
from amanah.engines.instruments.definition import Question
from amanah.engines.instruments.filled import COLUMNS, Filled, Shown

UNANSWERED, UNPROVEN, STALE, EARLY, BETTER = "unanswered", "unproven", "stale", "early", "better"
RAISED, UNREASONED, MORE, AMISS, APART = "raised", "unreasoned", "more", "amiss", "apart"

WEIGHTY: Final = frozenset({UNPROVEN, STALE, EARLY, RAISED, UNREASONED, MORE, AMISS, APART})
"""What should be answered for before the sheet goes on; the others are worth a look."""

TITLES: Final[Mapping[str, Any]] = {
    UNANSWERED: _("Belum dijawab"),
    UNPROVEN: _("Mengaku tanpa bukti"),
    STALE: _("Bukti sudah lewat masanya"),
    EARLY: _("Bukti baru berlaku sesudah periode ini"),
    BETTER: _("Naik dari putaran lalu, buktinya masih yang lama"),
    RAISED: _("Penilai berikutnya memberi lebih tinggi"),
    UNREASONED: _("Diturunkan tanpa alasan"),
    MORE: _("Jumlah yang tidak masuk akal"),
    AMISS: _("Jumlah yang sama berbeda angka"),
    APART: _("Dikeluarkan tanpa alasan"),
}
SENTENCES: Final[Mapping[str, Any]] = {
    UNANSWERED: _("Kolom ini belum dijawab, sehingga nilainya nol."),
    UNPROVEN: _("Jawabannya %(answer)s, tetapi belum ada bukti."),
    STALE: _("Jawabannya %(answer)s, tetapi buktinya hanya berlaku sampai %(until)s: %(proof)s."),
    EARLY: _("Jawabannya %(answer)s, tetapi buktinya baru berlaku mulai %(since)s: %(proof)s."),
    BETTER: _("Naik dari %(before)s menjadi %(answer)s tanpa bukti baru."),
    RAISED: _("Dijawab %(before)s, lalu dinilai %(answer)s: lebih tinggi daripada yang diakui sendiri."),
    UNREASONED: _("Diturunkan dari %(before)s menjadi %(answer)s tanpa alasan tertulis."),
    MORE: _("%(over)s (%(part)s) melebihi %(under)s (%(whole)s)."),
    AMISS: _("%(name)s ditulis %(one)s di sini dan %(other)s pada butir %(question)s."),
    APART: _("Dijawab %(answer)s, sehingga tidak dihitung, tetapi alasannya tidak ditulis."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: which question, in which column, what it is (a code), and the values of its sentence."""

    question: Question
    column: str
    code: str
    values: Mapping[str, Any]

    @property
    def title(self) -> Any:
        """The kind of thing it is."""
        return TITLES[self.code]

    @property
    def sentence(self) -> str:
        """What is the matter, in the reader's language."""
        return str(SENTENCES[self.code]) % self.values

    @property
    def weighty(self) -> bool:
        """Whether it should be answered for before the sheet goes on."""
        return self.code in WEIGHTY


def check(sheet: Filled, *, before: Filled | None = None) -> list[Finding]:
    """Everything worth asking, in official order of the questions; `before` is the round that came before, for what grew since."""
    found: dict[str, list[Finding]] = {}
    for one in (*_own(sheet, before), *_between(sheet), *_counts(sheet)):
        found.setdefault(one.question.key, []).append(one)
    return [one for question in sheet.instrument.questions for one in found.get(question.key, ())]


def _own(sheet: Filled, before: Filled | None) -> Iterator[Finding]:
    """Each answer of the unit and what proves it."""
    answers, worth = sheet.answers("self"), sheet.worth("self")
    for question in sheet.instrument.questions:
        if question.key not in answers:
            yield Finding(question, "self", UNANSWERED, {})
        elif question.key not in worth:
            if not sheet.said["self"][question.key].reason.strip():
                yield Finding(question, "self", APART, {"answer": answering.titled(question, answers[question.key])})
        elif worth[question.key] > 0:
            shown = sheet.proofs.get(question.key, ())
            claim = answering.written(question, answers[question.key])
            problem = _proof(sheet, shown)
            if problem:
                code, values = problem
                yield Finding(question, "self", code, {"answer": claim, **values})
            elif before and _same_proof_for_more(question, sheet, before):
                then = answering.written(question, before.answers("self").get(question.key)) or "–"
                yield Finding(question, "self", BETTER, {"answer": claim, "before": then})


def _proof(sheet: Filled, shown: tuple[Shown, ...]) -> tuple[str, dict[str, Any]] | None:
    if not shown:
        return UNPROVEN, {}
    if any(one.holds_in(sheet.since, sheet.until) for one in shown):
        return None
    past = [one for one in shown if one.until is not None and one.until < sheet.since]
    if past:
        last = max(past, key=lambda one: one.until or one.since)
        return STALE, {"until": _day(last.until), "proof": last.title}
    first = min(shown, key=lambda one: one.since)
    return EARLY, {"since": _day(first.since), "proof": first.title}


def _same_proof_for_more(question: Question, sheet: Filled, before: Filled) -> bool:
    then, now = before.worth("self").get(question.key, Decimal(0)), sheet.worth("self")[question.key]
    old = {one.number for one in before.proofs.get(question.key, ())}
    return now > then and bool(old) and {one.number for one in sheet.proofs.get(question.key, ())} <= old


def _between(sheet: Filled) -> Iterator[Finding]:
    """Each column against the one before it."""
    for earlier, later in pairwise(COLUMNS):
        then, now = sheet.worth(earlier), sheet.worth(later)
        for question in sheet.instrument.questions:
            if question.key not in now or question.key not in then or now[question.key] == then[question.key]:
                continue
            said = sheet.said[later][question.key]
            values = {
                "before": answering.written(question, sheet.said[earlier][question.key].value),
                "answer": answering.written(question, said.value),
            }
            if now[question.key] > then[question.key]:
                yield Finding(question, later, RAISED, values)
            elif not said.reason.strip():
                yield Finding(question, later, UNREASONED, values)


def _counts(sheet: Filled) -> Iterator[Finding]:
    """Counts that cannot be, and a count that is one thing here and another beside it."""
    for column in COLUMNS:
        answers = sheet.answers(column)
        told: dict[tuple[str, str], tuple[Question, Any]] = {}
        for question in sheet.instrument.questions:
            counts, formula = answers.get(question.key), question.formula
            if not formula or not isinstance(counts, Mapping):
                continue
            whole, part = Decimal(str(counts[formula.under])), Decimal(str(counts[formula.over]))
            if not formula.less and part > whole:
                titles = {"part": _title(sheet, formula.over), "whole": _title(sheet, formula.under)}
                yield Finding(question, column, MORE, {"over": part, "under": whole, **titles})
            for name in formula.counts if _told_once(sheet, question) else ():
                place = (sheet.instrument.leaves[question.key].key, name)
                other, number = told.setdefault(place, (question, counts[name]))
                if Decimal(str(number)) != Decimal(str(counts[name])):
                    values = {"name": _title(sheet, name), "one": counts[name], "other": number, "question": other.place}
                    yield Finding(question, column, AMISS, values)


def _told_once(sheet: Filled, question: Question) -> bool:
    """Whether its counts mean the same thing wherever they stand in its part: not where a neighbour has the very same formula."""
    siblings = sheet.instrument.leaves[question.key].questions
    return not any(one.key != question.key and one.formula == question.formula for one in siblings)


def _title(sheet: Filled, name: str) -> str:
    return answering.count_title(sheet.instrument, name)


def _day(day: Any) -> str:
    return date_format(day, "j M Y")
