"""Readers of cells: each makes a value of a text, or says why it cannot."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from amanah.foundation.imports import days
from amanah.kernel import clock

Reader = Callable[[str], Any]

UNKNOWN: Final = _("Nilai tidak dikenal. Lihat penjelasan kolom.")
NO_DAY: Final = _("Bukan tanggal. Tulis seperti 2026-11-30, 30/11/2026, atau 30 November 2026.")
FUTURE: Final = _("Tanggal ini belum tiba.")
NOT_WHOLE: Final = _("Bukan angka bulat.")
YES: Final = {
    "ya": True,
    "y": True,
    "yes": True,
    "1": True,
    "true": True,
    "tidak": False,
    "t": False,
    "no": False,
    "n": False,
    "0": False,
    "false": False,
    "": False,
}
_EXACT_IN_A_SHEET: Final = 15


class Unfit(ValueError):  # noqa: N818 - says what happened
    """A cell does not say what its column asks for; the sentence says why, in the language of whoever reads it."""

    def __init__(self, sentence: Any) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def fold(said: str) -> str:
    """A header or a word without case and signs."""
    return re.sub("[^a-z0-9]+", "_", said.strip().lower()).strip("_")


def text(said: str) -> str:
    """The text as it stands."""
    return said


def words(said: str) -> str:
    """Words with one space between them."""
    return " ".join(said.split())


def code(said: str) -> str:
    """A code in capitals."""
    return said.strip().upper()


def number(said: str) -> str:
    """A long number without the spaces and the apostrophe that people put into it."""
    return said.replace(" ", "").replace("'", "")


def choice(options: Mapping[str, Any], sentence: Any = UNKNOWN) -> Reader:
    """One of these words, however it is written."""

    def read(said: str) -> Any:
        try:
            return options[fold(said)]
        except KeyError:
            raise Unfit(sentence) from None

    return read


flag: Final = choice(YES)
"""Yes or no; empty is no."""


def day(said: str) -> date | None:
    """A day in any style that `days.read` knows; None for an empty cell."""
    if not said.strip():
        return None
    found = days.read(said)
    if found is None:
        raise Unfit(NO_DAY)
    return found


def past_day(said: str) -> date | None:
    """As `day`, and not after today."""
    found = day(said)
    if found is not None and found > clock.today():
        raise Unfit(FUTURE)
    return found


def whole(said: str) -> int | None:
    """A whole number or an amount in rupiah, with points between the thousands or without; None for an empty cell."""
    plain = said.removeprefix("Rp").strip().replace(".", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdecimal() and len(plain) <= _EXACT_IN_A_SHEET):
        raise Unfit(NOT_WHOLE)
    return int(plain)
