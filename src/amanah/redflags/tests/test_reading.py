"""Files as they come: what is kept, what is rejected, and where."""

import csv
import gzip
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import ibis
import openpyxl
import pytest

from amanah.redflags.data import Data
from amanah.redflags.reading import Into, Taken, UnreadableError, Wish, converting, plain_text
from amanah.redflags.reading.reader import read
from amanah.redflags.writing import Rejections

Read = Callable[..., tuple[list[dict[str, Any]], list[list[str]]]]
HEAD = "Tanggal Bayar;Nama Penyedia;Nilai;Mata Uang\n"


@pytest.fixture
def reading(tmp_path: Path) -> Read:
    """Read one file as payments; returns its rows and the rejected lines (file, line, column, reason)."""

    def take(content: bytes | str, name: str = "bayar.csv", wish: Wish | None = None) -> tuple[list[dict[str, Any]], list[list[str]]]:
        (tmp_path / "in").mkdir()
        (tmp_path / "work").mkdir()
        (tmp_path / "in" / name).write_bytes(content.encode() if isinstance(content, str) else content)
        sheet = io.StringIO()
        data = Data(ibis.duckdb.connect(), "duckdb")
        taken = Taken(Rejections(sheet))  # type: ignore[arg-type]
        unreadable = ""
        try:
            read([tmp_path / "in" / name], Into(data, wish or Wish(schema="payments"), taken, tmp_path / "work"))
        except UnreadableError as error:
            unreadable = str(error)
        rows = data["payments"].to_pyarrow().to_pylist() if not unreadable else []
        return rows, [*list(csv.reader(sheet.getvalue().splitlines()))[1:], *([["", "", "", unreadable]] if unreadable else [])]

    return take


def amounts(rows: list[dict[str, Any]]) -> list[int]:
    return [row["amount"] for row in rows]


def test_days_in_many_styles_and_months_in_indonesian(reading: Read) -> None:
    days = (
        "2026-03-04",
        "4/3/2026",
        "04-03-26",
        "4 Maret 2026",
        "Rabu, 4 Maret 2026",
        "Wednesday, March 4, 2026",
        "04 Mar 2026",
        "4.3.2026",
        "46085",
        "2026-03-04T10:00:00+07:00",
        "28/02/2026",
    )
    rows, rejected = reading(HEAD + "".join(f"{day};A;1;IDR\n" for day in days))

    assert {row["paid"] for row in rows[:-1]} == {date(2026, 3, 4)}
    assert rows[-1]["paid"] == date(2026, 2, 28)
    assert rejected == []


def test_an_impossible_day_is_named_and_the_row_kept(reading: Read) -> None:
    rows, rejected = reading(HEAD + "31/02/2026;A;1;IDR\n2026-01-05;B;2;IDR\n0026-01-05;C;3;IDR\n")

    assert [row["paid"] for row in rows] == [None, date(2026, 1, 5), None]
    assert rejected[0] == ["bayar.csv", "2", "Tanggal Bayar", "'31/02/2026' is no day; cell left empty"]
    assert rejected[1][1] == "4"


def test_a_column_with_a_month_above_twelve_in_second_place_has_the_month_first(reading: Read) -> None:
    rows, _rejected = reading(HEAD + "03/04/2026;A;1;IDR\n03/25/2026;A;1;IDR\n")

    assert [row["paid"] for row in rows] == [date(2026, 3, 4), date(2026, 3, 25)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (["1.250.000,50", "Rp 2.000", "(750,00)"], [125_000_050, 200_000, -75_000]),
        (['"1,250,000.50"', "£2000", "-750.00", "1.5e3"], [125_000_050, 200_000, -75_000, 150_000]),
        (["1.500", "2.750.000", "12.000"], [150_000, 275_000_000, 1_200_000]),
        (["1500", "2750.5", "0.07"], [150_000, 275_050, 7]),
        (["1500-", "Rp 1.000,-", "IDR 20.000"], [-150_000, 100_000, 2_000_000]),
    ],
)
def test_amounts_as_people_write_them(reading: Read, written: list[str], meant: list[int]) -> None:
    rows, rejected = reading(HEAD + "".join(f"2026-01-05;A;{cell};\n" for cell in written))

    assert amounts(rows) == meant
    assert rejected == []


