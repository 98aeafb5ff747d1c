"""Instruments out of their data files. A new questionnaire is a new file; what is wrong with one is named with its place."""

import hashlib
import os
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, get_args

from amanah.engines.instruments import requirements
from amanah.engines.instruments.definition import (
    Band,
    Condition,
    Document,
    Formula,
    Instrument,
    Kind,
    Link,
    OverUnits,
    Part,
    Predicate,
    Question,
    Relation,
    RollUp,
    Scale,
)
from amanah.kernel import clock
from amanah.rulebook.rules import Text

OURS: Final = Path(__file__).parent / "data"
OVERLAY: Final = "AMANAH_INSTRUMENTS"
"""The environment variable that names an institution's own folder of instruments, of the same form."""

BUILT_IN: Final[Mapping[str, tuple[Kind, Decimal]]] = {
    "percentage": ("percentage", Decimal(100)),
    "survey": ("number", Decimal(4)),
    "maturity": ("level", Decimal(5)),
    "pair": ("pair", Decimal(1)),
}
"""Types that are no scale, and the highest number that each takes."""


class InstrumentError(Exception):
    """A data file that cannot be used; the text names file and place."""


class NotInForce(LookupError):  # noqa: N818 - an answer, not an error of the program
    """No edition of the instrument is in force on that day."""


@cache
def editions() -> Mapping[str, tuple[Instrument, ...]]:
    """Every instrument by id with its editions, the oldest first; the institution's own stand beside ours, or over the same edition.

    Raises InstrumentError.
    """
    folders = [OURS, *([Path(os.environ[OVERLAY])] if os.environ.get(OVERLAY) else [])]
    found: dict[str, dict[str, Instrument]] = {}
    for path in (path for folder in folders for path in (*sorted(folder.glob("*.toml")), *requirements.editions_in(folder))):
        one = read(path)
        found.setdefault(one.id, {})[one.edition] = one
    return {key: tuple(sorted(some.values(), key=lambda one: one.since)) for key, some in found.items()}


def in_force(key: str, day: date) -> Instrument:
    """The edition of an instrument in force on a day, the newest where several are. Raises KeyError, NotInForce or InstrumentError."""
    for one in reversed(editions()[key]):
        if one.since <= day and (one.until is None or day <= one.until):
            return one
    raise NotInForce(f"no edition of {key} is in force on {day}")


def instruments() -> Mapping[str, Instrument]:
    """Every instrument by id as it is in force today; one that is not, in its newest edition. Raises InstrumentError."""
    return {key: _present(key, some) for key, some in editions().items()}


def _present(key: str, some: tuple[Instrument, ...]) -> Instrument:
    try:
        return in_force(key, clock.today())
    except NotInForce:
        return some[-1]


def read(path: Path) -> Instrument:
    """One instrument, with the requirements that it shares with others beside it. Raises InstrumentError naming the place."""
    try:
        content = "\n".join(one.read_bytes().decode() for one in (path, *requirements.beside(path)))
    except UnicodeDecodeError as error:
        raise InstrumentError(f"{path.name}: {type(error).__name__}: {error}") from error
    return parse(content, path.name)


@lru_cache(maxsize=64)
def parse(content: str, name: str) -> Instrument:
    """One instrument out of the text of its file. Raises InstrumentError naming the place; `name` is what the text is called there."""
    try:
        raw = tomllib.loads(content, parse_float=Decimal)
        found = _instrument(requirements.unfolded(raw), content)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, InvalidOperation) as error:
        raise InstrumentError(f"{name}: {type(error).__name__}: {error}") from error
    wrong = list(_wrong(found))
    if wrong:
        raise InstrumentError(f"{name}: " + "; ".join(wrong))
    return found


def _instrument(raw: Mapping[str, Any], content: str) -> Instrument:
    scales = {name: _scale(name, values) for name, values in raw.get("scales", {}).items()}
    return Instrument(
        id=raw["id"],
        title=_text(raw["title"]),
        edition=raw["edition"],
        since=raw["since"],
        until=raw.get("until"),
        source=raw["source"],
        status=raw["status"],
        mark=raw["mark"],
        note=_text(raw.get("note", "")),
        parts=tuple(_part(one, "", scales) for one in raw["parts"]),
        predicates=tuple(_predicate(one) for one in raw.get("predicates", ())),
        bands=tuple(
            Band(one["grade"], _text(one["title"]), Decimal(one["bound"]), one.get("inclusive", False)) for one in raw.get("bands", ())
        ),
        links=tuple(_link(one) for one in raw.get("links", ())),
        counts={name: _text(title) for name, title in raw.get("counts", {}).items()},
        over_units=raw.get("over_units", "mean"),
        documents=tuple(
            Document(one["key"], tuple(one["clauses"]), one.get("documented", ""), _text(one["title"]), _text(one.get("hint", "")))
            for one in raw.get("documents", ())
        ),
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        content=content,
    )


def _link(raw: Mapping[str, Any]) -> Link:
    return Link(raw["question"], raw["to"], raw["relation"], raw.get("edition", ""), raw.get("mark", "D"))


