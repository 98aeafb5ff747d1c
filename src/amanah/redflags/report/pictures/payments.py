"""What payments look like: their first digits against Benford's law, the days on which money goes out, amounts around a limit."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

import altair as alt
import ibis

from amanah.redflags.data import Data
from amanah.redflags.explaining import Language, number
from amanah.redflags.indicators.payments import digits
from amanah.redflags.indicators.payments.ready import UNIT
from amanah.redflags.indicators.payments.times import day_off
from amanah.redflags.report.picture import AMBER, INK, TEAL, WIDTH, Picture
from amanah.redflags.running import Answer
from amanah.rulebook.rules import Text

FEWEST: Final = 300
"""Payments below which a picture would show chance."""
LISTED: Final = 15
YEARS: Final = 3
BIN: Final = 0.02
PALE: Final = "#a9c7c1"
WORDS: Final = (
    Text("dekat sekali", "close"),
    Text("dapat diterima", "acceptable"),
    Text("di ambang", "marginally acceptable"),
    Text("tidak sesuai", "nonconformity"),
)
PAYMENTS: Final = Text("Pembayaran", "Payments")


def pictures(data: Data, answers: Mapping[str, Answer], language: Language) -> Iterable[Picture]:
    """First two digits with their band, the calendar of payments, amounts around the approval limit."""
    if data.has("payments", "amount"):
        yield from _digits(data, language)
    if data.has("payments", "paid"):
        yield from _calendar(data, language)
    limit = answers["BYR-09"].parameters.get("limit") if "BYR-09" in answers else None
    if limit is not None or data.has("payments", "approval_limit"):
        yield from _limit(data, limit, language)


def _digits(data: Data, language: Language) -> Iterator[Picture]:
    cells = digits.counts(data)
    seen = {row["two"]: row["n"] for row in cells.group_by("two").aggregate(n=cells.n.sum()).to_pyarrow().to_pylist()}
    total = sum(seen.values())
    if total < FEWEST:
        return
    law = {row["two"]: row["due"] for row in _law().to_pyarrow().to_pylist()}
    bars = [_against_the_law(two, seen.get(two, 0), total, due) for two, due in sorted(law.items())]
    mad = sum(abs(float(bar["share"]) - float(bar["due"])) for bar in bars) / len(bars)
    word = WORDS[sum(mad > edge for edge in digits.FIRST_TWO)]
    axis = alt.X(
        "two:Q", title="First two digits" if language == "en" else "Dua angka pertama", scale=alt.Scale(domain=[9.5, 99.5], nice=False)
    )
    share = "Share of payments, %" if language == "en" else "Bagian pembayaran, %"
    base = alt.Chart(alt.InlineData(values=bars))
    band = base.mark_area(color=AMBER, opacity=0.25).encode(x=axis, y=alt.Y("low:Q", title=share), y2="high:Q")
    found = base.mark_bar(size=4).encode(
        x=axis, y=alt.Y("percent:Q", title=share), color=alt.condition("datum.outside", alt.value(TEAL), alt.value(PALE))
    )
    line = base.mark_line(color=AMBER, strokeWidth=2).encode(x=axis, y=alt.Y("law:Q", title=share))
    worst = sorted(bars, key=lambda bar: (-abs(float(bar["z"])), bar["two"]))[:LISTED]
    yield Picture(
        title=Text("Apakah angka awal nilai pembayaran mengikuti hukum Benford?", "Do the first digits of amounts follow Benford's law?"),
        reads=Text(
            f"Batang adalah bagian pembayaran menurut dua angka pertama ({number(total, 0, 'id')} nilai positif); garis adalah hukum "
            "Benford, "
            f"pita adalah selang 95% untuk jumlah sebanyak itu, dan batang di luar pita digelapkan. Simpangan rata-rata "
            f"{number(mad, 6, 'id')}: {word.id} menurut Nigrini. Tarif dan tagihan berkala menonjol tanpa ada yang salah.",
            f"Bars are the share of payments by their first two digits ({number(total, 0, 'en')} positive amounts); the line is "
            "Benford's law, "
            f"the band a 95% interval for that many, and bars outside it are dark. Mean deviation {number(mad, 6, 'en')}: {word.en} "
            f"in Nigrini's words. Tariffs and regular bills stand out without anything being wrong.",
        ),
        chart=(found + band + line).properties(width=WIDTH, height=280),
        heads=(
            Text("Dua angka", "Two digits"),
            PAYMENTS,
            Text("Menurut Benford", "By Benford"),
            Text("Simpangan baku", "Standard deviations"),
        ),
        rows=[
            (
                bar["two"],
                number(float(bar["n"]), 0, language),
                number(float(bar["due"]) * total, 0, language),
                number(float(bar["z"]), 1, language),
            )
            for bar in worst
        ],
    )


def _law() -> ibis.expr.types.Table:
    table = ibis.memtable([{"two": two} for two in range(10, 100)], schema={"two": "int64"})
    return table.mutate(due=digits.expected(table.two))


def _against_the_law(two: int, count: int, total: int, due: float) -> dict[str, Any]:
    share = count / total
    deviation = (due * (1 - due) / total) ** 0.5
    # Nigrini's bounds: 1.96 deviations and half a payment, for counts are whole
    reach = 1.96 * deviation + 1 / (2 * total)
    return {
        "two": two,
        "n": count,
        "share": share,
        "due": due,
        "percent": share * 100,
        "law": due * 100,
        "low": max(0.0, due - reach) * 100,
        "high": (due + reach) * 100,
        "outside": abs(share - due) > reach,
        "z": (share - due) / deviation,
    }


def _calendar(data: Data, language: Language) -> Iterator[Picture]:
    rows = data["payments"].filter(lambda t: t.paid.notnull() & (t.amount > 0))
    days = rows.group_by("paid").aggregate(n=rows.count(), amount=rows.amount.sum().cast("float64"))
    days = days.mutate(off=day_off(days.paid))
    newest = rows.aggregate(last=rows.paid.max()).to_pyarrow()["last"][0].as_py()
    if newest is None:
        return
    recent = days.filter(days.paid >= ibis.literal(date(newest.year - YEARS + 1, 1, 1)))
    found = recent.order_by("paid").to_pyarrow().to_pylist()
    total = sum(row["n"] for row in found)
    if total < FEWEST:
        return
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun") if language == "en" else ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
    cells = [
        {
            "year": row["paid"].year,
            "week": (row["paid"].timetuple().tm_yday - 1 + date(row["paid"].year, 1, 1).weekday()) // 7,
            "day": names[row["paid"].weekday()],
            "n": row["n"],
            "off": row["off"],
        }
        for row in found
    ]
    base = alt.Chart().encode(
        x=alt.X("week:O", title="Week" if language == "en" else "Minggu", axis=alt.Axis(values=list(range(0, 53, 4)), labelAngle=0)),
        y=alt.Y("day:O", title=None, sort=list(names), scale=alt.Scale(domain=list(names))),
    )
    squares = base.mark_rect().encode(color=alt.Color("n:Q", title=_in(PAYMENTS, language), scale=alt.Scale(type="symlog")))
    marks = base.transform_filter("datum.off").mark_rect(filled=False, stroke=AMBER, strokeWidth=1.5)
    chart = (
        alt.layer(squares, marks, data=alt.InlineData(values=cells))
        .properties(width=WIDTH - 60, height=110)
        .facet(row=alt.Row("year:O", title=None, header=alt.Header(labelFontSize=13, labelAngle=0)))
    )
    off = [row for row in found if row["off"]]
    share = sum(row["n"] for row in off) / total
    yield Picture(
        title=Text("Pada hari apa uang keluar?", "On which days does money go out?"),
        reads=Text(
            f"Tiap kotak satu hari, makin gelap makin banyak pembayaran; bergaris tepi kuning bila akhir pekan atau hari libur: "
            f"{number(share * 100, 1, 'id')} % dari {number(total, 0, 'id')} pembayaran. Kotak kosong: tidak ada pembayaran. "
            f"Sistem yang membayar otomatis tidak mengenal libur.",
            f"Each square is a day, darker the more payments; edged in amber where it is a weekend or holiday: "
            f"{number(share * 100, 1, 'en')}% of {number(total, 0, 'en')} payments. No square: no payment. "
            f"A system that pays by itself knows no holidays.",
        ),
        chart=chart,
        heads=(Text("Hari libur", "Day off"), PAYMENTS, Text("Nilai", "Amount")),
        rows=[
            (f"{row['paid']:%Y-%m-%d}", number(row["n"], 0, language), number(row["amount"] / UNIT, 0, language))
            for row in sorted(off, key=lambda row: (-row["n"], row["paid"]))[:LISTED]
        ],
    )


def _limit(data: Data, limit: float | None, language: Language) -> Iterator[Picture]:
    rows = data["payments"].filter(lambda t: t.amount > 0)
    cap = ibis.literal(round(float(limit) * UNIT), "int64") if limit is not None else rows.approval_limit.nullif(0)
    rows = rows.mutate(cap=cap).filter(lambda t: t.cap.notnull())
    # whole numbers, so that an amount equal to the limit stands right of it on every engine
    place = ((rows.amount * round(1 / BIN)) / rows.cap).floor().cast("int64")
    counts = rows.mutate(place=place).group_by("place").aggregate(n=lambda t: t.count(), amount=lambda t: t.amount.sum().cast("float64"))
    near = counts.filter((counts.place >= round(0.5 / BIN)) & (counts.place < round(1.5 / BIN))).order_by("place").to_pyarrow().to_pylist()
    if sum(row["n"] for row in near) < FEWEST // 10:
        return
    bars = [
        {
            "from": row["place"] * BIN * 100,
            "to": (row["place"] + 1) * BIN * 100,
            "n": row["n"],
            "amount": row["amount"],
            "below": row["place"] * BIN < 1,
        }
        for row in near
    ]
    title = "Amount, % of the limit" if language == "en" else "Nilai, % dari batas"
    chart = (
        alt.Chart(alt.InlineData(values=bars))
        .mark_bar(stroke="white", strokeWidth=0.5)
        .encode(
            x=alt.X("from:Q", title=title, scale=alt.Scale(zero=False, nice=False)),
            x2="to:Q",
            y2=alt.datum(0),
            y=alt.Y("n:Q", title=_in(PAYMENTS, language)),
            color=alt.condition("datum.below", alt.value(TEAL), alt.value(PALE)),
        )
    )
    line = alt.Chart(alt.InlineData(values=[{"at": 100, "label": "Limit" if language == "en" else "Batas"}]))
    marked = line.mark_rule(color=AMBER, strokeWidth=2, strokeDash=[5, 3]).encode(x="at:Q")
    written = line.mark_text(align="left", dx=6, baseline="top", color=INK, fontSize=12).encode(x="at:Q", y=alt.value(4), text="label:N")
    below, above = (sum(bar["n"] for bar in bars if low <= round(bar["from"]) < high) for low, high in ((90, 100), (100, 110)))
    yield Picture(
        title=Text("Apakah pembayaran berhenti tepat di bawah batas wewenang?", "Do payments stop just below the approval limit?"),
        reads=Text(
            f"Nilai tiap pembayaran dibanding batas penyetujunya: {number(below, 0, 'id')} dalam 10% di bawah batas, "
            f"{number(above, 0, 'id')} dalam 10% di atasnya. Undakan tepat di garis patut ditanyakan; bila pembayaran di atas batas "
            f"disetujui orang lain dengan batas sendiri, sisi kanan memang kosong.",
            f"Each payment against the limit of its approver: {number(below, 0, 'en')} within 10% below the limit, "
            f"{number(above, 0, 'en')} within 10% above it. A step right at the line deserves a question; where payments above the "
            "limit go to "
            f"somebody with another limit, the right side is empty by design.",
        ),
        chart=(chart + marked + written).properties(width=WIDTH, height=240),
        heads=(Text("Dari (%)", "From (%)"), Text("Sampai (%)", "To (%)"), PAYMENTS, Text("Nilai", "Amount")),
        rows=[
            (round(bar["from"]), round(bar["to"]), number(bar["n"], 0, language), number(bar["amount"] / UNIT, 0, language))
            for bar in bars
            if 80 <= round(bar["from"]) < 120  # noqa: PLR2004 - the neighbourhood of the limit
        ],
    )


def _in(text: Text, language: Language) -> str:
    return text.en if language == "en" else text.id
