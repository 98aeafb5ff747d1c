"""What buying looks like: estimates around a limit, and what was saved on them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import altair as alt
import ibis

from amanah.redflags.data import Data
from amanah.redflags.explaining import Language, number
from amanah.redflags.indicators.procurement.estimates import points, savings
from amanah.redflags.indicators.procurement.pfa import ITEMS, fraud_points
from amanah.redflags.indicators.procurement.thresholds import BELOW, comparable
from amanah.redflags.parameters import Parameters
from amanah.redflags.report.picture import AMBER, INK, TEAL, WIDTH, Picture
from amanah.redflags.running import Answer
from amanah.rulebook.rules import Text

BIN: Final = 0.02
"""Width of a bar around a limit, as part of the limit."""
HALF: Final = 0.5
LIMITS: Final = 2
"""Limits that are drawn, those with the most packages near them."""
FEWEST: Final = 50
"""Packages below which a picture would show chance."""
SHADES: Final = ("#d7e3df", "#a9c7c1", "#5f9c97", TEAL, AMBER)
"""One to five points, the most striking for five."""
SCALE: Final = Text(
    id="Lima berarti harga menempel atau di atas HPS, atau seperlima lebih murah.",
    en="Five means a price that clings to the estimate or passes it, or one that is a fifth cheaper.",
)
NAMED: Final[Mapping[str, Text]] = {
    "duration": Text(id="1 lama proses", en="1 duration"),
    "saving": Text(id="2 penghematan", en="2 saving"),
    "amount": Text(id="3 nilai kontrak", en="3 amount"),
    "named": Text(id="4 panjang judul", en="4 title"),
    "described": Text(id="5 uraian", en="5 description"),
    "quarter": Text(id="6 triwulan IV", en="6 last quarter"),
    "winner": Text(id="7 pemenang berulang", en="7 repeated winner"),
}
"""ICW's seven items."""
LIMITED: Final = frozenset({"PBJ-12", "PBJ-13", "PBJ-13A", "PBJ-14"})
SAVING: Final = frozenset({"PBJ-15", "PFA"})
"""The indicators that ask about limits, and about what is saved on the estimate."""
PACKAGES: Final = Text(id="Paket", en="Packages")


def pictures(data: Data, answers: Mapping[str, Answer], language: Language) -> Iterable[Picture]:
    """Estimates around the limits with the most packages; what was saved on the estimates in ICW's points; all of ICW's items.

    Each where one of the indicators was asked to which it belongs.
    """
    if data.has("releases", "estimate"):
        if answers.keys() & LIMITED:
            given = answers["PBJ-13"].parameters if "PBJ-13" in answers else {}
            yield from _around_a_limit(data, _as_given(given), language)
        if answers.keys() & SAVING:
            yield from _saved(data, language)
    if "PFA" in answers and data.has("releases", "ocid"):
        yield from _items(data, language)


def _as_given(used: Mapping[str, Any]) -> Parameters:
    """The parameters of a scan that were not the rulebook's."""
    names = {one.name for one in BELOW}
    return Parameters(BELOW, {name: value for name, value in used.items() if name in names and not isinstance(value, Mapping)})


def _around_a_limit(data: Data, p: Parameters, language: Language) -> Iterator[Picture]:
    rows = comparable(data, p)
    rows = rows.filter((rows.estimate >= rows["limit"] * HALF) & (rows.estimate <= rows["limit"] * (1 + HALF)))
    place = (rows.estimate / rows["limit"] / BIN + HALF).floor().cast("int64")
    counts = rows.mutate(place=place).group_by("rule", "limit", "place").aggregate(n=lambda t: t.count())
    found = counts.to_pyarrow().to_pylist()
    totals: dict[tuple[str, float], int] = {}
    for row in found:
        key = (row["rule"], row["limit"])
        totals[key] = totals.get(key, 0) + row["n"]
    busiest = sorted(totals, key=lambda key: (-totals[key], key))[:LIMITS]
    for key in sorted(busiest, key=lambda key: key[1]):
        if totals[key] >= FEWEST:
            yield _limit([row for row in found if (row["rule"], row["limit"]) == key], key[1], language)