def _scale(name: str, raw: Mapping[str, Any]) -> Scale:
    also = {str(other).casefold(): answer for answer, others in raw.get("also", {}).items() for other in others}
    values = {answer: Decimal(value) for answer, value in raw.items() if answer not in {"also", "apart", "titles"}}
    titles = {answer: _text(title) for answer, title in raw.get("titles", {}).items()}
    return Scale(name, values, also, tuple(raw.get("apart", ())), titles)


def _part(raw: Mapping[str, Any], above: str, scales: Mapping[str, Scale]) -> Part:
    key = f"{above}.{raw['key']}" if above else raw["key"]
    return Part(
        key=key,
        title=_text(raw["title"]),
        weight=Decimal(raw["weight"]),
        roll_up=raw.get("roll_up", "mean" if "questions" in raw else "sum"),
        parts=tuple(_part(one, key, scales) for one in raw.get("parts", ())),
        questions=tuple(_question(one, key, scales) for one in raw.get("questions", ())),
        mark=raw.get("mark", ""),
        note=_text(raw.get("note", "")),
    )


def _question(raw: Mapping[str, Any], above: str, scales: Mapping[str, Scale]) -> Question:
    name = raw["type"]
    scale = scales.get(name)
    kind: Kind = "choice" if scale else BUILT_IN[name][0]
    return Question(
        key=raw.get("name") or f"{above}.{raw['key']}",
        place=raw.get("name") or raw["key"],
        text=_text(raw["text"]),
        type=name,
        kind=kind,
        scale=scale,
        highest=Decimal(1) if scale else BUILT_IN[name][1],
        formula=_formula(raw["formula"]) if "formula" in raw else None,
        evidence=tuple(_text(one) for one in raw.get("evidence", ())),
        criteria=tuple(_text(one) for one in raw.get("criteria", ())),
        weight=Decimal(raw["weight"]) if "weight" in raw else None,
        documented=raw.get("documented", ""),
        mark=raw.get("mark", ""),
        news=raw.get("news", ""),
        note=_text(raw.get("note", "")),
    )


def _formula(raw: Mapping[str, Any]) -> Formula:
    empty = Decimal(raw.get("empty", 0))
    return Formula(raw["over"], raw["under"], raw.get("less", ""), empty, Decimal(raw.get("zero_both", empty)))


def _predicate(raw: Mapping[str, Any]) -> Predicate:
    conditions = tuple(
        Condition(
            _text(one["title"]),
            tuple(one.get("parts", ())),
            Decimal(one["points"]) if "points" in one else None,
            Decimal(one["percent"]) if "percent" in one else None,
        )
        for one in raw["conditions"]
    )
    return Predicate(raw["key"], _text(raw["title"]), conditions, raw.get("before", ""))


def _text(raw: str | Mapping[str, str]) -> Text:
    return Text(raw, raw) if isinstance(raw, str) else Text(raw["id"], raw.get("en", raw["id"]))


def _wrong(one: Instrument) -> Iterator[str]:
    keys = [question.key for question in one.questions]
    for key in {key for key in keys if keys.count(key) > 1}:
        yield f"two questions are called {key}"
    for part in one.every_part.values():
        if part.parts and part.questions:
            yield f"{part.key} has both parts and questions"
        if part.parts and sum((below.weight for below in part.parts), Decimal(0)) != part.weight:
            yield f"the parts of {part.key} weigh {sum(below.weight for below in part.parts)}, not {part.weight}"
        if not part.parts and not part.questions:
            yield f"{part.key} is empty"
        yield from _misweighed(part)
    for question in one.questions:
        if question.kind == "pair" and question.formula is None:
            yield f"{question.key} is a pair of counts without a formula"
        if question.scale and not all(0 <= value <= 1 for value in question.scale.values.values()):
            yield f"{question.scale.name} has a value outside 0 to 1"
    yield from _astray(one, keys)


def _astray(one: Instrument, keys: list[str]) -> Iterator[str]:
    """Names of parts and questions that there are not."""
    for condition in (condition for predicate in one.predicates for condition in predicate.conditions):
        for key in set(condition.parts) - set(one.every_part):
            yield f"a predicate names the part {key}, which there is not"
    for name in set(one.counts) - {name for question in one.questions if question.formula for name in question.formula.counts}:
        yield f"counts names {name}, which no formula has"
    for link in one.links:
        if link.question not in keys:
            yield f"a link names the question {link.question}, which there is not"
        if link.relation not in get_args(Relation):
            yield f"a link of {link.question} says {link.relation!r}; there are {', '.join(get_args(Relation))}"
    for document in one.documents:
        for key in set(document.clauses) - set(one.every_part):
            yield f"the document {document.key} names the clause {key}, which there is not"
    if one.over_units not in get_args(OverUnits):
        yield f"over_units is {one.over_units!r}; there are {', '.join(get_args(OverUnits))}"


def _misweighed(part: Part) -> Iterator[str]:
    """A rule that there is not, and weights of questions that say something else than their part."""
    if part.roll_up not in get_args(RollUp):
        yield f"{part.key} rolls up by {part.roll_up!r}; there are {', '.join(get_args(RollUp))}"
    weights = [question.weight for question in part.questions]
    if part.roll_up != "weighted":
        if any(weight is not None for weight in weights):
            yield f"the questions of {part.key} have weights, but it is not weighted"
    elif sum((weight or Decimal(0) for weight in weights), Decimal(0)) != part.weight or None in weights:
        yield f"the questions of {part.key} do not weigh {part.weight} together"
