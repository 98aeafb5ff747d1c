"""The official layout out and in: what leaves comes back unchanged, and what is wrong in a file is named by row and column."""

import io

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings

from amanah.engines.instruments.filled import Said, Shown
from amanah.engines.instruments.tests.filling import QUICKLY, SINCE, ZONE, columns, filled, whole
from amanah.engines.instruments.workbook import layout, reading
from amanah.engines.instruments.workbook.writing import Cover, workbook
from amanah.foundation.exports.tables import Sheet, csv_bytes, xlsx_bytes

GIFTS = "pengungkit.pemenuhan.PW.1.a"
CHANGES = "pengungkit.reform.MP.1.a"
COVER = Cover("Direktorat Pengawasan K3", "LK-26-7F3K9Q", "1 Januari 2026 – 31 Desember 2026", "Pengisian oleh unit")
ALL = ("self", "internal", "external")


def taken(rows, headers=("Kode", "Jawaban unit", "Penjelasan unit")):
    return reading.take(csv_bytes(headers, rows))


def planned(sheet, rows, writable=ALL, **kwargs):
    return reading.plan(sheet, taken(rows, **kwargs), writable)


def pages(data):
    return openpyxl.load_workbook(io.BytesIO(data))


@given(columns(ZONE))
@settings(max_examples=3, **QUICKLY)
def test_what_leaves_comes_back_unchanged(said) -> None:
    sheet = filled(ZONE, **said)
    there = reading.take(workbook(sheet, COVER))

    again = reading.plan(sheet, there, ALL)
    assert (again.changes, again.wrong) == ([], [])
    anew = reading.plan(filled(ZONE), there, ALL)
    assert anew.wrong == []
    assert {(one.column, one.question.key): one.now for one in anew.changes} == {
        (column, key): value for column in ALL for key, value in sheet.answers(column).items()
    }


def test_the_worksheet_shows_weights_points_and_counts_as_values() -> None:
    proof = Shown("BK-26-000001", "Laporan kampanye", SINCE)
    sheet = filled(ZONE, shown=(proof,), self={**whole(ZONE), CHANGES: {"changes": 3, "change_agents": 4}, GIFTS: Said("B", "=1+1")})
    book = pages(workbook(sheet, COVER))
    page = book["LKE"]
    header = [cell.value for cell in page[7]]
    rows = {row[0].value: dict(zip(header, [cell.value for cell in row], strict=True)) for row in page.iter_rows(min_row=8)}

    assert [row[0].value for row in page.iter_rows(min_row=8)] == [row.code for row in layout.rows(ZONE)]
    assert rows["pengungkit"]["Nilai unit"] == 59.38
    assert rows[GIFTS]["% unit"] == 50
    assert rows[GIFTS]["Nilai unit"] == 0.38
    assert rows[GIFTS]["Penjelasan unit"] == "'=1+1"
    assert rows[GIFTS]["Bukti"] == "BK-26-000001 Laporan kampanye"
    assert rows[CHANGES]["Jawaban unit"] == "75%"
    assert rows[f"{CHANGES}#changes"]["Jawaban unit"] == 3
    assert rows[f"{CHANGES}#changes"]["Penilaian"] == "– Jumlah perubahan yang dibuat"
    assert not any(str(cell.value).startswith("=") for row in page.iter_rows() for cell in row)
    assert book.sheetnames == ["LKE", "Syarat", "Sumber"]
    assert [cell.value for cell in book["Syarat"][2]][:5] == ["WBK", "Nilai total", 75, "poin", 99.38]


def test_wrong_cells_are_named_by_row_and_column() -> None:
    rows = [
        (GIFTS, "D", ""),
        ("hasil.BERSIH.1.a", "4,5", ""),
        (CHANGES, "0,85", ""),
        ("pengungkit.tidak.ada", "A", ""),
        ("pengungkit.pemenuhan.MP.1.a", "Ya", ""),
        ("pengungkit.pemenuhan.MP.1.a", "Tidak", ""),
        ("pengungkit.pemenuhan.MP.1.b", "", "Sudah dipilih"),
    ]
    made = planned(filled(ZONE), rows)

    assert sorted((one.row, one.column) for one in made.wrong) == [
        (2, "Jawaban unit"),
        (3, "Jawaban unit"),
        (4, "Jawaban unit"),
        (5, "Kode"),
        (7, "Kode"),
        (8, "Jawaban unit"),
    ]
    assert "A, B, C" in next(one.sentence for one in made.wrong if one.row == 2)