def _limit(found: list[dict[str, Any]], limit: float, language: Language) -> Picture:
    # bars stand on their middle, so that the limit itself is one of them
    bars = [
        {"middle": row["place"] * BIN * limit / 1e6, "width": BIN * limit / 1e6, "n": row["n"], "side": row["place"] * BIN <= 1}
        for row in sorted(found, key=lambda one: int(one["place"]))
    ]
    for bar in bars:
        bar["from"], bar["to"] = bar["middle"] - bar["width"] / 2, bar["middle"] + bar["width"] / 2
    shown = number(limit / 1e6, 0, language)
    axis = "Owner's estimate, million" if language == "en" else "HPS, juta"
    base = alt.Chart(alt.InlineData(values=bars)).mark_bar(stroke="white", strokeWidth=0.5)
    chart = base.encode(
        x=alt.X("from:Q", title=axis, scale=alt.Scale(zero=False, nice=False)),
        x2="to:Q",
        y2=alt.datum(0),
        y=alt.Y("n:Q", title=_in(PACKAGES, language)),
        color=alt.condition("datum.side", alt.value(TEAL), alt.value(SHADES[1])),
    )
    label = ("Limit " if language == "en" else "Batas ") + shown
    line = alt.Chart(alt.InlineData(values=[{"at": limit / 1e6, "label": label}]))
    marked = line.mark_rule(color=AMBER, strokeWidth=2, strokeDash=[5, 3]).encode(x="at:Q")
    written = line.mark_text(align="left", dx=6, dy=-6, baseline="top", color=INK, fontSize=12).encode(
        x="at:Q", y=alt.value(8), text="label:N"
    )
    near = [bar for bar in bars if abs(bar["middle"] - limit / 1e6) <= 8 * bar["width"]]
    return Picture(
        title=Text(id=f"Apakah HPS menumpuk di bawah {shown} juta?", en=f"Do estimates crowd below {shown} million?"),
        reads=Text(
            id="Tiap batang adalah paket yang HPS-nya jatuh di rentang itu, hanya dari masa batas ini berlaku. Angka bulat selalu "
            "disukai: bandingkan "
            "batang di batas dengan batang di angka bulat lain. Yang berarti adalah dataran di kiri yang jauh lebih tinggi daripada di "
            "kanan.",
            en="Each bar counts packages whose estimate falls there, only from the time this limit was in force. Round values are always "
            "liked: compare "
            "the bar at the limit with those at other round values. What tells is a plateau on the left far above the one on the right.",
        ),
        chart=(chart + marked + written).properties(width=WIDTH, height=260),
        heads=(Text(id="Dari (juta)", en="From (million)"), Text(id="Sampai (juta)", en="To (million)"), PACKAGES),
        rows=[(number(bar["from"], 1, language), number(bar["to"], 1, language), bar["n"]) for bar in near],
    )


def _saved(data: Data, language: Language) -> Iterator[Picture]:
    rows = savings(data)
    known = rows.filter(rows.saved.notnull())
    known = known.mutate(
        percent=ibis.greatest(ibis.least((known.saved * 100).floor(), 40.0), -11.0).cast("int64"), points=points(known.saved)
    )
    found = known.group_by("percent", "points").aggregate(n=known.count()).to_pyarrow().to_pylist()
    total = sum(row["n"] for row in found)
    if total < FEWEST:
        return
    coarse = int(known.filter(points(1 - known.least) != points(1 - known.most)).count().to_pyarrow().as_py())
    # the first bar holds everything that cost far more, the last everything far cheaper
    bars = sorted(
        ({"percent": row["percent"], "points": row["points"], "n": row["n"]} for row in found), key=lambda one: int(one["percent"])
    )
    chart = (
        alt.Chart(alt.InlineData(values=[bar | {"to": bar["percent"] + 1} for bar in bars]))
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X(
                "percent:Q",
                title="Saved on the estimate, %" if language == "en" else "Penghematan dari HPS, %",
                scale=alt.Scale(nice=False),
            ),
            x2="to:Q",
            y2=alt.datum(0),
            y=alt.Y("n:Q", title=_in(PACKAGES, language)),
            color=alt.Color(
                "points:O",
                title="Points (ICW)" if language == "en" else "Nilai (ICW)",
                scale=alt.Scale(domain=[1, 2, 3, 4, 5], range=list(SHADES)),
                legend=alt.Legend(orient="top"),
            ),
        )
        .properties(width=WIDTH, height=260)
    )
    scored = {score: sum(bar["n"] for bar in bars if bar["points"] == score) for score in range(1, 6)}
    yield Picture(
        title=Text(id="Berapa yang dihemat dari HPS, menurut skala ICW?", en="What was saved on the estimate, on ICW's scale?"),
        reads=_reading(coarse, total),
        chart=chart,
        heads=(Text(id="Nilai", en="Points"), PACKAGES, Text(id="Bagian", en="Share")),
        rows=[(score, n, number(100 * n / total, 1, language) + " %") for score, n in scored.items()],
    )


