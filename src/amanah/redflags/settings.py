"""The file of `--params`: TOML, or a settings file of Cardinal as it is, whose names the eleven indicators keep."""

import configparser
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from amanah.redflags.indicator import Catalogue, Indicator
from amanah.redflags.parameters import EVERYWHERE, Parameter, ParameterError

FOR_PREPARE: Final = ("output", "defaults", "redactions", "corrections", "modifications", "codelists")
"""Sections that are for Cardinal's `prepare` command or its messages. They change no indicator and are passed over."""
GLOBAL: Final = "everywhere"
COLUMNS: Final = "columns"
LISTS: Final = ("procurement_methods",)
YES: Final[Mapping[str, bool]] = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person set. `only`: with a file of Cardinal, the indicators that it switches on; else none, which means all."""

    indicators: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    shared: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    only: tuple[str, ...] = ()

    def of(self, one: Indicator) -> Mapping[str, Any]:
        """The parameters set for an indicator."""
        return self.indicators.get(one.id, {})


def load(path: Path | None, catalogue: Catalogue) -> Settings:
    """Read a settings file: one of Cardinal where it is called `.ini` or is no TOML. Raises ParameterError with the place at fault."""
    if path is None:
        return Settings()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(f"{path.name}: {error}") from error
    if path.suffix.casefold() != ".ini":
        try:
            return _checked(tomllib.loads(text), path.name, catalogue)
        except tomllib.TOMLDecodeError as error:
            if path.suffix.casefold() == ".toml":
                raise ParameterError(f"{path.name}: {error}") from error
    given = _of_cardinal(text, path.name)
    found = _checked(given, path.name, catalogue)
    return Settings(found.indicators, found.shared, found.columns, only=tuple(found.indicators))


def _of_cardinal(text: str, file: str) -> dict[str, Any]:
    reader = configparser.RawConfigParser(
        delimiters=("=",), comment_prefixes=(";", "#"), strict=False, default_section="", empty_lines_in_values=False
    )
    reader.optionxform = str  # type: ignore[assignment,method-assign]  # names of methods keep their capitals
    try:
        reader.read_string(f"[{GLOBAL}]\n{text}", source=file)
    except configparser.Error as error:
        raise ParameterError(f"{file}: {str(error).splitlines()[0]}") from error
    given: dict[str, Any] = dict(reader[GLOBAL])
    for name in reader.sections():
        whole, _dot, part = name.partition(".")
        if name == GLOBAL or whole in FOR_PREPARE:
            continue
        section = given.setdefault(whole, {})
        (section.setdefault(part, {}) if part else section).update(reader[name])
    return given


def _checked(given: Mapping[str, Any], file: str, catalogue: Catalogue) -> Settings:
    indicators: dict[str, dict[str, Any]] = {}
    shared: dict[str, Any] = {}
    for name, value in given.items():
        if name in EVERYWHERE:
            shared[name] = value
        elif name != COLUMNS:
            one = _known(name, file, catalogue)
            if not isinstance(value, Mapping):
                raise ParameterError(f"{file}: {name} is a section, not a value")
            indicators[one.id] = {key: _typed(one, key, part, file) for key, part in value.items()}
    if not isinstance(shared.get("exclusions", {}), Mapping):
        raise ParameterError(f"{file}: exclusions is a section, not a value")
    return Settings(indicators, shared, given.get(COLUMNS, {}))


def _known(name: str, file: str, catalogue: Catalogue) -> Indicator:
    try:
        return catalogue.find(name)
    except KeyError as error:
        raise ParameterError(f"{file}: there is no indicator {name}; settings for all are {', '.join(EVERYWHERE)}") from error


def _typed(one: Indicator, name: str, value: Any, file: str) -> Any:
    declared = {parameter.name: parameter for parameter in one.parameters}
    if name not in declared:
        raise ParameterError(f"{file}: {one.id} has no parameter {name}; it has {', '.join(declared) or 'none'}")
    try:
        return _converted(declared[name], value)
    except (TypeError, ValueError) as error:
        raise ParameterError(f"{file}: {one.id}.{name}: {value!r} does not fit ({error})") from error


def _converted(parameter: Parameter, value: Any) -> Any:
    default = parameter.default
    if parameter.name in LISTS or isinstance(default, str):
        return value
    if isinstance(value, Mapping):
        return {key: int(part) for key, part in value.items()}
    if isinstance(default, bool):
        return value if isinstance(value, bool) else _flag(str(value))
    if isinstance(value, bool):
        raise TypeError("a number is wanted")
    if isinstance(default, int):
        return _whole(value)
    if isinstance(default, float) or (default is None and isinstance(value, (int, float, str))):
        return float(value)
    return value


def _whole(value: Any) -> int:
    number = float(value)
    if number != int(number):
        raise ValueError("a whole number is wanted")
    return int(number)


def _flag(value: str) -> bool:
    if value.casefold() not in YES:
        raise ValueError("true or false is wanted")
    return YES[value.casefold()]
