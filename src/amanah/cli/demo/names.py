"""The invented names and the real provinces of the demonstration institution."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

WIB = "Asia/Jakarta"


class Province(NamedTuple):
    """A province, the town its offices sit in, and the zone of its clocks."""

    name: str
    seat: str
    zone: str


@cache
def _names() -> dict[str, Any]:
    return tomllib.loads(files("amanah.cli.demo").joinpath("names.toml").read_text(encoding="utf-8"))


@cache
def words(key: str) -> tuple[str, ...]:
    """One of the lists of names: lines where its entries have several words, else single words."""
    text = _names()[key].strip()
    return tuple(text.splitlines() if key in {"spots", "roles"} else text.split())


def _provinces() -> Iterator[Province]:
    for zone, lines in _names()["provinces"].items():
        for line in lines.strip().splitlines():
            name, seat = (part.strip() for part in line.split("|"))
            yield Province(name, seat, zone)


PROVINCES = tuple(_provinces())
