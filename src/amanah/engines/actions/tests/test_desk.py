import csv
import io
from datetime import timedelta

import openpyxl
import pytest

from amanah.engines.actions import services
from amanah.engines.actions.models import Action
from amanah.engines.actions.services import PartPlan
from amanah.kernel import clock

pytestmark = pytest.mark.django_db

PAGES = ["/desk/actions/", "/desk/actions/new/", "/desk/actions/export.csv", "/desk/actions/TL-26-ZZZZZZ/"]


@pytest.fixture
def browse(desk, team):
    """`browse("budi", "/desk/actions/")` is the page as that person gets it."""

    def get(name, address, data=None):
        team.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:2000]
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_nobody_signed_in_is_asked_to_sign_in(desk, address):
    response = desk.get(address)
    assert (response.status_code, response["Location"].startswith("/desk/account/login/")) == (302, True)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_list_teaches_in_both_languages(browse, desk, language):
    desk.cookies["lang"] = language
    page = text(browse("hadi", "/desk/actions/"))
    assert 'class="empty"' in page
    assert ("Belum ada" in page) == (language == "id")


def test_strangers_find_no_trace_and_no_address_answers(browse, give):
    action = give()
    for name in ("hadi", "indra", "gilang", "kartika"):
        for address in ("/desk/", "/desk/actions/", "/desk/actions/export.csv"):
            found = text(browse(name, address))
            assert action.title not in found
            assert action.number not in found
        assert 'class="empty"' in text(browse(name, f"/desk/actions/?number={action.number}"))
        for part in ("", "do/progress/", "do/verify/", "reject/"):
            assert browse(name, f"/desk/actions/{action.number}/{part}").status_code == 404
        for part in ("begin/", "approve/"):
            assert browse(name, f"/desk/actions/{action.number}/{part}", {}).status_code == 404


def test_from_given_to_verified_on_screen(browse, give, team):
    action = give(parts=[PartPlan(team.units.fkap, "Susun bahan", team.persons["fitri"])])
    here = f"/desk/actions/{action.number}/"
    assert "Mulai kerjakan" in text(browse("citra", "/desk/"))
    assert "Mulai kerjakan" in text(browse("citra", here))
    browse("citra", f"{here}begin/", {})
    text(browse("citra", f"{here}do/progress/", {"text": ""}), 400)
    browse("citra", f"{here}do/progress/", {"text": "Rancangan selesai.", "evidence": "ND-1", "progress": "40"})
    assert "Laporkan selesai" not in text(browse("citra", here))
    part = action.parts.get()
    assert "Susun bahan" in text(browse("fitri", f"{here}part/{part.pk}/"))
    browse("fitri", f"{here}part/{part.pk}/", {"text": "Bahan siap."})
    browse("citra", f"{here}do/report/", {"text": "Semua selesai.", "evidence": "ND-2"})
    assert "Verifikasi hasilnya" in text(browse("budi", "/desk/"))
    browse("budi", f"{here}do/verify/", {"text": "Cukup."})
    page = text(browse("citra", here))
    for words in ("Rancangan selesai.", "ND-2", "Bahan siap.", "Cukup.", "Dinyatakan terverifikasi", "Kemajuan 40%"):
        assert words in page
    assert Action.objects.get().state == "verified"


def test_what_the_engine_refuses_is_said_on_screen(browse, give, desk):
    action = give()
    browse("citra", f"/desk/actions/{action.number}/do/verify/", {"text": "Cukup."})
    assert "bukan bagian Anda" in text(desk.get(f"/desk/actions/{action.number}/"))


def test_two_people_call_it_off_on_screen(browse, give):
    action = give()
    here = f"/desk/actions/{action.number}/"
    browse("ani", f"{here}do/cancel/", {"text": "Unitnya dilebur."})
    assert "Setujui usulan" not in text(browse("ani", here))
    page = text(browse("budi", here))
    assert "Setujui usulan" in page
    assert "Unitnya dilebur." in page
    browse("budi", f"{here}approve/", {})
    assert Action.objects.get().state == "cancelled"


def test_an_overseer_gives_one_within_reach_only(browse, team):
    values = {"title": "Rapikan arsip", "unit": "DIT-PENEMPATAN", "owner": "Citra", "verifier": "Budi Hartono", "priority": "ordinary"}
    assert browse("citra", "/desk/actions/new/").status_code == 403
    text(browse("oki", "/desk/actions/new/", values), 400)
    assert browse("ola", "/desk/actions/new/", values).status_code == 302
    text(browse("ola", "/desk/actions/new/", values | {"verifier": "Citra"}), 400)
    text(browse("ola", "/desk/actions/new/", values | {"part_task_1": "Sesuatu"}), 400)
    text(browse("ola", "/desk/actions/new/", values | {"due_on": "2020-01-01"}), 400)
    assert Action.objects.get().due_on == clock.today() + timedelta(days=60)


def test_filters_are_said_as_a_sentence_and_survive_nonsense(browse, give, team):
    first, second = give("Yang pertama"), give("Yang kedua")
    services.begin(first, viewer=team.viewer("citra"))
    page = text(browse("budi", "/desk/actions/?state=in_progress&role=verifier&unit=penempatan"))
    assert first.title in page
    assert second.title not in page
    assert "saya verifikasi" in page
    assert "unit memuat penempatan" in page
    for nonsense in ("state=x", "after=", "status=%00", "number=%25", "unit=%27"):
        assert browse("budi", f"/desk/actions/?{nonsense}").status_code == 200
    for forged in ("after=x", "after=2026-01-01.zz"):
        assert browse("budi", f"/desk/actions/?{forged}").status_code == 404


def test_the_export_holds_exactly_what_is_shown(browse, give, team):
    shown = give("=HYPERLINK('x')")
    give("Yang lain", owner="hadi", unit=team.units.k3_testing, verifier="fitri")
    sheet = browse("budi", "/desk/actions/export.csv?status=open")
    lines = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert [line[0] for line in lines[1:]] == [shown.number]
    assert lines[1][1].startswith("'=")
    assert lines[1][7] == "Belum ditindaklanjuti"
    book = openpyxl.load_workbook(io.BytesIO(browse("budi", "/desk/actions/export.xlsx").content))
    assert [row[0].value for row in book.active.iter_rows(min_row=2)] == [shown.number]
    assert browse("budi", "/desk/actions/export.exe").status_code == 404


@pytest.mark.parametrize("count", [1, 15])
@pytest.mark.parametrize("name", ["budi", "citra", "ola", "gilang"])
def test_the_list_page_asks_no_more_for_many_than_for_one(desk, team, give, django_assert_max_num_queries, name, count):  # noqa: PLR0917
    for _ in range(count):
        give(parts=[PartPlan(team.units.k3, "Bagian")])
    team.sign_in(desk, name)
    desk.get("/desk/actions/")
    with django_assert_max_num_queries(12):
        assert desk.get("/desk/actions/?status=open").status_code == 200