def test_a_formula_is_no_answer() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Kode", "Jawaban unit"])
    book.active.append([GIFTS, '=IF(1=1,"A","B")'])
    out = io.BytesIO()
    book.save(out)

    made = reading.plan(filled(ZONE), reading.take(out.getvalue()), ALL)
    assert [(one.row, one.column) for one in made.wrong] == [(2, "Jawaban unit")]


def test_an_empty_cell_takes_nothing_away_and_a_reason_alone_stays_with_its_answer() -> None:
    sheet = filled(ZONE, self={GIFTS: Said("A", "Lama")})

    assert planned(sheet, [(GIFTS, "", "")]).changes == []
    (change,) = planned(sheet, [(GIFTS, "", "Baru")]).changes
    assert (change.before, change.now, change.reason) == ("A", "A", "Baru")


def test_a_column_that_is_shut_is_passed_over_and_counted() -> None:
    headers = ("Kode", "Jawaban unit", "Jawaban verifikasi")
    made = planned(filled(ZONE), [(GIFTS, "A", "B")], writable=("self",), headers=headers)

    assert [(one.column, one.now) for one in made.changes] == [("self", "A")]
    assert (made.shut, made.wrong) == (1, [])


def test_counts_in_one_cell_of_the_plain_layout() -> None:
    (change,) = planned(filled(ZONE), [(CHANGES, "changes=3; change_agents=4", "")]).changes

    assert change.now == {"changes": 3, "change_agents": 4}


def official(answers, spoil=None):
    rows = []
    for row in layout.rows(ZONE):
        asks = row.question and not row.count
        options = layout.COUNT if row.count else "/".join(row.question.scale.values) if asks and row.question.scale else "%" if asks else ""
        if asks and row.question.kind == "number":
            options = "0-4"
        rows.append([row.label, row.code, spoil if row.code == GIFTS and spoil else options, answers.get(row.code, "") if asks else ""])
    title = [["Lembar Kerja Evaluasi", "", "", ""], ["Unit", "K3", "", ""]]
    return csv_bytes(["", "", "", ""], [*title, ["No", "Penilaian", "Pilihan Jawaban", "Jawaban"], *rows])


def test_an_official_form_without_codes_is_known_by_its_order() -> None:
    made = reading.plan(filled(ZONE), reading.take(official({GIFTS: "A", "hasil.PRIMA.1.a": "3,2"})), ("self",))

    assert {(one.question.key, one.now) for one in made.changes} == {(GIFTS, "A"), ("hasil.PRIMA.1.a", "3.2")}


def test_an_official_form_of_another_order_is_refused_with_the_row() -> None:
    with pytest.raises(ValidationError, match=r"Baris \d+ meminta “Ya/Tidak”"):
        reading.plan(filled(ZONE), reading.take(official({}, spoil="Ya/Tidak")), ("self",))


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04nonsense", csv_bytes(["Nama", "Umur"], [("a", "b")]), xlsx_bytes([Sheet("x", ["Kode", "Jawaban unit"], [])])],
    ids=["empty", "broken", "other", "no rows"],
)
def test_files_that_are_no_worksheet_are_refused(data) -> None:
    with pytest.raises(ValidationError):
        reading.take(data)


def test_the_plan_is_one_with_the_state_it_was_made_over() -> None:
    rows = taken([(GIFTS, "A", "")])

    one = reading.plan(filled(ZONE), rows, ALL).digest
    assert one == reading.plan(filled(ZONE), reading.Taken.from_plain(rows.plain), ALL).digest
    assert one != reading.plan(filled(ZONE, self={GIFTS: "B"}), rows, ALL).digest
