"""The pages of reviews: for those who keep the scope, chair it or are invited, and for nobody else."""

from datetime import timedelta

import pytest

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.kernel import clock
from amanah.rooms.antibribery import glimpses
from amanah.rooms.antibribery.requirements.records import records
from amanah.rooms.antibribery.reviews import declare, services
from amanah.rooms.antibribery.reviews.models import Review

pytestmark = pytest.mark.django_db
LIST = "/desk/smap/reviews/"
MOST = 12


@pytest.fixture
def browse(desk, team):
    """`browse("fajar", "/desk/…")` is the page as that person gets it."""

    def get(name, address, data=None):
        team.sign_in(desk, name)
        return desk.get(address) if data is None else desk.post(address, data)

    return get


def text(response, status=200):
    assert response.status_code == status, response.content.decode()[:3000]
    return response.content.decode()


def here(review):
    return f"{LIST}{review.number}/"


def test_a_review_from_its_plan_to_its_approved_minutes(team, scope, browse, desk):
    today = clock.today()
    of_scope = text(browse("fajar", f"{LIST}of/{scope.number}/"))
    assert "belum pernah" in of_scope
    new = f"{LIST}of/{scope.number}/new/"
    assert team.persons["gilang"].nip in text(browse("fajar", new))
    data = {"kind": "both", "since": "2026-01-01", "until": today, "planned_on": today, "chair": team.persons["fajar"].nip}
    assert "bukan anggota FKAP" in text(browse("fajar", new, data), 400)
    invited = "\n".join(team.persons[name].nip for name in ("arif", "citra"))
    made = browse("fajar", new, {**data, "chair": team.persons["gilang"].nip, "invited": invited, "place": "09.00 WIB"})
    at = made["location"]
    review = Review.objects.get()
    assert text(browse("citra", at)).count("do/") == 0
    assert "belum siap dibaca" in text(browse("citra", f"{at}pack/"))
    assert browse("citra", f"{at}pack.pdf").status_code == 404
    assert "Tidak ada yang tercatat" in text(browse("fajar", f"{at}pack/"))
    assert browse("citra", f"{at}do/freeze/", {"x": ""}).status_code == 403
    said = {one.key: "" for one in declare.asks_of("both", scope.edition_keys)}
    assert browse("fajar", f"{at}do/comment/", {**said, "risks": "Naik."}).status_code == 302
    assert browse("fajar", f"{at}do/freeze/", {"x": ""}).status_code == 302
    assert "Naik." in text(browse("citra", f"{at}pack/"))
    present = {"held_on": today, "present": "\n".join(team.persons[name].nip for name in ("gilang", "arif"))}
    assert browse("fajar", f"{at}do/meet/", present).status_code == 302
    assert "Setujui notula" not in text(browse("gilang", at))
    filled = {f"{key}_{part}": "Baik." for key in said for part in ("said", "concluded")}
    filled |= {"suitable": "yes", "adequate": "yes", "effective": "partly", "conclusion": "Sistem berjalan."}
    assert browse("fajar", f"{at}do/minute/", filled).status_code == 302
    assert "Sistem berjalan." not in text(browse("citra", at))
    decision = {"ask": "risks", "text": "Tinjau ulang kelas risiko", "sort": "improvement", "unit": "DIT-K3"}
    people = {"owner": team.persons["hadi"].nip, "verifier": team.persons["fitri"].nip}
    assert browse("fajar", f"{at}do/decide/", {**decision, **people}).status_code == 302
    assert browse("fajar", f"{at}do/submit/", {"x": ""}).status_code == 302
    assert browse("fajar", f"{at}minutes.pdf").status_code == 404
    assert "Setujui notula" in text(browse("gilang", at))
    assert browse("gilang", f"{at}do/approve/", {"x": ""}).status_code == 302
    shown = text(browse("citra", at))
    assert "Sistem berjalan." in shown
    assert "Tinjau ulang kelas risiko" in shown
    assert "sama dengan buku besar" in shown
    assert browse("citra", f"{at}minutes.pdf").content.startswith(b"%PDF")
    assert browse("citra", f"{at}pack.xlsx").status_code == 200
    assert b"BEGIN:VEVENT" in browse("citra", f"{at}invitation.ics").content
    desk.get("/language/en/")
    assert "Minutes approved" in text(browse("gilang", at))
    review.refresh_from_db()
    (record,) = [one for one in records(team.viewer("fajar"), scope, "2025") if one.ref == review.ref]
    assert [file.name for file in record.files] == [f"{review.number}-bahan.pdf", f"{review.number}-notula.pdf"]


def test_who_is_nobody_to_it_finds_nothing_of_it(frozen, browse):
    at = here(frozen)
    for name in ("citra", "eko"):
        for page in ("", "pack/", "pack.pdf", "pack.xlsx", "minutes.pdf", "invitation.ics", "do/meet/"):
            assert browse(name, at + page).status_code == 404, page
        assert frozen.number not in text(browse(name, LIST))
        assert browse(name, f"{LIST}of/{frozen.scope.number}/").status_code == 404
    assert frozen.number in text(browse("hadi", LIST))
    assert browse("hadi", f"{LIST}of/{frozen.scope.number}/").status_code == 404
    assert f"/desk/smap/{frozen.scope.number}/" not in text(browse("hadi", at))


def test_what_changed_since_the_freeze_is_shown_to_those_who_keep_the_scope(team, planned, browse):
    lines = [Told("Terbuka", "3 dari 5", "/desk/secret/")]
    contributions.register(contributions.RISKS, "k", "Risiko", lambda *_args: list(lines))
    services.freeze(planned, viewer=team.viewer("fajar"))
    at = f"{here(planned)}pack/"
    assert "Tidak ada yang berubah sejak dibekukan" in text(browse("fajar", at))
    lines[0] = Told("Terbuka", "1 dari 5")
    mine, theirs = text(browse("fajar", at)), text(browse("hadi", at))
    assert "1 dari 5" in mine
    assert "1 dari 5" not in theirs
    assert "3 dari 5" in theirs
    assert "/desk/secret/" not in theirs


def test_lists_and_pages_cost_the_same_however_many_there_are(team, make, browse, desk, django_assert_max_num_queries):
    fajar, today = team.viewer("fajar"), clock.today()
    reviews = []
    for _n in range(4):
        scope = make()
        meeting = services.Meeting(today, team.persons["gilang"], [team.persons["arif"]])
        reviews.append(services.plan(scope, declare.WHOLE, today - timedelta(days=9), today, meeting, viewer=fajar))
    services.freeze(reviews[0], viewer=fajar)
    for address, most in ((LIST, MOST), (f"{LIST}of/{reviews[0].scope.number}/", MOST), (here(reviews[0]), 20)):
        text(browse("rosa", address))
        with django_assert_max_num_queries(most):
            text(desk.get(address))


def test_a_scope_page_tells_of_each_body_when_it_reviewed_last(team, make, held, monkeypatch):
    monkeypatch.setattr(glimpses, "_peeks", {})
    other = make(governing="Dewan Pengarah")
    found = glimpses.glimpses(team.viewer("fajar"), [held.scope, other])
    said = {scope: [one.text for one in some if str(one.title).startswith("Tinjauan")] for scope, some in found.items()}
    assert [text.partition(" ")[0] for text in said[held.scope.pk]] == ["terakhir"]
    assert [text.partition(",")[0] for text in said[other.pk]] == ["belum pernah", "belum pernah"]
