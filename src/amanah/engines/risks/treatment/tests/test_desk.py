import io

import openpyxl
import pytest

from amanah.engines.risks.treatment.models import Measure

pytestmark = pytest.mark.django_db


@pytest.fixture
def browse(desk, team):
    """`browse("rudi", "/desk/…")` is the page as that person gets it."""

    def get(name, address, data=None):
        team.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


def test_a_plan_is_made_on_screen(browse, active):
    here = f"/desk/risks/treatment/{active.number}/"
    assert "Pilih cara menangani" in text(browse("rudi", here))
    page = text(browse("rudi", f"{here}decide/", {"option": "accept", "reason": "Mahal"}), 400)
    assert "tidak boleh diterima begitu saja" in page
    assert browse("rudi", f"{here}decide/", {"option": "reduce", "reason": "Terlalu tinggi"}).status_code == 302
    values = {"title": "Pasang antrean", "output": "Antrean terbuka", "unit": "SUBDIT-UJI-K3", "owner": "Hadi Susanto"}
    values |= {"verifier": "Tuti", "priority": "high", "budget": "Rp 25.000.000"}
    text(browse("rudi", f"{here}add/", values | {"budget": "banyak"}), 400)
    text(browse("rudi", f"{here}add/", values | {"verifier": "Hadi Susanto"}), 400)
    assert browse("rudi", f"{here}add/", values).status_code == 302
    assert Measure.objects.get().budget == 25_000_000
    page = text(browse("rosa", here))
    for words in ("Pasang antrean", "Rp25.000.000", "Terlalu tinggi", "0 dari 1 tindakan terverifikasi"):
        assert words in page
    assert "Tambah tindakan" not in page
    assert browse("rosa", f"{here}add/").status_code == 404
    assert "Pasang antrean" in text(browse("rosa", "/desk/risks/treatment/"))


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_list_teaches_in_both_languages(browse, desk, language):
    desk.cookies["lang"] = language
    page = text(browse("hadi", "/desk/risks/treatment/"))
    assert ("Tidak ada tindakan" in page) == (language == "id")


def test_strangers_find_nothing(browse, measure, decided):
    one = measure()
    for name in ("citra", "budi"):
        assert one.action.title not in text(browse(name, "/desk/risks/treatment/?status=all"))
        assert one.action.title not in browse(name, "/desk/risks/treatment/export.csv").content.decode()
        for part in ("", "decide/", "add/"):
            assert browse(name, f"/desk/risks/treatment/{decided.number}/{part}").status_code == 404


def test_filters_survive_nonsense_and_the_export_holds_what_is_shown(browse, measure):
    one = measure(title="=HYPERLINK('x')")
    for query in ("status=x", "unit=%00", "unit=%27", "status=overdue"):
        assert browse("rudi", f"/desk/risks/treatment/?{query}").status_code == 200
    assert browse("rudi", "/desk/risks/treatment/?after=x").status_code == 404
    book = openpyxl.load_workbook(io.BytesIO(browse("rudi", "/desk/risks/treatment/export.xlsx").content))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert [(row[4], row[3][:2]) for row in rows] == [(one.action.number, "'=")]
    assert browse("rudi", "/desk/risks/treatment/export.exe").status_code == 404


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_page_asks_no_more_for_many_than_for_one(desk, team, measure, django_assert_max_num_queries, count):
    for _ in range(count):
        measure()
    team.sign_in(desk, "rudi")
    desk.get("/desk/risks/treatment/")
    with django_assert_max_num_queries(12):
        assert desk.get("/desk/risks/treatment/").status_code == 200