def test_an_amount_that_is_none_takes_its_row_away_and_says_so(reading: Read) -> None:
    rows, rejected = reading(HEAD + "2026-01-05;A;12abc;\n2026-01-05;B;;\n2026-01-05;C;-;\n2026-01-05;D;7;\n")

    assert amounts(rows) == [700]
    assert [(line, reason) for _file, line, _column, reason in rejected] == [
        ("2", "'12abc' is no amount; row left out"),
        ("3", "is empty; row left out"),
        ("4", "'-' is no amount; row left out"),
    ]


def test_rows_of_another_length_are_rejected_by_line(reading: Read) -> None:
    rows, rejected = reading(HEAD + "2026-01-05;A;1;IDR\n2026-01-05;B\n2026-01-05;C;3;IDR;more\n2026-01-05;D;4;IDR\n")

    assert amounts(rows) == [100, 400]
    assert [line for _file, line, _column, _reason in rejected] == ["3", "4"]


def test_amounts_of_two_currencies_are_not_added_up(reading: Read) -> None:
    rows, rejected = reading(HEAD + "2026-01-05;A;1;IDR\n2026-01-05;B;2;usd\n2026-01-05;C;3;IDR\n")

    assert amounts(rows) == [100, 300]
    assert rejected == [["payments", "", "currency", "1 rows in USD; scanned in IDR"]]


def test_two_encodings_in_one_file_and_a_title_above_the_headings(reading: Read) -> None:
    content = b"Laporan pembayaran;;;\n" + HEAD.encode() + "2026-01-05;Café;1;IDR\n".encode() + b"2026-01-06;Caf\xe9;2;IDR\n"
    rows, rejected = reading(content)

    assert [row["vendor"] for row in rows] == ["Café", "Café"]
    assert rejected == []


def test_utf_16_as_spreadsheets_save_it(reading: Read) -> None:
    rows, _rejected = reading((HEAD + "2026-01-05;A;1;IDR\n").encode("utf-16"))

    assert amounts(rows) == [100]


def test_a_line_without_end_is_rejected_and_the_next_ones_keep_their_numbers(reading: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain_text, "LONGEST", 1000)
    monkeypatch.setattr(plain_text, "CHUNK", 512)
    rows, rejected = reading(HEAD + "2026-01-05;A;1;IDR\n" + "x" * 5000 + "\n2026-01-05;B;wrong;IDR\n2026-01-05;C;3;IDR\n")

    assert amounts(rows) == [100, 300]
    assert [line for _file, line, _column, _reason in rejected] == ["3", "4"]


def test_a_quoted_cell_may_hold_line_ends(reading: Read) -> None:
    rows, _rejected = reading(HEAD + '2026-01-05;"A\nB";1;IDR\n2026-01-05;C;2;IDR\n')

    assert [row["vendor"] for row in rows] == ["A\nB", "C"]


def test_lines_are_named_as_the_person_counts_them(reading: Read) -> None:
    content = '2026-01-05;"A\nB";1;IDR\n\n2026-01-05;short\n2026-01-05;C;satu;IDR\n2026-01-05;D;4;IDR\n2026-01-05;E;5;IDR;more\n31/02/2026;F;6;IDR\n'
    rows, rejected = reading(HEAD + content)

    assert amounts(rows) == [100, 400, 600]
    assert sorted((int(line), column) for _file, line, column, _reason in rejected) == [
        (5, "Nilai"),
        (6, "Nilai"),
        (8, ""),
        (9, "Tanggal Bayar"),
    ]


def test_ten_thousand_columns(reading: Read) -> None:
    more = ";".join(f"kolom{number}" for number in range(10_000))
    rows, _rejected = reading(f"Nilai;{more}\n" + "1;" + ";".join(["x"] * 10_000) + "\n")

    assert amounts(rows) == [100]


