"""What a queue looks like: the way files take, how long they wait at each desk, when work is done, and who overtakes whom."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import altair as alt

from amanah.redflags import operations as op
from amanah.redflags.data import Data
from amanah.redflags.explaining import Language, number
from amanah.redflags.indicators.queue import coded, ground, order
from amanah.redflags.parameters import Parameters
from amanah.redflags.report.picture import AMBER, INK, LINES, TEAL, WIDTH, Picture
from amanah.redflags.running import Answer
from amanah.rulebook.rules import Text

STEPS: Final = 14
"""Steps that the flow shows, the most frequent."""
RARE: Final = 0.005
"""Ways taken by fewer files than this share are left out."""
DESKS: Final = 3
"""Steps whose waits are drawn."""
OFFICERS: Final = 15
SHARES: Final = (10, 25, 50, 75, 90)
"""Percent of the files that were done, for which the waits are told."""
FEWEST: Final = 20
DOTS: Final = 1_500
BEND: Final = 24
"""Points of an arc."""
DAYS: Final = (
    Text(id="Sen", en="Mon"),
    Text(id="Sel", en="Tue"),
    Text(id="Rab", en="Wed"),
    Text(id="Kam", en="Thu"),
    Text(id="Jum", en="Fri"),
    Text(id="Sab", en="Sat"),
    Text(id="Min", en="Sun"),
)
FILES, STEP, OFFICER = Text(id="Berkas", en="Files"), Text(id="Langkah", en="Step"), Text(id="Petugas", en="Officer")


def pictures(data: Data, answers: Mapping[str, Answer], language: Language) -> Iterable[Picture]:
    """Flow, waits, hours and order of service events; what the data do not hold is not drawn."""
    if not data.has("service_events", "case", "activity", "time"):
        return
    used = next((answer.parameters for name, answer in answers.items() if name.startswith("LYN-") and "opens" in answer.parameters), {})
    p = Parameters(ground.CLOCK, {name: used[name] for name in ("opens", "closes", "holidays") if name in used})
    yield from _flow(data, language)
    if data.has("service_events", "officer"):
        yield from _waits(data, p, language)
        yield from _hours(data, p, language)
    yield from _order(data, p, language)


def _flow(data: Data, language: Language) -> Iterator[Picture]:
    steps = ground.steps(data)
    names = coded.pools(data).select("step_number", name="step").distinct().to_pyarrow().to_pylist()
    words = {row["step_number"]: row["name"] for row in names}
    began = ground.files(data).select("file", "filed")
    timed = steps.join(began, "file")
    late = (op.seconds(timed.done_at) - op.seconds(timed.filed)).mean()
    found = timed.group_by("step").aggregate(n=timed.count(), late=late).to_pyarrow().to_pylist()
    nodes = [row | {"activity": words[row["step"]]} for row in found]
    if sum(row["n"] for row in nodes) < FEWEST:
        return
    often = sorted(nodes, key=lambda row: (-row["n"], row["activity"]))[:STEPS]
    place = {row["activity"]: at for at, row in enumerate(sorted(often, key=lambda row: (row["late"], row["activity"])))}
    met = steps.filter(steps.after.notnull()).group_by("step", "after").aggregate(n=lambda t: t.count()).to_pyarrow().to_pylist()
    ways = [{"activity": words[row["step"]], "after": words[row["after"]], "n": row["n"]} for row in met]
    total = int(ground.files(data).count().to_pyarrow().as_py())
    shown = [row for row in ways if row["activity"] in place and row["after"] in place and row["n"] >= RARE * total]
    shown.sort(key=lambda row: (-row["n"], row["activity"], row["after"]))
    dots = [point for at, row in enumerate(shown) for point in _arc(at, place[row["activity"]], place[row["after"]], row["n"])]
    y = alt.Y("at:Q", axis=None, scale=alt.Scale(reverse=True, nice=False, padding=14))
    arcs = (
        alt.Chart(alt.InlineData(values=dots))
        .mark_trail(opacity=0.75)
        .encode(
            x=alt.X("x:Q", axis=None),
            y=y,
            detail="way:N",
            order="step:Q",
            size=alt.Size("width:Q", scale=None, legend=None),
            color=alt.Color("back:N", scale=alt.Scale(domain=[False, True], range=[TEAL, AMBER]), legend=None),
        )
    )
    edge = min([float(str(dot["x"])) for dot in dots] or [0.0]) - 0.2
    names = [{"at": at, "name": name, "left": edge, "middle": 0} for name, at in place.items()]
    base = alt.Chart(alt.InlineData(values=names)).encode(y=y)
    guides = base.mark_rule(color=LINES).encode(x=alt.X("left:Q", axis=None), x2="middle:Q")
    nodes_drawn = base.mark_circle(size=60, color=INK, opacity=1).encode(x=alt.X("middle:Q", axis=None))
    labels = base.mark_text(align="right", dx=-4, color=INK, fontSize=11, limit=210).encode(x=alt.X("left:Q", axis=None), text="name:N")
    yield Picture(
        title=Text(id="Jalan mana yang ditempuh berkas?", en="Which way do files go?"),
        reads=Text(
            id="Busur ke kanan adalah langkah maju, busur cokelat ke kiri langkah mundur; makin tebal makin banyak berkas, dan ujung tipis "
            "adalah tujuannya. Jalan yang jarang tidak digambar.",
            en="Arcs to the right lead on, brown arcs to the left lead back; the thicker, the more files, and the thin end is where they "
            "go. Rare ways are not drawn.",
        ),
        chart=(guides + arcs + nodes_drawn + labels).properties(width=WIDTH - 240, height=34 * len(place)),
        heads=(Text(id="Dari", en="From"), Text(id="Ke", en="To"), FILES),
        rows=[(row["activity"], row["after"], number(row["n"], 0, language)) for row in shown],
    )


def _arc(way: int, start: int, stop: int, n: int) -> Iterator[dict[str, object]]:
    """A half ellipse from one place to another, to the right when it leads on; a small loop where it stays."""
    back = stop <= start
    reach = max(abs(stop - start), 0.5) ** 0.8
    for step in range(BEND + 1):
        part = step / BEND
        bulge = (1 - (2 * part - 1) ** 2) ** 0.5 * reach * (-1 if back else 1)
        at = start + (stop - start) * part if stop != start else start + 0.3 * (1 - (2 * part - 1) ** 2) * (1 if part > 0 else 0)
        yield {"way": way, "step": step, "x": bulge, "at": at, "back": back, "width": (1 + 1.6 * n**0.28) * (1 - 0.8 * part)}


def _waits(data: Data, p: Parameters, language: Language) -> Iterator[Picture]:
    waits = ground.waits(data, p)
    known = waits.filter(waits.officer.notnull()).join(coded.pools(data).select("pool", "step"), "pool")
    counted = known.group_by("step", "officer", hour=known.worked // 3600).aggregate(n=known.count(), ends=known.done.sum())
    counted = coded.named(counted, "officer", coded.officers(data))
    desks: dict[str, dict[str, dict[float, tuple[int, int]]]] = defaultdict(lambda: defaultdict(dict))
    for row in counted.to_pyarrow().to_pylist():
        desks[row["step"]][row["officer"]][row["hour"]] = (row["n"], row["ends"])
    busiest = sorted(desks, key=lambda step: (-sum(n for each in desks[step].values() for n, _ in each.values()), step))[:DESKS]
    rows: list[dict[str, Any]] = []
    for step in busiest:
        sizes = {officer: sum(n for n, _ in hours.values()) for officer, hours in desks[step].items()}
        for officer in sorted(sizes, key=lambda one: (-sizes[one], one))[:OFFICERS]:
            if sizes[officer] >= FEWEST:
                reached = {f"p{percent}": _reached(desks[step][officer], percent / 100) for percent in SHARES}
                rows.append({"step": step, "officer": officer, "n": sizes[officer], **reached})
    if not rows:
        return
    # where so many files never left that a share was not reached, the line runs on to the longest wait of the step
    longest = {step: max(hour for each in desks[step].values() for hour in each) for step in busiest}
    ends = [row | {end: longest[row["step"]] if row[end] is None else row[end] for end in ("p75", "p90")} for row in rows]
    slowest_first = alt.EncodingSortField("p50", op="max", order="descending")
    base = alt.Chart(alt.InlineData(values=ends)).encode(y=alt.Y("officer:N", title=None, sort=slowest_first))
    hours = "Working hours" if language == "en" else "Jam kerja"
    scale = alt.Scale(type="symlog")
    thin = base.mark_rule(color=TEAL, strokeWidth=1).encode(x=alt.X("p10:Q", title=hours, scale=scale), x2="p90:Q")
    thick = base.mark_rule(color=TEAL, strokeWidth=6, opacity=0.6).encode(x=alt.X("p25:Q", title=hours, scale=scale), x2="p75:Q")
    point = base.mark_circle(color=INK, size=60, opacity=1).encode(x=alt.X("p50:Q", title=hours, scale=scale))
    drawn = alt.layer(thin, thick, point).properties(width=WIDTH - 120).facet(row=alt.Row("step:N", title=None, sort=busiest))
    heads = (STEP, OFFICER, FILES, *(Text(id=f"{share} % selesai (jam)", en=f"{share} % done (hours)") for share in SHARES))
    yield Picture(
        title=Text(id="Berapa lama berkas menunggu di setiap meja?", en="How long do files wait at each desk?"),
        reads=Text(
            id="Titik adalah jam kerja sampai separuh berkas selesai, garis tebal dari seperempat sampai tiga perempat, garis tipis dari "
            "sepersepuluh sampai sembilan persepuluh; berkas yang belum selesai ikut dihitung (Kaplan–Meier), dan garis yang tidak "
            "pernah mencapai bagiannya berlanjut sampai tunggu terlama di langkah itu. "
            "Jenis berkas, beban, dan masa belum disamakan di sini: itu tugas indikator LYN-02.",
            en="The point is the number of working hours until half the files are done, the thick line runs from a quarter to three "
            "quarters, the thin one from a tenth to nine tenths; unfinished files are counted (Kaplan–Meier), and a line that never "
            "reaches its share runs on to the longest wait of the step. "
            "Kind of file, workload and period are not made equal here: that is for LYN-02.",
        ),
        chart=drawn.resolve_scale(y="independent"),
        heads=heads,
        rows=[
            (row["step"], row["officer"], row["n"], *(_hours_or_more(row[f"p{percent}"], language) for percent in SHARES)) for row in rows
        ],
    )


def _reached(hours: Mapping[float, tuple[int, int]], share: float) -> float | None:
    """The hour by which this share had left, by Kaplan and Meier; None where so many never did."""
    at_risk, still = sum(n for n, _ in hours.values()), 1.0
    for hour in sorted(hours):
        n, ends = hours[hour]
        still *= 1 - ends / at_risk
        at_risk -= n
        if 1 - still >= share:
            return hour
    return None


def _hours_or_more(value: Any, language: Language) -> str:
    return "–" if value is None else number(value, 0, language)


def _hours(data: Data, p: Parameters, language: Language) -> Iterator[Picture]:
    waits = ground.waits(data, p)
    done = waits.filter(waits.officer.notnull() & (waits.second > 0))
    # the first of January 1970 was a Thursday
    counts = done.group_by(day=(done.left + 3) % 7, hour=done.second // 3600).aggregate(n=lambda t: t.count()).to_pyarrow().to_pylist()
    if sum(row["n"] for row in counts) < FEWEST:
        return
    names = [_in(day, language) for day in DAYS]
    cells = [{"day": names[int(row["day"])], "hour": int(row["hour"]), "n": row["n"]} for row in counts]
    grid = (
        alt.Chart(alt.InlineData(values=cells))
        .mark_rect()
        .encode(
            x=alt.X(
                "hour:O", title="Hour" if language == "en" else "Jam", scale=alt.Scale(domain=list(range(24))), axis=alt.Axis(labelAngle=0)
            ),
            y=alt.Y("day:O", title=None, sort=names, scale=alt.Scale(domain=names)),
            color=alt.Color("n:Q", title="Steps" if language == "en" else "Langkah", scale=alt.Scale(type="symlog")),
        )
        .properties(width=WIDTH - 60, height=190)
    )
    cells.sort(key=lambda cell: (-int(str(cell["n"])), str(cell["day"]), int(str(cell["hour"]))))
    yield Picture(
        title=Text(id="Kapan langkah diselesaikan?", en="When are steps finished?"),
        reads=Text(
            id="Setiap kotak adalah satu jam dalam seminggu; makin gelap makin banyak langkah diselesaikan petugas. Kotak di malam hari "
            "dan akhir pekan "
            "layak ditanyakan, kecuali zona waktunya keliru terbaca.",
            en="Each square is one hour of the week; the darker, the more steps officers finished. Squares at night and on weekends "
            "deserve a question, "
            "unless the time zone was read wrongly.",
        ),
        chart=grid,
        heads=(Text(id="Hari", en="Day"), Text(id="Jam", en="Hour"), STEP),
        rows=[(cell["day"], cell["hour"], cell["n"]) for cell in cells[:24]],
    )


def _order(data: Data, p: Parameters, language: Language) -> Iterator[Picture]:
    waits = ground.waits(data, p)
    sizes = waits.filter(waits.left.notnull()).group_by("pool").aggregate(n=lambda t: t.count()).order_by("n", "pool")
    largest = sizes.to_pyarrow().to_pylist()[-1:]
    if not largest or largest[0]["n"] < FEWEST:
        return
    pool = largest[0]["pool"]
    rows = order.gains(waits.filter(waits.pool == pool), ("pool",))
    gone = rows.filter(rows.left.notnull())
    dots = gone.order_by("arrived", "file").limit(DOTS).select("arrived", "left", "agent").to_pyarrow().to_pylist()
    groups = ["through a firm", "alone"] if language == "en" else ["lewat perusahaan", "sendiri"]
    points = [{"came": _day(row["arrived"]), "left": _day(row["left"]), "who": groups[0] if row["agent"] else groups[1]} for row in dots]
    titles = ("Came", "Left") if language == "en" else ("Masuk", "Keluar")
    chart = (
        alt.Chart(alt.InlineData(values=points))
        .mark_circle(size=22, opacity=0.55)
        .encode(
            x=alt.X("came:T", title=titles[0]),
            y=alt.Y("left:T", title=titles[1]),
            color=alt.Color("who:N", title=None, scale=alt.Scale(domain=groups, range=[AMBER, TEAL]), legend=alt.Legend(orient="top")),
        )
        .properties(width=WIDTH - 40, height=380)
    )
    (where,) = coded.pools(data).filter(lambda t: t.pool == pool).to_pyarrow().to_pylist()
    name = " · ".join(str(where[part]) for part in ("step", "office", "service", "kind") if where[part])
    met = rows.filter(rows.company > 0)
    gained = met.group_by("agent").aggregate(n=met.count(), gain=met.gain.mean())
    gained = coded.named(gained, "agent", coded.agents(data))
    by_agent = gained.mutate(agent=gained.agent.coalesce("–")).to_pyarrow().to_pylist()
    yield Picture(
        title=Text(id=f"Siapa menyalip siapa? {name}", en=f"Who overtakes whom? {name}"),
        reads=Text(
            id="Setiap titik adalah satu berkas pada antrean yang paling ramai. Dalam urutan yang ketat titik-titik membentuk satu garis "
            "naik; titik di atasnya "
            "disalip. Tabel menunjukkan berapa bagian antrean yang dilewati rata-rata; yang wajar belum dikurangi, lihat LYN-01.",
            en="Each point is a file in the busiest queue. In strict order the points make one rising line; those above it were "
            "overtaken. The table tells "
            "what part of the queue was passed on average; what is usual is not taken off, see LYN-01.",
        ),
        chart=chart,
        heads=(Text(id="Perusahaan (–: sendiri)", en="Firm (–: alone)"), FILES, Text(id="Bagian antrean", en="Part of the queue")),
        rows=[_gained(row, language) for row in sorted(by_agent, key=lambda row: (-row["n"], row["agent"]))[:20]],
    )


def _gained(row: Mapping[str, Any], language: Language) -> Sequence[object]:
    return row["agent"], row["n"], number(100 * row["gain"], 1, language) + " %"


def _day(days: int) -> str:
    return (date(1970, 1, 1) + timedelta(days=days)).isoformat()


def _in(text: Text, language: Language) -> str:
    return text.en if language == "en" else text.id
