import io
from datetime import date

import openpyxl
import pytest

from amanah.engines.cases import services
from amanah.engines.cases.models import SavedView
from amanah.engines.cases.tests.kinds import OPENLY
from amanah.foundation.access import exclusion
from amanah.foundation.clocks import tick
from amanah.foundation.notices import queries as notices
from amanah.foundation.notices.models import Notice

pytestmark = pytest.mark.django_db

PAGES = ["/desk/", "/desk/cases/", "/desk/search/?q=suap", "/desk/statistics/", "/desk/notices/"]


@pytest.fixture
def browse(desk, team):
    """`browse("nia", "/desk/")` is the page as that person gets it."""

    def get(name, address, **extra):
        team.sign_in(desk, name)
        return desk.get(address, **extra)

    return get


def text(response):
    assert response.status_code == 200, response
    return response.content.decode()


@pytest.mark.parametrize("address", PAGES)
def test_nobody_signed_in_is_asked_to_sign_in(desk, kinds, address):
    response = desk.get(address)
    assert (response.status_code, response["Location"].startswith("/desk/account/login/")) == (302, True)


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_empty_pages_teach_in_both_languages(browse, desk, address, language):
    desk.cookies["lang"] = language
    page = text(browse("citra", address))
    assert 'class="empty"' in page
    assert ("Perkara" in page or "perkara" in page or "Di sini" in page) == (language == "id")


def test_every_page_shows_the_case_to_who_may_see_it_and_no_trace_to_others(browse, team, opened):
    case = opened(tags=[exclusion.person_tag(team.persons["nur"].pk)])
    tick.run()
    for address in [*PAGES, f"/desk/search/?q={case.number[-6:]}", "/desk/cases/export.csv"]:
        assert (case.number in text(browse("nia", address))) == ("statistics" not in address)
        for stranger in ("citra", "nur", "sari"):
            assert case.number not in text(browse(stranger, address))
    for stranger in ("citra", "nur", "sari"):
        assert browse(stranger, f"/desk/cases/{case.number}/").status_code == 404
        assert browse(stranger, f"/desk/search/?q={case.number}").status_code == 200
    assert case.number in text(browse("nia", f"/desk/cases/{case.number}/"))
    assert browse("nia", f"/desk/search/?q={case.number.lower()}")["Location"] == f"/desk/cases/{case.number}/"
    assert browse("nia", "/desk/cases/XS-26-ZZZZZZ/").status_code == 404


def test_filters_are_said_as_a_sentence_and_survive_nonsense(browse, opened):
    old, new = opened(day=date(2026, 9, 1), topic="levy"), opened(day=date(2026, 11, 20))
    page = text(browse("nia", "/desk/cases/?topic=sample_sealed.levy&since=2026-08-01"))
    assert old.number in page
    assert new.number not in page
    assert "diterima sejak 1 September 2026" not in page
    assert "diterima sejak 1 Agustus 2026" in page
    assert "?topic=sample_sealed.levy" in page
    for nonsense in ("topic=x", "since=32", "after=", "status=%00", "number=%25"):
        assert browse("nia", f"/desk/cases/?{nonsense}").status_code == 200
    for forged in ("after=x", "after=2026-01-01.zz"):
        assert browse("nia", f"/desk/cases/?{forged}").status_code == 404


def test_the_list_goes_on_where_it_ended(browse, opened, monkeypatch):
    from amanah.engines.cases.queries import lists

    monkeypatch.setattr(lists.listing, "__kwdefaults__", {"after": "", "size": 2})
    numbers = {opened().number for _ in range(3)}
    first = browse("nia", "/desk/cases/?status=open")
    shown = {row.case.number for row in first.context["rows"]}
    assert len(shown) == 2
    rest = browse("nia", first.context["next_url"])
    assert shown | {row.case.number for row in rest.context["rows"]} == numbers
    assert rest.context["next_url"] == ""


