"""The numbers an indicator is asked with: defaults, dated where they are law, and what the person sets instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from amanah.rulebook.book import book
from amanah.rulebook.rules import Text

Value = int | float | str | bool | tuple[str, ...] | Mapping[str, Any] | None

EVERYWHERE: Final[tuple[str, ...]] = (
    "currency",
    "exclusions",
    "price_comparison_procurement_methods",
    "no_price_comparison_procurement_methods",
    "zone",
)
"""Settings that stand outside any indicator and reach all of them."""


class ParameterError(Exception):
    """A settings file that cannot be used; the text names the place."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of an indicator. With `rule`, a key of the rulebook, its default is the law, dated: see `Parameters.dated`."""

    name: str
    default: Value
    means: Text
    unit: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A legal number through time: (first day, value) in order of days; before the first day the first value holds, None is a repeal."""

    steps: tuple[tuple[date, float | None], ...]
    verified: bool


class Parameters:
    """The parameters of one indicator, as attributes: `p.threshold`. Unknown names raise AttributeError."""

    def __init__(
        self, declared: tuple[Parameter, ...], given: Mapping[str, Any] | None = None, shared: Mapping[str, Any] | None = None
    ) -> None:
        given = given or {}
        self._declared = {one.name: one for one in declared}
        self.given: Mapping[str, Any] = MappingProxyType(dict(given))
        self.shared: Mapping[str, Any] = MappingProxyType(dict(shared or {}))
        unknown = set(given) - set(self._declared)
        if unknown:
            raise ParameterError(f"unknown parameter {', '.join(sorted(unknown))}; known: {', '.join(self._declared) or 'none'}")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in self._declared:
            raise AttributeError(name)
        return self.given.get(name, self._declared[name].default)

    def dated(self, name: str) -> Dated:
        """A parameter through time: what was set, for all days; else the rulebook's versions of its rule."""
        declared = self._declared[name]
        if name in self.given:
            return Dated(((date.min, float(self.given[name])),), verified=False)
        rule = book().layers(declared.rule)[0]
        steps = tuple((version.since, None if version.value is None else float(version.value)) for version in rule.versions)
        return Dated(tuple(sorted(steps, key=lambda step: step[0])), all(version.status == "verified" for version in rule.versions))

    def as_used(self) -> dict[str, Any]:
        """Name → value, for the record of a scan."""
        used: dict[str, Any] = {}
        for name, declared in self._declared.items():
            if declared.rule and name not in self.given:
                dated = self.dated(name)
                used[name] = {"rule": declared.rule, "verified": dated.verified, "since": {str(day): value for day, value in dated.steps}}
            else:
                used[name] = self.given.get(name, declared.default)
        return used
