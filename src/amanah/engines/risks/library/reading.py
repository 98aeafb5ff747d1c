"""The library out of its data files. A new scheme is a new table in a file; what is wrong with one is named with its place."""

import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from amanah.engines.risks import declare
from amanah.engines.risks.controls import declare as control_words
from amanah.engines.risks.library.definition import Effect, Library, Pattern, Process, Scheme
from amanah.engines.risks.redflags import red_flags
from amanah.rulebook.rules import Text

OURS: Final = Path(__file__).parent / "data"
OVERLAY: Final = "AMANAH_SCHEMES"
"""The environment variable that names an institution's own folder of the same form; an id that we ship replaces ours."""

PARTS: Final = ("processes", "controls", "schemes")
"""What a file may hold; the later name the earlier."""
EVENT, CONTROL = 300, 160
"""The most characters of an event and of a control's title, as the register keeps them."""
CLAUSE: Final = re.compile(r"(4|5|6|7|8|9|10)(\.[1-9]\d?){1,3}")
ATTRIBUTES, INDICATORS = 10, 13
"""How many attributes the fraud control plan has, and how many indicators the index of effective corruption control."""


Made = TypeVar("Made")


class LibraryError(Exception):
    """A data file that cannot be used; the text names file and entry."""


@cache
def library() -> Library:
    """Processes, controls and schemes, ours and the institution's own over them. Raises LibraryError."""
    folders = [OURS, *([Path(os.environ[OVERLAY])] if os.environ.get(OVERLAY) else [])]
    return read(folders)


def read(folders: list[Path]) -> Library:
    """The library of some folders, later ones over earlier ones. Raises LibraryError naming file and entry."""
    processes: dict[str, Process] = {}
    controls: dict[str, Pattern] = {}
    schemes: dict[str, Scheme] = {}
    files = [(path, _parsed(path)) for folder in folders for path in sorted(folder.glob("*.toml"))]
    processes.update(_each(files, "processes", _process))
    controls.update(_each(files, "controls", _pattern))
    schemes.update(_each(files, "schemes", lambda raw: _scheme(raw, processes, controls)))
    order = list(processes)
    ordered = sorted(schemes.values(), key=lambda scheme: order.index(scheme.process.id))
    return Library(processes, controls, {scheme.id: scheme for scheme in ordered})


def _each(files: list[tuple[Path, dict[str, Any]]], part: str, make: Callable[[Mapping[str, Any]], Made]) -> Iterator[tuple[str, Made]]:
    for path, content in files:
        for raw in content.get(part, ()):
            try:
                yield raw["id"], make(raw)
            except (KeyError, TypeError, ValueError) as error:
                raise LibraryError(f"{path.name}, {raw.get('id', '?')}: {type(error).__name__}: {error}") from error


def _parsed(path: Path) -> dict[str, Any]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LibraryError(f"{path.name}: {error}") from error
    for key in set(content) - set(PARTS):
        raise LibraryError(f"{path.name}: {key} is none of {', '.join(PARTS)}")
    return content


def _process(raw: Mapping[str, Any]) -> Process:
    return Process(raw["id"], _text(raw["title"]))


def _pattern(raw: Mapping[str, Any]) -> Pattern:
    return Pattern(
        id=raw["id"],
        title=_text(raw["title"], CONTROL),
        nature=_one_of(raw["nature"], control_words.NATURES),
        sort=_one_of(raw["sort"], control_words.SORTS),
        way=_one_of(raw["way"], control_words.WAYS),
        frequency=_one_of(raw["frequency"], control_words.FREQUENCIES),
        key=raw.get("key", False),
        evidence=_text(raw["evidence"]),
    )


def _scheme(raw: Mapping[str, Any], processes: Mapping[str, Process], controls: Mapping[str, Pattern]) -> Scheme:
    return Scheme(
        id=raw["id"],
        kind=_one_of(raw["kind"], declare.KINDS),
        process=processes[_one_of(raw["process"], processes)],
        fraud_type=_one_of(raw["fraud_type"], declare.FRAUD_TYPES),
        corruption_type=_one_of(raw["corruption_type"], declare.CORRUPTION_TYPES),
        collusion=raw["collusion"],
        stage=_text(raw["stage"]),
        title=_text(raw["title"], EVENT),
        how=_text(raw["how"]),
        inside=_texts(raw["inside"]),
        outside=_texts(raw["outside"]),
        pressure=_texts(raw["pressure"]),
        opportunity=_texts(raw["opportunity"]),
        rationalisation=_texts(raw["rationalisation"]),
        consequences=tuple(Effect(_text(one["text"]), _one_of(one["area"], declare.AREAS)) for one in raw["consequences"]),
        red_flags=tuple(_one_of(flag, red_flags()) for flag in raw["red_flags"]),
        controls=tuple(controls[_one_of(control, controls)] for control in raw["controls"]),
        measure=_text(raw["measure"]),
        clauses=tuple(_matching(raw["clauses"], lambda clause: CLAUSE.fullmatch(clause) is not None, "a clause of ISO 37001")),
        fcp=tuple(_matching(raw["fcp"], _up_to(ATTRIBUTES), "an attribute of the fraud control plan")),
        iepk=tuple(_matching(raw["iepk"], _up_to(INDICATORS), "an indicator of the index")),
        blind=_text(raw["blind"]),
    )


def _text(raw: Mapping[str, str], most: int = 0) -> Text:
    """A text in both languages. Raises ValueError where one is missing or longer than the register keeps."""
    made = Text(raw["id"].strip(), raw["en"].strip())
    if not made.id or not made.en:
        raise ValueError("a text lacks a language")
    if most and max(len(made.id), len(made.en)) > most:
        raise ValueError(f"“{made.id}” is longer than {most}")
    return made


def _texts(raw: list[Mapping[str, str]]) -> tuple[Text, ...]:
    return tuple(_text(one) for one in raw)


def _one_of(code: str, known: Mapping[str, Any]) -> str:
    if code not in known:
        raise ValueError(f"{code} is not known")
    return code


def _matching(raw: list[str], fits: Callable[[str], bool], what: str) -> Iterator[str]:
    for one in raw:
        if not fits(one):
            raise ValueError(f"{one} is not {what}")
        yield one


def _up_to(most: int) -> Callable[[str], bool]:
    return lambda one: one.isdecimal() and 1 <= int(one) <= most