def _items(data: Data, language: Language) -> Iterator[Picture]:
    rows = fraud_points(data)
    scores = {f"{name}_{score}": (rows[name] == score).sum() for name in ITEMS for score in range(1, 6)}
    found = rows.aggregate(every=rows.count(), **scores).to_pyarrow().to_pylist()[0]
    counts = {name: [found[f"{name}_{score}"] or 0 for score in range(1, 6)] for name in ITEMS}
    if max(sum(each) for each in counts.values()) < FEWEST:
        return
    names = [_in(NAMED[name], language) for name in ITEMS]
    bars = [
        {"item": _in(NAMED[name], language), "points": score, "n": n}
        for name, each in counts.items()
        for score, n in enumerate(each, start=1)
        if n
    ]
    chart = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X("n:Q", title=_in(PACKAGES, language)),
            y=alt.Y("item:N", title=None, sort=names, scale=alt.Scale(domain=names)),
            color=alt.Color(
                "points:O",
                title="Points (ICW)" if language == "en" else "Nilai (ICW)",
                scale=alt.Scale(domain=[1, 2, 3, 4, 5], range=list(SHADES)),
                legend=alt.Legend(orient="top"),
            ),
            order="points:O",
        )
        .properties(width=WIDTH - 110, height=210)
    )
    yield Picture(
        title=Text(id="Butir PFA mana yang dapat dinilai, dan bagaimana nilainya?", en="Which of ICW's items could be told, and how?"),
        reads=Text(
            id="Tiap batang menghitung paket yang butirnya diketahui, dari satu sampai lima. Batang yang pendek atau kosong berarti "
            f"kolomnya tidak ada, bukan bahwa semuanya beres; ada {number(found['every'], 0, 'id')} paket. Nilai butir 5 sampai 7 dan "
            "akhir skala butir 4 adalah pilihan kami.",
            en="Each bar counts the packages for which an item is known, by its points from one to five. A short bar or none means that "
            f"the column is absent, not that all is well; there are {number(found['every'], 0, 'en')} packages. The points of items 5 "
            "to 7 and the end of the scale of item 4 are ours.",
        ),
        chart=chart,
        heads=(
            Text(id="Butir", en="Item"),
            Text(id="Diketahui", en="Known"),
            *(Text(id=f"Nilai {score}", en=f"{score} points" if score > 1 else "1 point") for score in range(1, 6)),
        ),
        rows=[
            (_in(NAMED[name], language), sum(each) or Text(id="tidak tersedia", en="not available"), *each) for name, each in counts.items()
        ],
    )


def _reading(coarse: int, total: int) -> Text:
    if not coarse:
        return SCALE
    return Text(
        id=f"{SCALE.id} Untuk {number(coarse, 0, 'id')} dari {number(total, 0, 'id')} paket HPS diumumkan begitu dibulatkan sehingga "
        f"nilainya tidak "
        "pasti; paket itu tidak ditandai.",
        en=f"{SCALE.en} For {number(coarse, 0, 'en')} of {number(total, 0, 'en')} packages the estimate was published so rounded that the "
        f"points "
        "are not certain; those make no sign.",
    )


def _in(text: Text, language: Language) -> str:
    return text.en if language == "en" else text.id
