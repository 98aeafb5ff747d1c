"""What campaigns are told with: values, clauses and designs of material, out of data files beside this one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from amanah.rulebook.rules import Text

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Value:
    """One value that a campaign can be tagged with, and the set that it belongs to."""

    key: str
    title: Text
    set_title: Text
    source: str
    mark: str
    verified: bool

    def __str__(self) -> str:
        return worded(self.title)


@dataclass(frozen=True)
class Clause:
    """What an act of leadership shows, by the number of a clause and words of our own."""

    key: str
    title: Text
    mark: str
    verified: bool

    def __str__(self) -> str:
        return worded(self.title)


@dataclass(frozen=True)
class Design:
    """A subject of printed material with its copy in both languages: `said["id"]` and `said["en"]`.

    `desk` says that it sends people to the staff's program and not to the public one.
    """

    key: str
    picture: str
    desk: bool
    said: Mapping[str, Mapping[str, Any]]

    @property
    def words(self) -> Mapping[str, Any]:
        """Its copy in the language of whoever looks."""
        return self.said[_language()]

    def __str__(self) -> str:
        return str(self.words["name"])


@cache
def values() -> Mapping[str, Value]:
    """Every value by "<set>/<key>", in the order of the file."""
    found = {}
    for group in _read("values")["sets"]:
        for one in group["values"]:
            key = f"{group['key']}/{one['key']}"
            found[key] = Value(
                key, Text(one["id"], one["en"]), _text(group["title"]), group["source"], group["mark"], group["status"] == "verified"
            )
    return found


@cache
def clauses() -> Mapping[str, Clause]:
    """Every clause by its key, in the order of the file."""
    return {
        one["key"]: Clause(one["key"], _text(one["title"]), one["mark"], one["status"] == "verified") for one in _read("clauses")["clauses"]
    }


@cache
def designs() -> Mapping[str, Design]:
    """Every design by its key, in the order of the file."""
    return {
        one["key"]: Design(one["key"], one["picture"], one.get("where") == "desk", {"id": one["id"], "en": one["en"]})
        for one in _read("designs")["designs"]
    }


def worded(text: Text) -> str:
    """A text in the language of whoever looks."""
    return str(getattr(text, _language()))


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _text(raw: Mapping[str, str]) -> Text:
    return Text(raw["id"], raw["en"])


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))
