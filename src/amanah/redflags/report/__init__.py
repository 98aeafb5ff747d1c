"""report.html: one file, without scripts or anything from elsewhere, that an inspector can read, print and hand on."""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

import duckdb
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from amanah.kernel import clock
from amanah.redflags.catalogue import catalogue
from amanah.redflags.data import Data
from amanah.redflags.explaining import Language, number
from amanah.redflags.indicator import FAMILIES, Indicator
from amanah.redflags.reading import Taken
from amanah.redflags.report.picture import Picture, drawn
from amanah.redflags.report.pictures import FAMILIES as PICTURES
from amanah.redflags.report.words import WORDS
from amanah.redflags.running import Answer
from amanah.rulebook.rules import Text

SHOWN: Final = 25
"""Hits of one indicator that the page shows; all are in results.csv."""
SUBJECTS: Final = 15
"""Subjects on which several indicators agree that the page shows."""
ROWS: Final = 40
"""Rows of a picture's table that the page shows."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as it stands on the page."""

    picture: Picture
    svg: Markup


def write(folder: Path, data: Data, answers: Sequence[Answer], taken: Taken, language: Language) -> None:
    """Write report.html beside the results of a scan, which it reads again."""
    said = {one.indicator: one for one in answers}
    asked = [one for one in catalogue().all() if one.id in said]
    families = list(dict.fromkeys(one.family for one in asked))
    hits, subjects = _hits(folder / "results.parquet")
    number_of = iter(range(1, 1_000))
    pictures = {
        family: [
            Shown(one, Markup(drawn(one, language, next(number_of))))  # noqa: S704 - our own drawing, its texts escaped
            for one in PICTURES[family](data, said, language)
        ]
        for family in families
        if family in PICTURES
    }
    page = _page(language).render(
        now=clock.now(),
        taken=taken,
        rows=sorted(taken.rows.items()),
        counts=Counter(one.status for one in answers),
        hit_count=sum(one.fired for one in answers),
        families=[(family, FAMILIES[family], _asked(asked, family, said), pictures.get(family, [])) for family in families],
        silent=[(one, said[one.id]) for one in asked if said[one.id].status == "not available"],
        hits=hits,
        subjects=subjects,
        known={one.id: one for one in asked},
        rejected=_first_lines(folder / "rejected.csv"),
    )
    (folder / "report.html").write_text(page, encoding="utf-8")


def _asked(asked: Sequence[Indicator], family: str, said: Mapping[str, Answer]) -> list[tuple[Indicator, Answer]]:
    """The indicators of a family that could judge, those that fired first."""
    judged = [(one, said[one.id]) for one in asked if one.family == family and said[one.id].status != "not available"]
    return sorted(judged, key=lambda pair: pair[1].status != "fired")


def _hits(results: Path) -> tuple[Mapping[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """The weightiest hits of each indicator, and the subjects on which most indicators agree."""
    con = duckdb.connect()
    source = con.read_parquet(str(results))
    con.register("hits", source)
    first = con.execute(
        "select * from hits qualify row_number() over (partition by indicator order by severity desc, value desc, subject_id) <= ?", [SHOWN]
    ).to_arrow_table()
    by_indicator: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in first.to_pylist():
        by_indicator[row["indicator"]].append(row)
    agreed = con.execute(
        "select subject_type, subject_id, count(distinct indicator) as signs, sum(severity) as weight,"
        " list_sort(list(distinct indicator)) as indicators from hits"
        " group by 1, 2 having signs > 1 order by signs desc, weight desc, subject_id limit ?",
        [SUBJECTS],
    ).to_arrow_table()
    con.close()
    return by_indicator, agreed.to_pylist()


def _first_lines(rejected: Path, most: int = 8) -> list[list[str]]:
    with rejected.open(encoding="utf-8", newline="") as file:
        return list(islice(csv.reader(file), 1, most + 1))


def _page(language: Language) -> Any:
    environment = Environment(
        loader=PackageLoader("amanah.redflags.report", ""), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )

    def say(text: Text | str) -> str:
        found = WORDS[text] if isinstance(text, str) else text
        return found.en if language == "en" else found.id

    environment.globals.update(say=say, language=language, ROWS=ROWS, SHOWN=SHOWN)
    environment.filters["number"] = lambda value, decimals=0: number(value, decimals, language)
    environment.filters["cell"] = lambda value: _cell(value, language)
    return environment.get_template("report.html.jinja")


def _cell(value: object, language: Language) -> str:
    if value is None:
        return "–"
    if isinstance(value, Text):
        return value.en if language == "en" else value.id
    if isinstance(value, bool) or not isinstance(value, int | float):
        return str(value)
    return number(value, 0 if float(value).is_integer() else 3, language)
