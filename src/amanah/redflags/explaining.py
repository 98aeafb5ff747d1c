"""Sentences that explain hits: the evidence of a row put into the indicator's words, in the reader's language."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, Final, Literal

import pyarrow as pa
import pyarrow.compute as pc

Language = Literal["id", "en"]

NONE: Final = "–"
_INDONESIAN: Final = str.maketrans(",.", ".,")
PLACE: Final = re.compile(r"\{(\w+)(?::(\w+))?\}")


def columns(template: str) -> tuple[str, ...]:
    """The evidence columns a sentence names."""
    return tuple(found[1] for found in PLACE.finditer(template))


def sentences(template: str, rows: pa.Table, language: Language) -> Iterator[str]:
    """One sentence per row of evidence. Raises KeyError where the sentence names a column that the rows lack."""
    pieces = PLACE.split(template)
    literals = [piece.replace("%", "%%") for piece in pieces[0::3]]
    shown = [_column(rows[name], form or "", language) for name, form in zip(pieces[1::3], pieces[2::3], strict=True)]
    sentence = "%s".join(literals)
    if not shown:
        return iter([template] * rows.num_rows)
    return (sentence % values for values in zip(*shown, strict=True))


def _column(values: pa.ChunkedArray, form: str, language: Language) -> list[str]:
    """Each value as it is shown, "–" for none. A value that comes again is put into words once."""
    if not form and pa.types.is_string(values.type):
        return list(pc.fill_null(values, NONE).to_pylist())
    show = _shower(form, language)
    encoded = values.combine_chunks().dictionary_encode()
    words = [show(value) for value in encoded.dictionary.to_pylist()]
    return [NONE if place is None else words[place] for place in encoded.indices.to_pylist()]


def _shower(form: str, language: Language) -> Callable[[Any], str]:
    match form:
        case "money":
            return lambda value: number(value / 100, 0 if value % 100 == 0 else 2, language)
        case "amount":
            return lambda value: number(value, 0 if float(value).is_integer() else 2, language)
        case "percent":
            return lambda value: number(value * 100, 1, language) + ("%" if language == "en" else " %")
        case "date":
            return day
        case "":
            return lambda value: day(value) if isinstance(value, date) else str(value)
        case _:
            return lambda value: number(value, int(form), language)


def number(value: float, decimals: int, language: Language) -> str:
    """A number as people write it: 1.234,5 in Indonesian, 1,234.5 in English; what rounds to nothing but is not: <0,0001."""
    least = 10**-decimals
    text = f"<{least:.{decimals}f}" if decimals and 0 < value < least / 2 else f"{value:,.{decimals}f}"
    return text if language == "en" else text.translate(_INDONESIAN)


def day(value: date) -> str:
    """A day, or a moment to the minute, in the one order that nobody mistakes."""
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else f"{value:%Y-%m-%d}"
