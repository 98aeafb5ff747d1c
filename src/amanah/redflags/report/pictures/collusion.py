"""What bidding looks like: who meets whom, how close bids lie, and how narrowly they lose."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import altair as alt
import ibis

from amanah.redflags import networks
from amanah.redflags.data import Data
from amanah.redflags.explaining import Language, number
from amanah.redflags.indicators.collusion.missing import INNER, margins
from amanah.redflags.indicators.collusion.screens import screens
from amanah.redflags.report.picture import AMBER, INK, LINES, TEAL, WIDTH, Picture
from amanah.redflags.running import Answer
from amanah.rulebook.rules import Text

COLOURS: Final = (TEAL, AMBER, "#2563a8", "#5b4b8a", "#2f7d4f", "#b3261e")
"""The largest groups, one colour each; the others are grey, and every dot's group stands in the table."""
SHAPES: Final = ("circle", "square", "triangle-up", "diamond", "cross", "triangle-down")
DRAWN: Final = 70
LISTED: Final = 20
FEWEST: Final = 30
STEP: Final = INNER / 2
DETAILS: Final[Mapping[str, Text]] = {
    "address": Text(id="alamat", en="address"),
    "email": Text(id="surel", en="e-mail"),
    "phone": Text(id="telepon", en="telephone"),
    "tax_id": Text(id="NPWP", en="tax number"),
}
BIDS, TENDERS = Text(id="Penawaran", en="Bids"), Text(id="Tender", en="Tenders")


def pictures(data: Data, answers: Mapping[str, Answer], language: Language) -> Iterable[Picture]:
    """The network of bidders, the spread of bids per tender, and the margins by which bids win and lose."""
    del answers
    if data.has("bids", "bid") and data.has("bid_tenderers", "tenderer_id") and data.has("awards") and data.has("award_suppliers"):
        yield from _network(data, language)
    if data.has("bids", "amount"):
        yield from _spread(data, language)
        if data.has("releases", "estimate"):
            yield from _margins(data, language)


def _network(data: Data, language: Language) -> Iterator[Picture]:
    drawn = networks.drawing(data, most=DRAWN)
    if not drawn.edges:
        return
    sizes: dict[object, int] = {}
    for node in drawn.nodes:
        sizes[node["group"]] = sizes.get(node["group"], 0) + 1
    largest = sorted(sizes, key=lambda name: (-sizes[name], str(name)))[: len(COLOURS)]
    other = "others" if language == "en" else "lainnya"
    names = {node["id"]: str(node["name"]) for node in drawn.nodes}
    busiest = {
        name: max((node for node in drawn.nodes if node["group"] == name), key=lambda node: (int(str(node["tenders"])), str(node["id"])))
        for name in largest
    }
    label = {name: f"{node['name']} …" for name, node in busiest.items()}
    dots = [node | {"shown": label.get(node["group"], other)} for node in drawn.nodes]
    domain = [label[name] for name in largest] + ([other] if len(sizes) > len(largest) else [])
    bare = alt.Axis(title=None, labels=False, ticks=False, domain=False, grid=False)
    lines = (
        alt.Chart(alt.InlineData(values=drawn.edges))
        .mark_rule(color=LINES)
        .encode(
            x=alt.X("x:Q", axis=bare),
            y=alt.Y("y:Q", axis=bare),
            x2="x2:Q",
            y2="y2:Q",
            strokeWidth=alt.StrokeWidth("shared:Q", scale=alt.Scale(range=[0.5, 5]), legend=None),
        )
    )
    alike = (
        alt.Chart(alt.InlineData(values=[edge for edge in drawn.edges if edge["alike"]]))
        .mark_rule(color=AMBER, strokeWidth=2)
        .encode(x="x:Q", y="y:Q", x2="x2:Q", y2="y2:Q")
    )
    group = "Group of" if language == "en" else "Kelompok"
    points = (
        alt.Chart(alt.InlineData(values=dots))
        .mark_point(filled=True, opacity=1, stroke="white", strokeWidth=0.7)
        .encode(
            x="x:Q",
            y="y:Q",
            size=alt.Size("tenders:Q", title=_in(TENDERS, language), scale=alt.Scale(range=[40, 500])),
            color=alt.Color(
                "shown:N", title=group, scale=alt.Scale(domain=domain, range=[*COLOURS[: len(largest)], "#9a9a94"][: len(domain)])
            ),
            shape=alt.Shape(
                "shown:N", title=group, scale=alt.Scale(domain=domain, range=[*SHAPES[: len(largest)], "circle"][: len(domain)])
            ),
        )
    )
    written = (
        alt.Chart(alt.InlineData(values=list(busiest.values())))
        .mark_text(dy=-14, fontSize=11, fontWeight="bold", color=INK)
        .encode(x="x:Q", y="y:Q", text="name:N")
    )
    strongest = sorted(drawn.edges, key=lambda edge: (-int(str(edge["shared"])), str(edge["a"]), str(edge["b"])))[:LISTED]
    yield Picture(
        title=Text(id="Siapa menawar bersama siapa?", en="Who bids with whom?"),
        reads=Text(
            id="Titik adalah penawar, makin besar makin sering ikut; garis makin tebal makin sering dua penawar bertemu (paling sedikit 3 "
            "kali). "
            "Garis kuning: alamat, telepon, surel, atau NPWP sama. "
            f"Digambar {len(drawn.nodes)} penawar yang paling banyak ikatannya. Kelompok dibentuk komputer dari pertemuan saja: pasar yang "
            f"kecil "
            "tampak sama dengan kartel.",
            en="A dot is a bidder, larger the more it bids; a line is thicker the more often two bidders meet (3 times at least). Amber "
            "lines: "
            "the same address, telephone, e-mail or tax number. "
            f"Drawn are the {len(drawn.nodes)} bidders with the strongest ties. The groups are made by computer from meetings alone: a "
            f"small "
            "market looks like a cartel.",
        ),
        chart=(lines + alike + points + written).properties(width=WIDTH - 150, height=460),
        heads=(
            Text(id="Penawar", en="Bidder"),
            Text(id="Penawar lain", en="Other bidder"),
            Text(id="Bertemu", en="Met"),
            Text(id="Menang yang pertama", en="Won by the first"),
            Text(id="Menang yang lain", en="Won by the other"),
            Text(id="Sama-sama", en="In common"),
        ),
        rows=[
            (names[edge["a"]], names[edge["b"]], edge["shared"], edge["a_won"], edge["b_won"], _alike(edge["alike"], language))
            for edge in strongest
        ],
    )


