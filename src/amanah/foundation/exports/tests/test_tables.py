import csv
import io
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes

ATTACKS = ["=1+1", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1+1", '=HYPERLINK("//x")', "＝1", "\x00=1", "-"]


def read_csv(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_in_a_table_is_run_as_a_formula(attack):
    assert read_csv(csv_bytes([attack], [[attack]]))[1][0].startswith("'")
    sheet = load_workbook(io.BytesIO(xlsx_bytes([Sheet("Daftar", [attack], [[attack]])])))["Daftar"]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row] == ["s", "s"]
    assert sheet["A2"].value.startswith("'")


@given(st.text())
def test_every_csv_text_is_harmless_and_comes_back(text):
    ((cell,),) = read_csv(csv_bytes(["x"], [[text]]))[1:]
    assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r"))
    readable = "".join(character for character in text if character >= " " or character in "\t\r\n")
    assert cell.removeprefix("'") == readable or cell == readable


def test_numbers_dates_and_gaps_stay_what_they_are():
    row = [-5, 2.5, date(2026, 11, 22), datetime(2026, 11, 22, 10, 31, tzinfo=UTC), None, True, "Sâdhu"]
    data = csv_bytes(["a", "b", "c", "d", "e", "f", "g"], [row])
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data)[1] == ["-5", "2.5", "2026-11-22", "2026-11-22", "", "True", "Sâdhu"]
    sheet = load_workbook(io.BytesIO(xlsx_bytes([Sheet("x", list("abcdefg"), [row])]))).active
    values = [cell.value for cell in sheet[2]]
    assert values == [-5, 2.5, datetime(2026, 11, 22), datetime(2026, 11, 22), None, True, "Sâdhu"]  # noqa: DTZ001 - openpyxl's own
    assert sheet.freeze_panes == "A2"


def test_sheets_get_names_that_a_workbook_takes():
    book = load_workbook(
        io.BytesIO(xlsx_bytes([Sheet("Perkara: 2026/11 [semua]", ["a"], []), Sheet("", ["a"], []), Sheet("y" * 40, ["a"], [])]))
    )
    assert book.sheetnames == ["Perkara  2026 11  semua", "Sheet 2", "y" * 31]


def test_a_workbook_leaves_no_file_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    rows = ([f"teks {number}" * 20, number] for number in range(5000))
    assert xlsx_bytes([Sheet("Banyak", ["teks", "angka"], rows)])[:2] == b"PK"
    assert not Path(tmp_path / "nowhere").exists()
