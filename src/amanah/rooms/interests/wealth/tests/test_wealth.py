"""Official lists come in whole or not at all; status and days only; counted by unit for the ministry of state apparatus."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from amanah.foundation.access import services as access
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.foundation.imports import taking
from amanah.kernel import clock
from amanah.rooms.interests import duties
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.wealth import queries
from amanah.rooms.interests.wealth.columns import SHAPE
from amanah.rooms.interests.wealth.imports import LISTS
from amanah.rooms.interests.wealth.models import AssetReport

pytestmark = pytest.mark.django_db
HEAD = "nip;nama;jenis;tahun;peristiwa;tanggal_peristiwa;status;tanggal_lapor;tanggal_bukti_spt"
YEAR = clock.today().year - 1


@pytest.fixture
def cast(people):
    access.grant_role(people.dewi, RECORDER, people.units.root)
    access.grant_role(people.fitri, RECORDER, people.units.secretariat)
    return people


def listed(people, *rows):
    """A CSV with one line for each (name, rest of the row)."""
    return "\n".join([HEAD, *(f"{people.persons[name].nip if name in people.persons else name};{name};{rest}" for name, rest in rows)])


def plan(people, text, by="dewi"):
    return LISTS.plan(taking.read(text.encode(), SHAPE), viewer=people.viewer(by))


def bring_in(people, *rows):
    text = listed(people, *rows)
    return LISTS.apply(taking.read(text.encode(), SHAPE), digest=plan(people, text).digest, viewer=people.viewer("dewi"))


def test_a_list_says_who_reported_when_and_falls_due_by_the_rule(cast):
    bring_in(cast, ("gilang", f"LHKPN;{YEAR};;;Lengkap;12/03/{YEAR + 1};"), ("kartika", f"lhkpn;{YEAR};periodik;;belum;;"))
    gilang = AssetReport.objects.get(person=cast.persons["gilang"])
    assert (gilang.status, gilang.submitted_on, gilang.due_on) == ("complete", date(YEAR + 1, 3, 12), date(YEAR + 1, 3, 31))
    assert gilang.in_time
    assert queries.obliged("lhkpn", YEAR) == {cast.persons["gilang"].pk, cast.persons["kartika"].pk}
    assert cast.persons["hadi"].pk in queries.obliged("lhkan", YEAR)
    assert duties.missing(duties.find("lhkpn"), YEAR + 1) == {cast.persons["kartika"].pk}


def test_a_special_report_is_due_three_months_after_the_event(cast):
    bring_in(cast, ("gilang", f"lhkpn;{YEAR};pengangkatan;10-06-{YEAR};belum;;"))
    assert AssetReport.objects.get().due_on == date(YEAR, 9, 10)
    assert [one.person for one in queries.special(cast.units.k3, YEAR)] == [cast.persons["gilang"]]


@pytest.mark.parametrize(
    ("rest", "column"),
    [
        (f"harta;{YEAR};;;belum;;", "kind"),
        ("lhkpn;25;;;belum;;", "year"),
        ("lhkpn;9999;;;belum;;", "year"),
        (f"lhkpn;{YEAR};kadang;;belum;;", "occasion"),
        (f"lhkpn;{YEAR};;;entah;;", "status"),
        (f"lhkpn;{YEAR};;;lengkap;;", "submitted_on"),
        (f"lhkpn;{YEAR};;;lengkap;31/02/{YEAR};", "submitted_on"),
        (f"lhkpn;{YEAR};;;lengkap;2099-01-01;", "submitted_on"),
        (f"lhkpn;{YEAR};;;belum;{YEAR}-03-01;", "submitted_on"),
        (f"lhkpn;{YEAR};pengangkatan;;belum;;", "event_on"),
        (f"lhkan;{YEAR};akhir_jabatan;{YEAR}-03-01;belum;;", "occasion"),
        (f"lhkpn;{YEAR};;;lengkap;{YEAR}-03-01;{YEAR}-03-01", "tax_receipt_on"),
        (f"lhkpn;{YEAR};;;=1+1;;", "status"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_imported(cast, rest, column):
    text = listed(cast, ("hadi", f"lhkan;{YEAR};;;belum;;"), ("gilang", rest))
    planned = plan(cast, text)
    assert [(row.number, set(row.errors)) for row in planned.wrong] == [(3, {column})]
    with pytest.raises(ValidationError):
        LISTS.apply(taking.read(text.encode(), SHAPE), digest=planned.digest, viewer=cast.viewer("dewi"))
    assert not AssetReport.objects.exists()


def test_unknown_people_people_of_others_and_doubles_are_named(cast):
    row = f"lhkan;{YEAR};;;belum;;"
    planned = plan(cast, listed(cast, ("tidak-ada", row), ("hadi", row), ("eko", row), ("eko", row)), by="fitri")
    assert [(one.number, "nip" in one.errors) for one in planned.rows] == [(2, True), (3, True), (4, False), (5, True)]


def test_columns_of_values_are_refused_as_a_whole(cast):
    with pytest.raises(ValidationError, match="tidak dikenal"):
        taking.read(f"{HEAD};nilai_harta\n1;a;lhkpn;{YEAR};;;belum;;;9000000".encode(), SHAPE)


def test_the_next_list_changes_what_differs_and_an_old_preview_nothing(cast):
    bring_in(cast, ("gilang", f"lhkpn;{YEAR};;;belum;;"))
    text = listed(cast, ("gilang", f"lhkpn;{YEAR};;;perlu dilengkapi;{YEAR + 1}-03-30;"))
    shown = plan(cast, text)
    assert shown.changing[0].changes[0] == "Belum melapor → Perlu dilengkapi"
    bring_in(cast, ("gilang", f"lhkpn;{YEAR};;;lengkap;{YEAR + 1}-03-30;"))
    with pytest.raises(ValidationError, match="berubah sejak pratinjau"):
        LISTS.apply(taking.read(text.encode(), SHAPE), digest=shown.digest, viewer=cast.viewer("dewi"))
    assert plan(cast, listed(cast, ("gilang", f"lhkpn;{YEAR};;;lengkap;{YEAR + 1}-03-30;"))).changing == []


def test_the_recap_adds_up_by_unit(cast):
    bring_in(
        cast,
        ("gilang", f"lhkpn;{YEAR};;;lengkap;{YEAR + 1}-03-30;"),
        ("kartika", f"lhkpn;{YEAR};;;sudah;{YEAR + 1}-04-02;"),
        ("lestari", f"lhkpn;{YEAR};;;belum;;"),
        ("hadi", f"lhkan;{YEAR};;;sudah;{YEAR + 1}-03-02;{YEAR + 1}-03-01"),
    )
    rows, total = queries.recap("lhkpn", YEAR, cast.units.root)
    assert {row.unit.code: (row.owing, row.in_time, row.late, row.left) for row in rows} == {
        "KEMENTERIAN": (1, 0, 1, 0),
        "ITJEN": (1, 0, 0, 1),
        "DIT-K3": (1, 1, 0, 0),
    }
    assert (total.owing, total.in_time, total.late, total.left, total.per_cent) == (3, 1, 1, 1, 66)
    _rows, others = queries.recap("lhkan", YEAR, cast.units.k3)
    assert (others.owing, others.in_time, others.receipts) == (1, 1, 1)


def test_upload_preview_apply_and_export_on_screen(cast, desk):
    cast.sign_in(desk, "dewi")
    assert "Belum ada daftar" in desk.get("/desk/interests/wealth/").content.decode()
    header, cells = HEAD.split(";"), [cast.persons["gilang"].nip, "Gilang", "lhkpn", str(YEAR), "", "", "lengkap", f"{YEAR + 1}-03-01", ""]
    book = io.BytesIO(xlsx_bytes([Sheet("Daftar", header, [cells])]))
    book.name = "daftar.xlsx"
    page = desk.post("/desk/interests/wealth/import/", {"table": book})
    assert "Gilang Ramadhan" in page.content.decode()
    assert not AssetReport.objects.exists()
    assert desk.post("/desk/interests/wealth/import/apply/", {"plan": page.context["plan"]}).status_code == 302
    assert AssetReport.objects.get().status == "complete"
    assert "1 tepat waktu" in desk.get("/desk/interests/wealth/").content.decode()
    answer = desk.get("/desk/interests/wealth/export.xlsx")
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].rows]
    assert rows[-1] == ["Seluruhnya", 1, 1, 0, 0, 0, 100]
    assert desk.get("/desk/interests/wealth/export.pdf").content.startswith(b"%PDF")
    assert desk.get("/desk/interests/wealth/export.csv").status_code == 200
    for form in ("csv", "xlsx"):
        assert desk.get(f"/desk/interests/wealth/import/template.{form}").status_code == 200
    cast.sign_in(desk, "gilang")
    assert "Sudah melapor" in desk.get("/desk/interests/").content.decode()


def test_citra_must_see_nothing(cast, desk):
    bring_in(cast, ("gilang", f"lhkpn;{YEAR};;;belum;;"))
    cast.sign_in(desk, "citra")
    for path in ("", "import/", "import/template.csv", "export.xlsx", "export.pdf"):
        assert desk.get(f"/desk/interests/wealth/{path}").status_code == 404, path
    assert desk.post("/desk/interests/wealth/import/apply/", {"plan": "x"}).status_code == 404
    cast.sign_in(desk, "fitri")
    assert desk.get("/desk/interests/wealth/?unit=DIT-K3").status_code == 404
    assert desk.get("/desk/interests/wealth/?unit=SETJEN").status_code == 200


def test_an_own_report_shows_its_status_and_day_only(cast, desk):
    bring_in(cast, ("hadi", f"lhkan;{YEAR};;;perlu_dilengkapi;{YEAR + 1}-02-01;{YEAR + 1}-02-01"))
    cast.sign_in(desk, "hadi")
    assert "Perlu dilengkapi" in desk.get("/desk/interests/").content.decode()