def test_an_export_holds_what_the_list_shows(browse, opened, team):
    kept, left = opened(topic="levy"), opened()
    services.assign(kept, team.nia, viewer=team.viewer("chandra"))
    lines = text(browse("nia", "/desk/cases/export.csv?topic=sample_sealed.levy")).splitlines()
    assert len(lines) == 2
    assert lines[1].startswith(f"{kept.number},Contoh tersegel,Pungutan liar,Utara,Diterima,,")
    assert "Nia Kurnia" in lines[1]
    response = browse("nia", "/desk/cases/export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    assert {sheet.cell(2, 1).value, sheet.cell(3, 1).value} == {kept.number, left.number}
    assert "attachment" in response["Content-Disposition"]
    assert browse("nia", "/desk/cases/export.exe").status_code == 404


def test_views_are_kept_replaced_and_forgotten_by_their_owner(browse, desk, team, opened):
    team.sign_in(desk, "nia")
    desk.post("/desk/cases/views/", {"name": "Lewat", "query": "urgency=overdue&after=x&evil=1"})
    desk.post("/desk/cases/views/", {"name": "Lewat", "query": "urgency=soon"})
    desk.post("/desk/cases/views/", {"name": "", "query": "urgency=soon"})
    desk.post("/desk/cases/views/", {"name": "Kosong", "query": "after=x"})
    (view,) = SavedView.objects.all()
    assert (view.name, view.query, view.account) == ("Lewat", "urgency=soon", team.nia)
    assert "Lewat" in text(desk.get("/desk/cases/"))
    assert "Lewat" not in text(browse("chandra", "/desk/cases/"))
    assert desk.post(f"/desk/cases/views/{view.pk}/forget/").status_code == 404
    team.sign_in(desk, "nia")
    desk.post(f"/desk/cases/views/{view.pk}/forget/")
    assert not SavedView.objects.exists()


def test_figures_have_their_tables_and_their_period(browse, opened, team):
    for _ in range(3):
        opened(day=date(2026, 10, 5))
    page = text(browse("nia", "/desk/statistics/?kind=sample_sealed&since=2026-10-01&until=2026-10-31"))
    assert '<p class="sentence-number">3</p>' in page
    assert "Oktober 2026" in page
    assert browse("nia", "/desk/statistics/?since=2026-10-31&until=2026-10-01").status_code == 200
    assert browse("nia", "/desk/statistics/?since=1900-10-31").status_code == 200
    lines = text(browse("nia", "/desk/statistics.csv?kind=sample_sealed")).splitlines()
    assert "Pokok masalah,Suap,3" in lines
    team.add("sita", "Sita Angka", team.units.secretariat, "Statistikawan", roles=("cases.statistics",))
    few = text(browse("sita", "/desk/statistics/?kind=sample_sealed&since=2026-10-01&until=2026-10-31"))
    assert "Angka kecil disembunyikan" in few
    assert '<p class="sentence-number">&lt; 5</p>' in few
    assert browse("citra", "/desk/statistics.csv").status_code == 404


def test_a_notice_leads_to_its_case_and_is_then_read(browse, desk, team, opened):
    case = opened()
    tick.run()
    notice = Notice.objects.get(account=team.nia)
    assert browse("nur", f"/desk/notices/{notice.key}/").status_code == 405
    assert desk.post(f"/desk/notices/{notice.key}/").status_code == 404
    team.sign_in(desk, "nia")
    assert desk.post(f"/desk/notices/{notice.key}/")["Location"] == f"/desk/cases/{case.number}/"
    assert notices.unread(team.viewer("nia")) == 0
    assert desk.get("/desk/notices/?after=x").status_code == 404
    services.tag_subject(case, [exclusion.person_tag(team.persons["nia"].pk)], viewer=team.viewer("chandra"))
    assert desk.post(f"/desk/notices/{notice.key}/").status_code == 404
    assert case.number not in text(desk.get("/desk/notices/"))
    team.sign_in(desk, "chandra")
    desk.post("/desk/notices/read/")
    assert notices.unread(team.viewer("chandra")) == 0


@pytest.mark.parametrize("count", [1, 12])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_asks_no_more_for_many_cases_than_for_one(desk, team, opened, django_assert_max_num_queries, count, address):  # noqa: PLR0917
    for _ in range(count):
        services.assign(opened(), team.nia, viewer=team.viewer("chandra"))
    tick.run()
    team.sign_in(desk, "nia")
    desk.get(address)
    most = {
        "/desk/": 56,
        "/desk/statistics/": 13,
    }  # the first page asks all 29 parts of the house that have work to show, a query or two each
    with django_assert_max_num_queries(most.get(address, 12)):
        desk.get(address)


def test_the_parts_that_rooms_include_stand_alone(desk, team, opened, rf):
    from django.template.loader import render_to_string

    from amanah.engines.cases.desk import parts

    case = opened()
    services.assign(case, team.nia, viewer=team.viewer("chandra"))
    services.add_entry(case, "in", "message/1", author="reporter")
    services.propose(case, "archive", viewer=team.viewer("nia"), outcome="void", reason_field="outcome/1")
    context = parts.of_case(team.viewer("chandra"), case)
    addresses = {name: f"/{name}/" for name in ("move_url", "propose_url", "approve_url", "reject_url", "assign_url", "release_url")}
    request = rf.get("/desk/")
    drawn = {
        name: render_to_string(f"cases/_{name}.html", context | addresses, request)
        for name in ("timeline", "clocks", "moves", "assign", "conversation")
    }
    assert "Perkara dibuka" in drawn["timeline"]
    assert "Tanda terima" in drawn["clocks"]
    assert 'action="/approve_url/"' in drawn["moves"]
    assert 'action="/move_url/take/"' in drawn["moves"]
    assert "Nur Hidayat" in drawn["assign"]
    assert "Dari pelapor" in drawn["conversation"]


def test_an_open_kind_has_a_plain_page(browse, opened, team):
    case = opened(OPENLY, route="desk", unit=team.units.placement)
    assert case.number in text(browse("lokito", f"/desk/cases/{case.number}/"))
