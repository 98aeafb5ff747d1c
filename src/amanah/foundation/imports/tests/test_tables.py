"""A use that this file declares: what the mechanism promises to every one, whatever its columns are."""

import io
from dataclasses import dataclass
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import include, path
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes
from amanah.foundation.imports import days, headings, sheets, taking, values
from amanah.foundation.imports.columns import Column, Limits, Shape
from amanah.foundation.imports.desk.screens import Screen, Words
from amanah.foundation.imports.table import Row, Table
from amanah.foundation.ledger import queries as ledger

SHAPE = Shape(
    (
        Column("code", ("kode", "risk_id"), "Kode risiko.", "R-1", required=True, reads=values.code),
        Column("level", ("tingkat",), "Angka 1 sampai 25.", "12", reads=values.whole),
        Column("measured", ("diukur",), "Hari pengukuran.", "2026-01-02", reads=values.past_day),
    ),
    mapped=True,
    limits=Limits(rows=50),
)
STRICT = Shape(SHAPE.columns, limits=Limits(rows=50))
KEPT = {}
EVERYBODY = SimpleNamespace(actor="system", has=lambda _role, _unit=None: True)


@dataclass
class Risk(Row):
    """A row of the register."""


def check(rows, _viewer):
    for row in rows:
        if KEPT.get(row.said["code"]) != row.said["level"]:
            row.changes.append(f"{KEPT.get(row.said['code'])} → {row.said['level']}")


def write(rows, _viewer):
    KEPT.update({row.said["code"]: row.said["level"] for row in rows})


def table(shape):
    return Table(shape, Risk, check, write, ("risk.imported", "risk:register"), lambda plan: {"rows": len(plan.rows)})


def screen(shape):
    return Screen(
        table(shape),
        Words("Impor risiko", "Unggah.", "Risiko", "Perubahan", "Terapkan", lambda n: f"{n} risiko", lambda row: (row.said["code"], "")),
        space="risks",
        guard=lambda view: view,
        back=("risks:import", "Risiko"),
        file="risiko",
    )


urlpatterns = [path("desk/risks/", include((screen(SHAPE).paths(), "risks"))), path("", include("amanah.config.urls_desk"))]


@pytest.fixture(autouse=True)
def _empty():
    KEPT.clear()


@pytest.fixture
def browse(people, desk, settings):
    settings.ROOT_URLCONF = __name__
    return people.sign_in(desk, "eko")


def upload(client, data):
    return client.post("/desk/risks/import/", {"table": SimpleUploadedFile("r.csv", data)})


@pytest.mark.parametrize("said", ["2026-03-05", "05/03/2026", "5-3-2026", "05.03.2026", "Kamis, 5 Maret 2026", "2026/03/05", "46086"])
def test_days_in_many_styles(said):
    assert days.read(said).isoformat() == "2026-03-05"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings(encoding):
    (line,) = taking.read("kode;tingkat\nCafé;3".encode(encoding), STRICT)
    assert line.cells == {"code": "Café", "level": "3"}


@pytest.mark.parametrize("cell", ["=1+1", "'=1+1", "CafÃ© sudah", "x" * 301, "a\x07b", ""])
def test_bad_cells_are_named(cell):
    plan = table(STRICT).plan([taking.Line(2, {"code": cell}, {})], viewer=EVERYBODY)
    assert list(plan.rows[0].errors) == ["code"]


@given(st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_characters="="), max_size=40), min_size=1, max_size=6))
@settings(max_examples=30, deadline=None)
def test_what_our_sheets_write_is_read_again(cells):
    headers = [f"k{at}" for at in range(len(cells))]
    shape = Shape(tuple(Column(name, (name,)) for name in headers))
    for data in (csv_bytes(headers, [["mulai", *cells[1:]]]), xlsx_bytes([Sheet("x", headers, [["mulai", *cells[1:]]])])):
        (row,) = table_of(shape).plan(taking.read(data, shape), viewer=EVERYBODY).rows
        said = [value.strip() for value in list(row.said.values())[1:]]
        assert said == [
            cell.strip().removeprefix("'") if cell.strip().startswith(("'+", "'-", "'@")) else cell.strip() for cell in cells[1:]
        ]


def table_of(shape):
    return Table(shape, Risk, lambda _rows, _viewer: None, lambda _rows, _viewer: None, ("x.y", "x:y"), lambda _plan: {})


