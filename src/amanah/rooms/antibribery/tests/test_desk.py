"""The pages of scopes: for who may, with few queries, in both languages; for nobody else."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.db.models import F, Max, Min
from django.test.utils import CaptureQueriesContext

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.engines.risks.exposures import queries as exposures
from amanah.kernel import clock
from amanah.rooms.antibribery import glimpses, queries, services
from amanah.rooms.antibribery.glimpses import Glimpse
from amanah.rooms.antibribery.models import Change, Member, Scope, Statement
from amanah.rooms.antibribery.services import Plan, Words
from amanah.rooms.antibribery.tests.test_scopes import appoint

pytestmark = pytest.mark.django_db
LIST = "/desk/smap/"
MOST = 12


@pytest.fixture
def browse(desk, team):
    """`browse("fajar", "/desk/…")` is the page as that person gets it."""

    def get(name, address, data=None):
        team.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


@pytest.fixture
def change(team, scope):
    """A change that Fajar proposed."""
    plan = Plan("Loket daring", "Antrean", "Petugas baru", team.persons["hadi"], clock.today() + timedelta(days=10))
    return services.propose(scope, plan, viewer=team.viewer("fajar"))


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


READ = ("", "context/", "changes/", "culture/", "interests/", "history/", "reports/", "requirements/", "readiness/", "documents/")
WRITE = (
    "change/",
    "state/",
    "function/",
    "transition/confirm/",
    "close/",
    "context/climate/",
    "context/add/party/",
    "changes/new/",
    "reports/write/",
)


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_empty_list_teaches_and_every_page_is_there_in_both_languages(browse, desk, team, change, language):
    scope = change.scope
    desk.cookies["lang"] = language
    page = text(browse("citra", LIST))
    assert 'class="empty"' in page
    assert ("Belum ada" in page) == (language == "id")
    appoint(scope, team, "fajar")
    for part in (*READ, *WRITE, f"changes/{change.number}/", f"changes/{change.number}/decide/"):
        text(browse("fajar", f"{LIST}{scope.number}/{part}"))
    text(browse("fajar", f"{LIST}new/"))


def test_strangers_find_no_trace_and_readers_change_nothing(browse, scope, change):
    here = f"{LIST}{scope.number}/"
    for name in ("citra", "ani", "hadi"):
        for address in ("/desk/", LIST, f"{LIST}export.csv"):
            assert scope.title not in text(browse(name, address))
        for part in (*READ, *WRITE, f"changes/{change.number}/", f"changes/{change.number}/decide/", "applicability/2025.xlsx"):
            assert browse(name, here + part).status_code == 404, part
        assert browse(name, f"{LIST}new/").status_code == 403
    for part in WRITE:
        assert browse("rosa", here + part).status_code == 403, part


def test_pages_take_few_queries_however_much_there_is(browse, desk, team, make):
    scopes = [make(title=f"Balai {place}") for place in range(5)]
    for scope in scopes:
        appoint(scope, team, "hadi", "rosa")
    team.sign_in(desk, "fajar")
    desk.get(LIST)
    for address in (LIST, *(f"{LIST}{scopes[0].number}/{part}" for part in READ)):
        with CaptureQueriesContext(connection) as made:
            assert desk.get(address).status_code == 200
        most = MOST + (2 if address.endswith("documents/") else 0)  # evidence and documents of the whole house stand there
        assert len(made) <= most, (address, len(made), "\n".join(one["sql"][:160] for one in made))


def test_parts_that_count_are_asked_in_one_query_and_tell_of_scopes_without_rows(team, make, monkeypatch):
    many = [make(title=f"Balai {place}") for place in range(3)]
    services.propose(many[0], Plan("Loket", "A", "B", team.persons["hadi"], clock.today() + timedelta(days=3)), viewer=team.viewer("fajar"))
    monkeypatch.setattr(glimpses, "_counts", {})
    monkeypatch.setattr(glimpses, "_peeks", {})

    def changes(viewer, some):
        yield glimpses.tally(Change.objects.filter(scope__in=some), what=F("state"), day=Min("begins_on"))
        if viewer.has("fkap"):
            yield glimpses.tally(Statement.objects.filter(scope__in=some), what="stated", n=Max("version"))

    def tell(scope, rows):
        yield Glimpse(scope.title, "; ".join(f"{one.what} {one.n} {one.day}" for one in sorted(rows, key=str)), "info", "/")

    glimpses.count_with("one", changes, tell)
    glimpses.count_with("two", lambda _viewer, some: [glimpses.tally(Member.objects.filter(pk=0), scope="appointment__scope_id")], tell)
    viewer = team.viewer("fajar")
    assert viewer.has("fkap")
    with CaptureQueriesContext(connection) as made:
        found = glimpses.glimpses(viewer, many)
    assert len(made) == 1
    day = clock.today() + timedelta(days=3)
    assert [one.text for one in found[many[0].pk]] == [f"proposed 1 {day}; stated 1 None", ""]
    assert [one.text for one in found[many[1].pk]] == ["stated 1 None", ""]
    assert [one.text for one in glimpses.glimpses(team.viewer("rosa"), many)[many[1].pk]] == ["", ""]


def test_pages_of_a_scope_stand_in_groups(scope, make):
    groups, pages = glimpses.tabs(scope, "antibribery:culture")
    assert [one["title"] for one in groups] == list(glimpses.GROUPS.values())
    assert [one["title"] for one in groups if one["current"]] == [glimpses.GROUPS[2]]
    assert [one["current"] for one in pages].count(True) == 1
    assert not {"Budaya", "Konflik kepentingan"} & {
        str(one["title"]) for one in glimpses.tabs(make(editions="2016"), "antibribery:context")[1]
    }
    assert {order // 100 for order, _title, _when in glimpses._tabs.values()} == set(glimpses.GROUPS)


def test_from_opened_to_appointed_on_screen(browse, team):
    said = {"title": "Balai Uji", "unit": "DIT-K3", "statement": "Pengujian.", "editions": "2025", "top_title": "Direktur"}
    text(browse("fajar", f"{LIST}new/", said | {"title": ""}), 400)
    text(browse("fajar", f"{LIST}new/", said | {"unit": "SETJEN"}), 400)
    assert browse("fajar", f"{LIST}new/", said).status_code == 302
    scope = Scope.objects.get()
    here = f"{LIST}{scope.number}/"
    named = {
        "decree": "SK-1",
        "decree_on": "2026-01-05",
        "members": "Hadi Susanto\nRosa Lestari",
        "independence": "Ya",
        "access": "Langsung",
    }
    assert browse("fajar", f"{here}function/", named).status_code == 302
    assert "Hadi Susanto" in text(browse("rosa", here))
    assert browse("fajar", f"{here}context/add/process/", {"title": "Penerbitan izin", "words": "Memutus"}).status_code == 302
    item = scope.items.get()
    assert browse("fajar", f"{here}context/{item.pk}/class/", {"bribery_class": "more_than_low", "reason": "Tatap muka"}).status_code == 302
    assert exposures.class_of_thing("process", item.exposure, clock.today()) == "more_than_low"
    assert browse("fajar", f"{here}context/climate/", {"relevant": "no", "reason": "Tidak ada"}).status_code == 302
    page = text(browse("rosa", f"{here}context/"))
    assert "Tatap muka" in page
    assert "Bukan isu yang relevan" in page
    assert browse("fajar", f"{here}context/{item.pk}/end/", {"text": "Dihapus"}).status_code == 302


def test_the_report_is_frozen_when_issued_and_is_a_paper(browse, team, scope):
    appoint(scope, team, "hadi")
    here = f"{LIST}{scope.number}/reports/"
    words = Words("Memadai", "Berjalan", "Tujuh nasihat", "")
    report = services.draft(scope, clock.today() - timedelta(days=90), clock.today(), words, viewer=team.viewer("fajar"))
    assert browse("rosa", f"{here}{report.number}/").status_code == 404
    assert browse("rosa", f"{here}{report.number}/issue/", {}).status_code == 403
    assert browse("fajar", f"{here}{report.number}/issue/", {}).status_code == 302
    page = text(browse("rosa", f"{here}{report.number}/"))
    assert "Tujuh nasihat" in page
    report.refresh_from_db()
    assert report.figures
    paper = browse("rosa", f"{here}{report.number}/report.pdf")
    assert paper.content.startswith(b"%PDF-")
    assert queries.report_due(scope) > clock.today()


def test_the_list_leaves_the_house_as_a_table(browse, scope):
    answer = browse("rosa", f"{LIST}export.xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows[1:]] == [scope.number]


def test_other_rooms_tell_of_culture_and_interests_and_nobody_else_is_asked(browse, scope, make, monkeypatch):
    monkeypatch.setattr(contributions, "_providers", {})
    here = f"{LIST}{scope.number}/"
    assert 'class="empty"' in text(browse("rosa", f"{here}culture/"))
    contributions.register(
        "culture", "invented", "Teladan", lambda _viewer, unit, _since, _until: [Told("Pidato", f"oleh {unit}", "/desk/")]
    )
    assert "Pidato" in text(browse("rosa", f"{here}culture/"))
    assert 'class="empty"' in text(browse("rosa", f"{here}interests/"))
    old = make(editions="2016")
    assert browse("rosa", f"{LIST}{old.number}/culture/").status_code == 404
