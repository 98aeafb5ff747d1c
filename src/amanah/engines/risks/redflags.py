"""The red flags that `amanah scan` knows, by id: their titles and questions, without loading what computes them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from amanah.rulebook.rules import Text

DATA: Final = Path(__file__).parent / "data" / "redflags.json"
"""Written by `tools/red_flag_titles.py` from the catalogue; the web never imports `amanah.redflags`, which brings pandas and Ibis."""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """One indicator of the catalogue: what it is called and what it asks of the data."""

    id: str
    family: str
    title: Text
    question: Text


@cache
def red_flags() -> Mapping[str, RedFlag]:
    """Every indicator by id, in the order of the catalogue."""
    rows: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return {row["id"]: RedFlag(row["id"], row["family"], Text(**row["title"]), Text(**row["question"])) for row in rows}


def titles() -> Mapping[str, Text]:
    """What every indicator is called, by id."""
    return {flag.id: flag.title for flag in red_flags().values()}
