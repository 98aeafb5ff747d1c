"""Criteria out of their data files. What is wrong with one is named with its place."""

import hashlib
import os
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from amanah.engines.risks.criteria.definition import KINDS, TONES, Band, Criteria, Level
from amanah.kernel import clock
from amanah.rulebook.rules import MARKS, STATUSES, Text

OURS: Final = Path(__file__).parent / "data"
OVERLAY: Final = "AMANAH_RISK_CRITERIA"
"""The environment variable that names an institution's own folder, of the same form, which comes before ours."""
CHOICE: Final = "in_force.toml"
"""The file of a folder that says which criteria apply from which day on."""


class CriteriaError(Exception):
    """A data file that cannot be used; the text names file and place."""


@dataclass(frozen=True, slots=True)
class Choice:
    """From `since` on, risks are scored with the criteria of that id; why, and whether somebody read it in the institution's rule."""

    since: date
    criteria: str
    source: str
    status: str
    mark: str


@cache
def criteria() -> Mapping[str, Criteria]:
    """Every criteria that there are, ours and the institution's own over them, by id. Raises CriteriaError."""
    paths = (path for folder in _folders() for path in sorted(folder.glob("*.toml")) if path.name != CHOICE)
    return {one.id: one for path in paths for one in [_read(path)]}


@cache
def choices() -> tuple[Choice, ...]:
    """Which criteria apply since when, oldest first: the institution's own say where it has one, else ours. Raises CriteriaError."""
    path = next(path for folder in reversed(_folders()) if (path := folder / CHOICE).is_file())
    try:
        rows = tomllib.loads(path.read_text("utf-8"))["in_force"]
        found = tuple(Choice(row["since"], row["criteria"], row["source"], row["status"], row["mark"]) for row in rows)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise CriteriaError(f"{path.name}: {type(error).__name__}: {error}") from error
    wrong = [f"{one.criteria} is nowhere" for one in found if one.criteria not in criteria()]
    wrong += [f"{later.since} does not come after {earlier.since}" for earlier, later in pairwise(found) if later.since <= earlier.since]
    if wrong or not found:
        raise CriteriaError(f"{path.name}: " + ("; ".join(wrong) or "says nothing"))
    return found


def in_force(day: date | None = None) -> Criteria:
    """What a risk is scored with on that day, or today. Raises CriteriaError before the first."""
    on = day or clock.today()
    chosen = [choice for choice in choices() if choice.since <= on]
    if not chosen:
        raise CriteriaError(f"no criteria are in force on {on}")
    return criteria()[chosen[-1].criteria]


def refresh() -> None:
    """Read the folders anew."""
    criteria.cache_clear()
    choices.cache_clear()


def parse(content: str, name: str = "criteria") -> Criteria:
    """Criteria from the text of their file. Raises CriteriaError naming the place."""
    try:
        raw = tomllib.loads(content)
        found = _criteria(raw, content)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise CriteriaError(f"{name}: {type(error).__name__}: {error}") from error
    wrong = list(_wrong(found))
    if wrong:
        raise CriteriaError(f"{name}: " + "; ".join(wrong))
    return found


def _folders() -> list[Path]:
    own = os.environ.get(OVERLAY)
    return [OURS, Path(own)] if own else [OURS]


def _read(path: Path) -> Criteria:
    try:
        return parse(path.read_bytes().decode(), path.name)
    except UnicodeDecodeError as error:
        raise CriteriaError(f"{path.name}: {error}") from error


def _criteria(raw: Mapping[str, Any], content: str) -> Criteria:
    likelihood, impact = _levels(raw["likelihood"]), _levels(raw["impact"])
    return Criteria(
        id=raw["id"],
        title=_text(raw["title"]),
        edition=raw["edition"],
        since=raw["since"],
        until=raw.get("until"),
        source=raw["source"],
        status=raw["status"],
        mark=raw["mark"],
        note=_text(raw["note"]) if "note" in raw else None,
        likelihood=likelihood,
        impact=impact,
        areas={key: _text(title) for key, title in raw["areas"].items()},
        table=_table(raw["table"], len(likelihood), len(impact)),
        bands=tuple(Band(one["key"], _text(one["title"]), one["tone"], one["upto"], rank) for rank, one in enumerate(raw["bands"], 1)),
        appetite=raw["appetite"],
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        content=content,
    )


def _levels(raw: Sequence[Mapping[str, Any]]) -> tuple[Level, ...]:
    return tuple(
        Level(
            number, _text(one["title"]), {area: _text(words) for area, words in one.get("meanings", {}).items()}, tuple(one.get("also", ()))
        )
        for number, one in enumerate(raw, 1)
    )


def _table(raw: str | Sequence[Sequence[int]], likelihood: int, impact: int) -> tuple[tuple[int, ...], ...]:
    """The rows of the table, likelihood 1 first; the word "product" multiplies."""
    if raw == "product":
        return tuple(tuple(row * column for column in range(1, impact + 1)) for row in range(1, likelihood + 1))
    return tuple(tuple(row) for row in raw) if not isinstance(raw, str) else ()


def _text(raw: Mapping[str, str]) -> Text:
    return Text(raw["id"], raw["en"])


def _wrong(one: Criteria) -> Iterator[str]:
    if len(one.table) != len(one.likelihood) or any(len(row) != len(one.impact) for row in one.table):
        yield f"the table is not {len(one.likelihood)} by {len(one.impact)}"
        return
    if one.status not in STATUSES or one.mark not in MARKS:
        yield f"status {one.status!r} or mark {one.mark!r} is unknown"
    yield from _wrong_cells(one)
    yield from _wrong_bands(one)
    for level in (*one.likelihood, *one.impact):
        for area in sorted(set(level.meanings) - set(one.areas)):
            yield f"{level.title.id} has a meaning for {area}, which is no area"


def _wrong_bands(one: Criteria) -> Iterator[str]:
    keys = [band.key for band in one.bands]
    if any(later.upto <= earlier.upto for earlier, later in pairwise(one.bands)):
        yield "the bands do not rise"
    if not one.bands or one.bands[-1].upto < one.highest:
        yield f"no band reaches {one.highest}"
    if len(set(keys)) < len(keys):
        yield "two bands have one key"
    for band in one.bands:
        if band.tone not in TONES:
            yield f"the band {band.key} has the tone {band.tone!r}, which is none of {', '.join(TONES)}"
    for kind in KINDS:
        if one.appetite.get(kind) not in keys:
            yield f"the appetite for {kind} names no band"


def _wrong_cells(one: Criteria) -> Iterator[str]:
    for likelihood, row in enumerate(one.table, 1):
        for impact, score in enumerate(row, 1):
            place = f"the cell {likelihood} × {impact}"
            if type(score) is not int or score < 1:
                yield f"{place} holds {score!r}, which is no score"
            elif impact > 1 and score < row[impact - 2]:
                yield f"{place} is less than with a lower impact"
            elif likelihood > 1 and score < one.table[likelihood - 2][impact - 1]:
                yield f"{place} is less than with a lower likelihood"
