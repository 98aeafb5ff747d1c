"""Cells as people write them, into values: numbers with either comma, days in many orders, months in two languages. As DuckDB's SQL.

A column is judged as a whole: what its cells look like together decides what an ambiguous one means.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import duckdb

from amanah.redflags.schema import Kind, Schema

NOTHING: Final = ("", "-", "–", "n/a", "#n/a", "na", "null", "none", "nil", "nihil", "tidak ada")
"""What stands in a cell that is empty; in a column of text only the first counts."""

NUMBER: Final = r"[-+(]?\s*(?i:rp\.?|idr|usd|gbp|eur|jpy|[£$€¥])?\s*[-+(]?[0-9][0-9.,\s]*(,-|-)?\)?"
TRUE: Final = "('true', 't', '1', 'yes', 'y', 'ya', 'benar')"
FALSE: Final = "('false', 'f', '0', 'no', 'n', 'tidak', 'bukan', 'salah')"
YEARS: Final = (1900, 2100)
"""A day outside is a slip of the pen."""

MONTHS: Final[Mapping[str, str]] = {
    "januari": "january", "februari": "february", "maret": "march", "mei": "may", "juni": "june", "juli": "july",
    "agustus": "august", "agt": "aug", "agu": "aug", "ags": "aug", "oktober": "october", "okt": "oct", "nopember": "november",
    "nop": "nov", "desember": "december", "des": "dec", "pebruari": "february", "peb": "feb",
}  # fmt: skip
"""Indonesian months that DuckDB would not know, as it knows them."""

DAY_FIRST: Final = ("%d/%m/%y", "%d/%m/%Y", "%d-%m-%y", "%d-%m-%Y", "%d.%m.%y", "%d.%m.%Y")
MONTH_FIRST: Final = ("%m/%d/%y", "%m/%d/%Y", "%m-%d-%y", "%m-%d-%Y")
NAMED: Final = ("%d %B %y", "%d %B %Y", "%d %b %y", "%d %b %Y", "%d-%b-%y", "%d-%b-%Y", "%d-%B-%Y", "%B %d, %Y", "%b %d, %Y", "%d/%b/%Y")
PLAIN: Final = ("%Y%m%d", "%Y/%m/%d", "%Y-%m-%d")
TIMES: Final = ("", " %H:%M:%S", " %H:%M", " %I:%M %p", " %I:%M:%S %p", " %H.%M", " %H:%M:%S.%f")


@dataclass(frozen=True, slots=True)
class Habit:
    """How one column is written."""

    decimal_comma: bool = False
    month_first: bool = False
    plain: bool = False
    """Every cell is written as SQL writes it."""
    certain: bool = False
    """Every cell that is not empty was read as a value already."""
    offsets: bool = False
    """Some times carry their offset from UTC."""
    doubtful: str = ""
    """What was guessed, in words, for the person to check."""


def habits(cells: duckdb.DuckDBPyRelation, schema: Schema, columns: Sequence[str]) -> dict[str, Habit]:
    """The habit of each of these columns of text cells (already trimmed), found in two passes over the table at most.

    The first asks what is quick to see; only columns with anything out of the way are looked at closely.
    """
    kinds = {column: schema.column(column).kind for column in columns}
    seen = _counted(cells, {column: _glance(f'"{column}"', kind) for column, kind in kinds.items()})
    close = {column: _probes(f'"{column}"', kinds[column]) for column in columns if any(seen[column].values())}
    looked = _counted(cells, close)
    return {column: _habit(kind, {**seen[column], **looked.get(column, {})}) for column, kind in kinds.items()}


def _counted(cells: duckdb.DuckDBPyRelation, probes: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, int]]:
    """How many cells fulfil each condition of each column."""
    asked = [f"count(*) filter (where {condition})" for probe in probes.values() for condition in probe.values()]
    counts = iter(cells.aggregate(", ".join(asked)).fetchone() or ()) if asked else iter(())
    return {column: {name: int(next(counts)) for name in probe} for column, probe in probes.items()}


def _glance(column: str, kind: Kind) -> dict[str, str]:
    """What makes a closer look necessary, in SQL without patterns: where none of it is there, cells are as SQL writes them."""
    match kind:
        case "money" | "number" | "integer":
            dot = f"strpos({column}, '.')"
            return {
                "strange": lacking(f"try_cast({column} as double)", filled(column, kind)),
                "by_three": f"{dot} > 0 and length({column}) - {dot} = 3",
            }
        case "date":
            return {"strange": lacking(_within(f"try_cast({column} as timestamp)"), filled(column, kind))}
        case "time":
            tail = f"substr({column}, 12)"
            return {
                "strange": lacking(_within(f"try_cast({column} as timestamp)"), filled(column, kind)),
                "offset_like": f"strpos({tail}, 'Z') > 0 or strpos({tail}, '+') > 0 or strpos({tail}, '-') > 0",
            }
        case _:
            return {}


def _probes(column: str, kind: Kind) -> dict[str, str]:
    match kind:
        case "money" | "number" | "integer":
            return {
                "dots": rf"regexp_full_match({column}, '.*\d\.\d+\D*')",
                "dot_thousands": rf"regexp_full_match({column}, '\D*\d{{1,3}}(\.\d{{3}})+\D*')",
                "dots_twice": rf"regexp_full_match({column}, '.*\d\.\d{{3}}\.\d.*')",
                "comma_decimal": rf"regexp_full_match({column}, '\D*[\d.]+,\d{{1,2}}\D*')",
            }
        case "date" | "time":
            return {
                "second_over_12": rf"try_cast(regexp_extract({column}, '^\d{{1,2}}[/.-](\d{{1,2}})[/.-]\d', 1) as integer) > 12",
                "first_over_12": rf"try_cast(regexp_extract({column}, '^(\d{{1,2}})[/.-]\d{{1,2}}[/.-]\d', 1) as integer) > 12",
                "either": rf"regexp_matches({column}, '^\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d')",
                "offset": rf"regexp_matches({column}, '\d:\d\d.*(Z|[+-]\d\d(:?\d\d)?)$')" if kind == "time" else "false",
            }
        case _:
            return {}


def _habit(kind: Kind, seen: Mapping[str, int]) -> Habit:
    if not any(seen.values()):
        moments = kind in {"date", "time"}
        return Habit(plain=moments or kind in {"money", "number", "integer"}, certain=moments)
    match kind:
        case "money" | "number" | "integer":
            all_thousands = bool(seen["dots"]) and seen["dots"] == seen["dot_thousands"] and not seen["dots_twice"]
            comma = bool(seen["dots_twice"]) or (bool(seen["comma_decimal"]) and seen["dots"] == seen["dot_thousands"]) or all_thousands
            doubt = "1.500 is read as one thousand five hundred" if all_thousands and not seen["comma_decimal"] else ""
            return Habit(decimal_comma=comma, plain=not seen["strange"] and not comma, doubtful=doubt)
        case "date" | "time":
            month_first = bool(seen["second_over_12"]) and not seen["first_over_12"]
            undecided = bool(seen["either"]) and not seen["second_over_12"] and not seen["first_over_12"]
            doubt = "03/04 is read as 3 April: no day above 12 decides it" if undecided else ""
            return Habit(month_first=month_first, plain=not seen["strange"], offsets=bool(seen["offset"]), doubtful=doubt)
        case _:
            return Habit()


def trimmed(column: str) -> str:
    """SQL: the cell without space around it. Only cells that may have some are trimmed, which takes six times as long as looking."""
    spaced = f"{column} < '!' or ends_with({column}, ' ') or strlen({column}) <> length({column})"
    return f"case when {spaced} then trim({column}) else {column} end"


def lacking(value: str, needed: str) -> str:
    """SQL: there is no value although there should be one. Whether there should is asked where there is none, which is seldom."""
    return f"case when {value} is null then {needed} else false end"


def filled(column: str, kind: Kind) -> str:
    """SQL: the cell is not empty. Quick where cells are numbers: only a short word is looked up."""
    if kind == "text":
        return f"{column} <> ''"
    words = ", ".join(f"'{word}'" for word in NOTHING)
    return f"({column} <> '' and (length({column}) > 9 or lower({column}) not in ({words})))"


def value(column: str, kind: Kind, habit: Habit, zone: str) -> str:
    """SQL: the cell as a value of its kind; null where it is empty or cannot be read."""
    written: dict[Kind, Callable[[], str]] = {
        "text": lambda: f"nullif({column}, '')",
        "money": lambda: _number(column, kind, habit),
        "number": lambda: _number(column, kind, habit),
        "integer": lambda: _number(column, kind, habit),
        "date": lambda: f"cast({_within(_moment(column, habit, ''))} as date)",
        "time": lambda: _within(_moment(column, habit, zone)),
        "flag": lambda: f"case when lower({column}) in {TRUE} then true when lower({column}) in {FALSE} then false end",
    }
    return written[kind]()


def _number(column: str, kind: Kind, habit: Habit) -> str:
    plain = _exact(column, kind)
    if habit.plain:
        return plain
    digits = f"regexp_replace({column}, '[^0-9.,]', '', 'g')"
    bare = f"replace(replace({digits}, '.', ''), ',', '.')" if habit.decimal_comma else f"replace({digits}, ',', '')"
    tidy = f"rtrim({bare}, '.')"
    sign = f"case when regexp_matches({column}, '^[^0-9]*[-(]|[0-9]-$') then -1 else 1 end"
    written = f"case when regexp_full_match({column}, '{NUMBER}') then {_exact(tidy, kind)} * {sign} end"
    return written if habit.decimal_comma else f"coalesce({plain}, {written})"


def _exact(text: str, kind: Kind) -> str:
    """A text as hundredths, a whole number or a number, rounded half up. What a double holds exactly spares 128 bits: far faster."""
    decimal = f"try_cast({text} as decimal(28, 6))"
    dot = f"strpos({text}, '.')"
    match kind:
        case "money":
            fits = f"length({text}) <= 15 and ({dot} = 0 or length({text}) - {dot} <= 2)"
            quick, slow = f"try_cast(round(try_cast({text} as double) * 100) as bigint)", f"try_cast(round({decimal} * 100) as bigint)"
        case "integer":
            fits, quick, slow = f"{dot} = 0", f"try_cast({text} as bigint)", f"try_cast({decimal} as bigint)"
        case _:
            fits, quick, slow = (
                f"length({text}) <= 15 and not {text} ilike '%n%'",
                f"try_cast({text} as double)",
                f"cast({decimal} as double)",
            )
    return f"case when {fits} then {quick} else {slow} end"


def _moment(column: str, habit: Habit, zone: str) -> str:
    plain = f"try_cast({column} as timestamp)"
    if habit.offsets and zone:
        there = f"timezone('{zone}', try_cast({column} as timestamptz))"
        plain = rf"case when regexp_matches({column}, '\d:\d\d.*(Z|[+-]\d\d(:?\d\d)?)$') then {there} else {plain} end"
    if habit.plain:
        return plain
    plain = _within(plain)  # 04-03-26 would be a day of the year 4
    days = (*(MONTH_FIRST if habit.month_first else DAY_FIRST), *NAMED, *PLAIN)
    formats = ", ".join(f"'{day}{time}'" for time in TIMES for day in days)
    text = rf"regexp_replace(lower({column}), '^(\w+day|senin|selasa|rabu|kamis|jum.?at|sabtu|minggu),?\s+', '')"
    months = text
    for ours, theirs in MONTHS.items():
        months = rf"regexp_replace({months}, '\b{ours}\b', '{theirs}')"
    named = rf"case when regexp_matches({text}, '[a-z]{{3}}') then {months} else {text} end"
    serial = (
        rf"case when regexp_full_match({column}, '[2-7]\d{{4}}(\.\d+)?') then date '1899-12-30' + try_cast({column} as double)::integer end"
    )
    return f"coalesce({plain}, try_strptime({named}, [{formats}]), {serial})"


def _within(moment: str) -> str:
    low, high = YEARS
    return f"case when year({moment}) between {low} and {high} then {moment} end"
