"""A picture of a report: a drawing that reads in print and without colour, and the table behind it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt
import vl_convert

from amanah.redflags.data import Data
from amanah.redflags.explaining import Language
from amanah.redflags.running import Answer
from amanah.rulebook.rules import Text

TEAL, AMBER, INK, LINES = "#0f5c5c", "#b56a12", "#1b2430", "#e4e1d8"
INDONESIAN: Final = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["Rp", ""]}
"""How the axes write numbers, in d3's terms."""
WIDTH: Final = 680
"""Pixels of a picture's plot, which scales down with the page."""
ROOM: Final = 36
"""Pixels at both sides for words that are wider in the reader's letters than in those they were measured in."""

CONFIG: Final[Mapping[str, Any]] = {
    "background": "transparent",
    "font": "system-ui, sans-serif",
    "view": {"stroke": None},
    "axis": {
        **dict.fromkeys(("labelColor", "titleColor", "domainColor", "tickColor"), INK),
        **dict.fromkeys(("labelFontSize", "titleFontSize"), 12),
        "gridColor": LINES,
        "titleFontWeight": "normal",
    },
    "legend": {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 150},
    "bar": {"color": TEAL},
    "line": {"color": TEAL},
    "point": {"color": TEAL},
    "rule": {"color": AMBER},
    "range": {
        "category": [TEAL, AMBER, "#2563a8", "#5b4b8a", "#2f7d4f", "#b3261e"],
        "heatmap": ["#f2efe6", "#8db8b2", TEAL, "#062f2f"],
        "ramp": ["#e9efe9", TEAL],
    },
}
"""The house's look for Altair's charts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart and its table.

    `title` is the question that the picture answers; `reads` says in one or two sentences how to read it and what it cannot show.
    `chart` draws it (None: the table alone); `heads` and `rows` are the numbers that it draws, or the most telling of them.
    """

    title: Text
    reads: Text
    chart: "alt.typing.ChartType | None"
    heads: Sequence[Text]
    rows: Sequence[Sequence[object]]


Pictures = Callable[[Data, Mapping[str, Answer], Language], Iterable[Picture]]
"""pictures(data, answers by indicator, language) of a family: empty where its tables are absent. Charts are labelled in `language`."""


def drawn(picture: Picture, language: Language, number: int) -> str:
    """The SVG of a picture, with title and description for those who do not see it, fit to stand inside a page."""
    if picture.chart is None:
        return ""
    spec = picture.chart.to_dict()
    spec["config"] = dict(CONFIG)
    svg = vl_convert.vegalite_to_svg(
        json.dumps(spec, default=str), allowed_base_urls=[], format_locale=INDONESIAN if language == "id" else None
    )
    title, reads = (_escaped(text.en if language == "en" else text.id) for text in (picture.title, picture.reads))
    width, height = (
        float(found[1]) if (found := re.search(rf'<svg[^>]*\b{side}="([\d.]+)"', svg)) else WIDTH for side in ("width", "height")
    )
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{-ROOM} 0 {width + 2 * ROOM:g} {height:g}" role="img" '
        f'aria-labelledby="p{number}-title p{number}-reads"><title id="p{number}-title">{title}</title>'
        f'<desc id="p{number}-reads">{reads}</desc>'
    )
    body = re.sub(r'\s(role|aria-[a-z]+)="[^"]*"', "", re.sub(r"^.*?<svg[^>]*>", "", svg, count=1, flags=re.DOTALL))
    return opening + re.sub(r'(id="|url\(#|href="#)', rf"\1p{number}-", body)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