@pytest.mark.django_db
def test_all_or_nothing_with_one_entry():
    lines = taking.read(b"kode;tingkat\nR-1;3\nR-2;4", STRICT)
    uses, before = table(STRICT), ledger.size()
    planned = uses.plan(lines, viewer=EVERYBODY)
    uses.apply(lines, digest=planned.digest, viewer=EVERYBODY)
    assert (KEPT, ledger.size()) == ({"R-1": 3, "R-2": 4}, before + 1)
    with pytest.raises(ValidationError, match="sejak pratinjau"):
        uses.apply(lines, digest=planned.digest, viewer=EVERYBODY)
    assert ledger.size() == before + 1


@pytest.mark.django_db
def test_a_person_says_what_unknown_headers_mean(browse):
    page = upload(browse, b"Risk;Skor\nR-1;3\nR-2;=1")
    assert "Kolom wajib belum ada" in page.content.decode()
    assert not page.context["looked_at"]
    page = browse.post("/desk/risks/import/columns/", {"file": page.context["file"], "code": "risk", "level": "risk"})
    assert page.status_code == 400
    page = browse.post("/desk/risks/import/columns/", {"file": page.context["file"], "code": "risk", "level": "skor"})
    assert [(number, said) for number, said, _second, _errors in page.context["wrong"]] == [(3, "R-2")]
    sheet = browse.post("/desk/risks/import/wrong.xlsx", {"file": page.context["file"]})
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert rows[0] == ("Baris", "Yang salah", "Risk", "Skor")
    assert (rows[1][1] or "", rows[1][2]) == ("", "R-1")
    assert "rumus" in rows[2][1]
    page = upload(browse, b"Baris;Yang salah;kode;tingkat\n2;;R-1;3")
    assert browse.post("/desk/risks/import/apply/", {"plan": page.context["plan"]}).status_code == 302
    assert KEPT == {"R-1": 3}


@pytest.mark.django_db
def test_what_is_not_ones_own_or_expired_is_answered_with_a_sentence(browse, people):
    plan = upload(browse, b"kode;tingkat\nR-1;3").context["plan"]
    people.sign_in(browse, "dewi")
    for address in ("apply/", "columns/", "wrong.csv"):
        answer = browse.post(f"/desk/risks/import/{address}", {"plan": plan, "file": plan}, follow=True)
        assert "tidak berlaku lagi" in answer.content.decode()
    assert KEPT == {}
    assert browse.get("/desk/risks/import/template.pdf").status_code == 404
    assert {browse.get(f"/desk/risks/import/template.{kind}").status_code for kind in sheets.KINDS} == {200}


def test_too_much_is_refused():
    with pytest.raises(ValidationError, match="melebihi 50 baris"):
        taking.read(b"kode\n" + b"R\n" * 51, STRICT)


MADE_FOR_PEOPLE = (
    ["Register risiko"],
    ["Tahun 2026"],
    ["No", "Kode", "Penilaian", "", "Diukur"],
    ["", "", "Tingkat", "Sumber", ""],
    ["1", "2", "3", "4", "5"],
    ["1", "R-1", "12", "SOP", "2026-01-02"],
)


def lines_of(rows):
    return [(number, list(row), {}) for number, row in enumerate(rows, 1)]


def test_headers_below_a_title_and_in_two_rows_are_found():
    shape = Shape((*SHAPE.columns[:1], Column("level", ("penilaian_tingkat",)), SHAPE.columns[2]), mapped=True, above=5)
    headers, rows = headings.split(lines_of(MADE_FOR_PEOPLE), shape)
    assert headers == ["No", "Kode", "Penilaian Tingkat", "Penilaian Sumber", "Diukur"]
    assert [number for number, _cells, _spoilt in rows] == [6], "the row that counts the columns says nothing"


def test_without_leave_the_first_row_is_the_headers():
    headers, rows = headings.split(lines_of(MADE_FOR_PEOPLE), SHAPE)
    assert (headers, len(rows)) == (["Register risiko"], 5)


def test_equal_headers_of_a_mapped_table_can_each_be_chosen():
    headers, _rows = headings.split(lines_of([["Kode", "Tingkat", "Tingkat", ""]]), SHAPE)
    assert headers == ["Kode", "Tingkat", "Tingkat (2)", ""]
    assert headings.split(lines_of([["Kode", "Tingkat", "Tingkat"]]), STRICT)[0] == ["Kode", "Tingkat", "Tingkat"]
