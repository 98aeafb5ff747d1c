"""The kinds of penalties on a day, read from data; their numbers come from the rulebook as of the same day."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah import rulebook

_FILE = Path(__file__).with_name("penalties.toml")


@dataclass(frozen=True)
class Penalty:
    """One kind of penalty of a level. `citation` says where it stands and whether anybody has compared it with the official text."""

    code: str
    level: str
    titles: tuple[tuple[str, str], ...]
    citation: str

    @property
    def title(self) -> str:
        """What it is called in the language of the screen."""
        titles = dict(self.titles)
        return titles["en" if (get_language() or "id").startswith("en") else "id"]


def in_force(on: date, level: str = "") -> list[Penalty]:
    """The penalties in force on a day, the lightest first; those of one level where it is named."""
    book = _read()
    standing = [row for row in book["penalty"] if row["since"] <= on <= row.get("until", date.max)]
    return [_penalty(row, book, on) for row in standing if level in {"", row["level"]}]


def named(code: str, on: date) -> Penalty | None:
    """The penalty of that code as it stood on a day."""
    return next((penalty for penalty in in_force(on) if penalty.code == code), None)


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def _penalty(row: dict[str, Any], book: dict[str, Any], on: date) -> Penalty:
    numbers = {name: str(rulebook.provision(row[name], on=on).value) for name in ("percent", "months") if name in row}
    titles = tuple((language, text % numbers) for language, text in row["title"].items())
    mark = "" if book["status"] == "verified" else " · " + _("belum diverifikasi")
    return Penalty(row["code"], row["level"], titles, f"{book['source']}, {book['article']}{mark}")