def _histogram(bars: list[dict[str, float]], title: str, counted: str, *, at: float) -> alt.LayerChart | alt.FacetChart:
    """Bars from `from` to `to` of height `n`, and a dashed line at `at`."""
    chart = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar(color=TEAL, stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X("from:Q", title=title, scale=alt.Scale(nice=False)),
            x2="to:Q",
            y2=alt.datum(0),
            y=alt.Y("n:Q", title=counted),
        )
    )
    line = alt.Chart(alt.InlineData(values=[{"at": at}])).mark_rule(color=AMBER, strokeWidth=2, strokeDash=[5, 3]).encode(x="at:Q")
    return alt.layer(chart, line).properties(width=WIDTH, height=220)


def _spread(data: Data, language: Language) -> Iterator[Picture]:
    rows = screens(data)
    rows = rows.filter((rows.n >= 3) & rows.cv.notnull())  # noqa: PLR2004 - two bids have no shape
    bars = rows.mutate(at=ibis.least((rows.cv * 200).floor(), 60.0).cast("int64")).group_by("at").aggregate(n=lambda t: t.count())
    found = [{"from": row["at"] / 2, "to": row["at"] / 2 + 0.5, "n": row["n"]} for row in bars.order_by("at").to_pyarrow().to_pylist()]
    total = sum(bar["n"] for bar in found)
    if total < FEWEST:
        return
    title = "Coefficient of variation of the bids, %" if language == "en" else "Koefisien variasi penawaran, %"
    yield Picture(
        title=Text(id="Seberapa berdekatan penawaran dalam satu tender?", en="How close do the bids of one tender lie?"),
        reads=Text(
            id="Tender dengan tiga penawaran atau lebih. Di kiri garis putus-putus penawaran nyaris sama. Harga yang diketahui semua "
            "orang membuat hal "
            "yang sama tanpa kesepakatan.",
            en="Tenders with three bids or more. Left of the dashed line the bids are almost the same. A price that everybody knows does "
            "the same without "
            "any agreement.",
        ),
        chart=_histogram(found, title, _in(TENDERS, language), at=2),
        heads=(Text(id="Dari, %", en="From, %"), Text(id="Sampai, %", en="To, %"), TENDERS),
        rows=[(number(bar["from"], 1, language), number(bar["to"], 1, language), bar["n"]) for bar in found[:LISTED]],
    )


def _margins(data: Data, language: Language) -> Iterator[Picture]:
    rows = margins(data)
    near = rows.filter(rows.margin.abs() < 20 * STEP)
    bars = near.mutate(at=(near.margin / STEP).floor().cast("int64")).group_by("at").aggregate(n=lambda t: t.count())
    found = [
        {"from": row["at"] * STEP * 100, "to": (row["at"] + 1) * STEP * 100, "n": row["n"]}
        for row in bars.order_by("at").to_pyarrow().to_pylist()
    ]
    total = sum(bar["n"] for bar in found)
    if total < FEWEST:
        return
    title = "Distance from the best rival, % of the estimate" if language == "en" else "Selisih dari pesaing terbaik, % dari HPS"
    yield Picture(
        title=Text(id="Adakah yang kalah tipis?", en="Does anybody lose narrowly?"),
        reads=Text(
            id="Di kiri nol penawaran yang menang, di kanan yang kalah. Tanpa kesepakatan batang tidak berlubang di sekitar nol. Lubang "
            "sempit juga timbul "
            "dari harga yang dibulatkan.",
            en="Left of zero are bids that win, right of it those that lose. Without an agreement there is no hole around zero. Prices in "
            "coarse steps make "
            "a narrow hole too.",
        ),
        chart=_histogram(found, title, _in(BIDS, language), at=0),
        heads=(Text(id="Dari, %", en="From, %"), Text(id="Sampai, %", en="To, %"), BIDS),
        rows=[(number(bar["from"], 2, language), number(bar["to"], 2, language), bar["n"]) for bar in found],
    )


def _alike(details: object, language: Language) -> str:
    return ", ".join(_in(DETAILS[str(one)], language) for one in details) if isinstance(details, list) else ""


def _in(text: Text, language: Language) -> str:
    return text.en if language == "en" else text.id