def test_a_workbook_with_days_and_numbers(reading: Read) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Daftar pembayaran"])
    book.active.append(["Tanggal Bayar", "Nama Penyedia", "Nilai"])
    book.active.append([datetime(2026, 1, 5), "PT Satu", 1250000.5])  # noqa: DTZ001 - a workbook knows no zones
    book.active.append([None, None, "banyak"])
    content = io.BytesIO()
    book.save(content)
    rows, rejected = reading(content.getvalue(), "bayar.xlsx")

    assert (rows[0]["paid"], rows[0]["vendor"], rows[0]["amount"]) == (date(2026, 1, 5), "PT Satu", 125_000_050)
    assert rejected == [["bayar.xlsx[Sheet]", "4", "Nilai", "'banyak' is no amount; row left out"]]


def test_a_packed_folder_is_opened(reading: Read) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("a/satu.csv", HEAD + "2026-01-05;A;1;IDR\n")
        archive.writestr("dua.csv.gz", gzip.compress((HEAD + "2026-01-05;B;2;IDR\n").encode()))
    rows, rejected = reading(content.getvalue(), "semua.zip")

    assert sorted(amounts(rows)) == [100, 200]
    assert rejected == []


def test_a_bomb_is_not_unpacked(reading: Read) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("bom.csv", "w") as member:
        for _megabyte in range(80):
            member.write(b"0" * (1 << 20))
    _rows, rejected = reading(content.getvalue(), "bom.zip")

    assert rejected[0][3] == "cannot be opened: unpacks to more than 200 times its size"


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "kosong.csv", "the file is empty"),
        (b"PK\x03\x04 damaged", "rusak.xlsx", "cannot be opened"),
        (b"\x1f\x8b damaged", "rusak.csv.gz", "cannot be opened"),
        (b"PAR1 damaged", "rusak.parquet", "No magic bytes found at end of file 'rusak.parquet'"),
        (b"warna,rasa\nmerah,manis\n", "lain.csv", "no table that is known has such headings: warna, rasa"),
        (b"nama penyedia,tanggal\nA,2026-01-01\n", "kurang.csv", "no heading for amount of payments"),
    ],
)
def test_what_cannot_be_used_at_all_is_named(reading: Read, content: bytes, name: str, reason: str) -> None:
    _rows, rejected = reading(content, name)

    assert reason in rejected[0][3]
    assert rejected[1][3] == "nothing could be read; rejected.csv says why, file by file"


def test_columns_may_be_named_by_the_person(reading: Read) -> None:
    wish = Wish(columns={"payments": {"amount": "Betrag", "vendor": "Firma"}})
    rows, _rejected = reading("Firma,Betrag\nA,12\n", wish=wish)

    assert (rows[0]["vendor"], rows[0]["amount"]) == ("A", 1200)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("money", "1.005", 101),
        ("money", "-0.005", -1),
        ("money", "99999999999.99", 9_999_999_999_999),
        ("money", "9007199254740993", 900_719_925_474_099_300),
        ("money", "inf", None),
        ("integer", "2.5", 3),
        ("integer", "9007199254740993", 9_007_199_254_740_993),
        ("number", "nan", None),
        ("number", "0.125", 0.125),
    ],
)
def test_a_number_is_read_exactly_whichever_way_is_faster(kind, text, value):
    plain = converting.value("cell", kind, converting.Habit(plain=True), "")
    assert duckdb.execute(f"select {plain} from (select ?::varchar as cell)", [text]).fetchone() == (value,)


@pytest.mark.parametrize(
    "cell", ["", " ", "a", " a", "a ", "  a b  ", "\ta", "a\t", "\u00a0a", "a\u3000", "\u2009a\u2009", "é", " é", "~ ", "!", None]
)
def test_cells_that_need_no_trimming_are_known_by_sight(cell: str | None) -> None:
    written = duckdb.connect().execute(
        f"select {converting.trimmed('c')} is not distinct from trim(c) from (select ?::varchar as c)", [cell]
    )

    assert written.fetchall() == [(True,)]
