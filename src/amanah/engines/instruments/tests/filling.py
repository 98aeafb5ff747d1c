"""Sheets to test with, filled in at random or whole."""

from datetime import date
from typing import Any

from hypothesis import Phase
from hypothesis import strategies as st

from amanah.engines.instruments import answering
from amanah.engines.instruments.definition import Instrument, Question
from amanah.engines.instruments.filled import COLUMNS, Filled, Said, Shown
from amanah.engines.instruments.reading import instruments

ZONE = instruments()["integrity-zone"]
IACM = instruments()["iacm"]
QUICKLY = {"deadline": None, "phases": (Phase.explicit, Phase.generate)}
"""Settings for examples of whole sheets: making such an example smaller takes minutes and helps nobody."""
SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)


def possible(question: Question) -> st.SearchStrategy[Any]:
    """Every answer that a question takes, and none."""
    if question.scale:
        return st.sampled_from([None, *question.scale.values])
    if question.kind == "level":
        return st.sampled_from([None, "1", "3", "5"])
    if question.formula:
        names = question.formula.counts
        counts = st.fixed_dictionaries({name: st.integers(0, 40) for name in names})
        return st.one_of(st.none(), counts) if question.kind == "pair" else st.one_of(st.none(), counts, st.sampled_from(["0", "50", "85"]))
    return st.sampled_from([None, "0", "1.5", answering.plain(question.highest)])


def columns(instrument: Instrument) -> st.SearchStrategy[dict[str, dict[str, Said]]]:
    """The three columns, filled in part, with and without reasons."""
    reasons = st.sampled_from(["", "Belum semua unit"])
    drawn = {question.key: st.builds(_said, possible(question), reasons) for question in instrument.questions}
    one = st.fixed_dictionaries(drawn)
    return st.fixed_dictionaries(dict.fromkeys(COLUMNS, one))


def _said(value: Any, reason: str) -> Said:
    return Said(value, reason if value is not None else "")


def filled(instrument: Instrument, *, shown: tuple[Shown, ...] = (), **said: dict[str, Any]) -> Filled:
    """A sheet with these answers, every one of them proven by `shown`."""
    columns = {
        column: {key: one if isinstance(one, Said) else Said(one) for key, one in answers.items()} for column, answers in said.items()
    }
    return Filled(instrument, SINCE, UNTIL, columns, {question.key: shown for question in instrument.questions} if shown else {})


def whole(instrument: Instrument) -> dict[str, Any]:
    """The best answer to every question."""
    return {question.key: answering.best(question) for question in instrument.questions}
