"""An external auditor finds what proves the scope, asks, and sees nothing else; the institution sees what they opened."""

from datetime import timedelta

import pytest
from django.core import mail

from amanah.engines.proofs import services as proofs
from amanah.engines.proofs.models import Proof
from amanah.foundation.access.models import Account
from amanah.foundation.clocks import work
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock
from amanah.rooms.antibribery.auditor_room import queries, replay, services
from amanah.rooms.antibribery.auditor_room.models import Request, Visit
from amanah.rooms.antibribery.auditor_room.queries import room
from amanah.rooms.antibribery.auditor_room.services import Asked, Refused
from amanah.rooms.antibribery.requirements.catalogue import ref_of
from amanah.rooms.antibribery.tests.test_desk import text
from tests.exclusion.addresses import routes

pytestmark = pytest.mark.django_db
HOME = "/desk/smap/visits/"


def refused(verb, *said, **more):
    with pytest.raises(Refused) as caught:
        verb(*said, **more)
    return caught.value.code


def test_only_the_function_opens_a_visit_and_only_one_that_makes_sense(scope, team, plan):
    yesterday = clock.today() - timedelta(days=1)
    for said, code in (
        ({"body": " "}, "body"),
        ({"kind": "party"}, "code"),
        ({"editions": "2016"}, "edition"),
        ({"clauses": ("99",)}, "clauses"),
        ({"ends_on": yesterday}, "days"),
    ):
        assert refused(services.open_visit, scope, plan(**said), ["Rina"], viewer=team.viewer("fajar")) == code
    assert refused(services.open_visit, scope, plan(), [" "], viewer=team.viewer("fajar")) == "auditors"
    assert refused(services.open_visit, scope, plan(), ["Rina"], viewer=team.viewer("rosa")) == "side"
    assert refused(services.open_visit, scope, plan(), ["Rina"], viewer=team.viewer("citra")) == "not_found"
    assert not Visit.objects.exists()


def test_each_auditor_gets_a_guests_account_that_ends_with_the_visit_and_reaches_nothing_by_itself(visit, rina):
    names = [(seat.name, seat.account.username) for seat in visit.seats.select_related("account")]
    assert names == [("Rina Wulan", "tamu.rina.wulan"), ("Tono Susilo", "tamu.tono.susilo")]
    viewer = rina()
    assert viewer.account.guest_until == visit.until
    assert [(grant.role, grant.until) for grant in viewer.grants] == [("external_auditor", visit.until)]
    assert not viewer.account.has_usable_password()
    assert list(queries.visible(viewer)) == [visit]
    assert not mail.outbox


def test_the_first_password_comes_by_a_link_that_the_function_hands_over(visit, team, browse, rina):
    seat = visit.seats.all()[0]
    page = text(browse("fajar", f"{HOME}{visit.number}/auditors/{seat.pk}/link/", {}))
    assert "/desk/account/password/reset/key/" in page
    assert "tamu.rina.wulan" in page
    assert [entry.kind for entry in ledger.entries(f"account:{seat.account_id}")][-1] == "access.reset_link_issued"
    account = rina().account
    account.set_password("sesuatu-yang-panjang")
    account.save()
    assert refused(services.note_link, seat, viewer=team.viewer("fajar")) == "signed_in"
    assert browse("rosa", f"{HOME}{visit.number}/auditors/{seat.pk}/link/", {}).status_code == 403


def test_an_outsider_owes_a_second_factor_before_anything_else(visit, rina, desk, settings):
    settings.AMANAH_DEMO = False
    desk.force_login(rina().account, backend="amanah.foundation.access.desk.sign_in.Backend")
    answer = desk.get(f"{HOME}{visit.number}/room/")
    assert (answer.status_code, answer.url) == (302, "/desk/account/mfa/")


def test_evidence_is_found_by_clause_and_what_is_not_proved_says_so(world, say, keys):
    visit, scope, guest, shelve = world.visit, world.scope, world.guest, world.shelve
    key, other = keys[0], keys[2]
    answer = say(scope, "2025", key)
    proof = shelve(answer.ref)
    say(scope, "2025", other, how="Belum ada apa-apa.")
    inside = f"{HOME}{visit.number}/room/"
    assert guest("/desk/").url == inside
    assert guest(f"{HOME}{visit.number}/").url == inside
    assert "tanpa harus" not in text(guest(inside))
    page = text(guest(f"{inside}requirements/2025/{key}/"))
    for words in ("Dijalankan setiap bulan", proof.number, proof.file_sha256, "Penguji K3", "Ada bukti"):
        assert words in page
    assert "Hadi Susanto" not in page
    assert "Belum terbukti" in text(guest(f"{inside}requirements/2025/{other}/"))
    found = text(guest(f"{inside}?text=notula&mark=proved"))
    assert f"requirements/2025/{key}/" in found
    assert f"requirements/2025/{other}/" not in found
    assert b"".join(guest(f"{inside}proofs/{proof.number}/").streaming_content).startswith(b"%PDF-")
    assert "Pernyataan penerapan" in text(guest(f"{inside}records/"))
    for address in (
        f"{inside}requirements/2016/{key}/",
        f"{inside}requirements/2025/99/",
        f"{inside}proofs/BK-26-XXXXXX/",
        f"{inside}papers/x/",
    ):
        assert guest(address).status_code == 404


def test_a_visit_about_some_clauses_shows_only_those(scope, team, plan, visit):
    narrow = services.open_visit(scope, plan(clauses=("7.2",)), ["Sari"], viewer=team.viewer("fajar"))
    shown = {one.line.part.key for one in room.of_visit(narrow, "2025").shown}
    assert shown
    assert all(clause == "7.2" or clause.startswith("7.2.") for clause in shown)


def test_nothing_that_arose_from_a_case_is_shown_to_anybody_in_the_room(world, say, keys, prove):
    visit, scope, guest, browse = world.visit, world.scope, world.guest, world.browse
    answer = say(scope, "2025", keys[0])
    shown, hidden = prove(answer.ref), prove(answer.ref)
    Proof.objects.filter(pk=hidden.pk).update(source="case:0b5b5b5e-0000-4000-8000-000000000001", title="Dari perkara")
    for page in (
        text(guest(f"{HOME}{visit.number}/room/requirements/2025/{keys[0]}/")),
        text(browse("fajar", f"{HOME}{visit.number}/room/requirements/2025/{keys[0]}/")),
    ):
        assert shown.number in page
        assert hidden.number not in page
        assert "Dari perkara" not in page


def test_whatever_else_the_desk_has_is_not_there_for_an_external_auditor(world, make, desk):
    visit, scope, guest = world.visit, world.scope, world.guest
    other = make(title="Lain")
    own = f"{HOME}{visit.number}/"
    guest(own)
    tried = 0
    for route in routes():
        if route.startswith(("desk/account/", "desk/smap/visits/")) or "<" in route.partition("desk/")[2].partition("/")[0]:
            continue
        address = "/" + route.replace("<str:number>", scope.number)
        if "<" in address or address in {"/", "/desk/", "/desk/vault/welcome/", "/desk/health"}:
            continue
        answer = desk.get(address)
        tried += 1
        assert answer.status_code == 404, address
    assert tried > 150
    for address in (
        f"/desk/smap/{scope.number}/",
        f"/desk/smap/{other.number}/",
        f"{HOME}",
        f"{HOME}scope/{scope.number}/",
        f"{HOME}scope/{scope.number}/package.zip",
        "/desk/proofs/",
        "/desk/search/?q=a",
        "/desk/cases/",
    ):
        assert guest(address).status_code == 404, address
    for part in ("end/", "auditors/add/"):
        assert guest(own + part).status_code == 403
        assert guest(own + part, {"text": "x", "name": "x"}).status_code == 403
    assert guest(f"{own}log/").status_code == 302
    rail = text(guest(f"{own}room/"))
    assert "/desk/search/" not in rail
    assert "/desk/notices/" not in rail
    assert "/desk/documents/" not in rail


def test_requests_go_back_and_forth_and_wait_for_whoever_is_next(world, team):
    visit, guest, browse, shelve = world.visit, world.guest, world.browse, world.shelve
    own = f"{HOME}{visit.number}/"
    said = {"sort": "evidence", "clause": "7.2", "text": "Daftar hadir pelatihan 2026", "due_on": clock.today().isoformat()}
    assert guest(f"{own}requests/new/", {**said, "clause": "99"}).status_code == 400
    assert guest(f"{own}requests/new/", said).status_code == 302
    one = Request.objects.get()
    here = f"{own}requests/{one.number}/"
    assert one.number in [line.number for line in work.lines(team.viewer("fajar"))]
    assert Notice.objects.filter(code="visits.asked").count() == 1
    assert browse("fajar", f"{own}requests/new/").status_code == 403
    assert browse("rosa", f"{here}answer/").status_code == 403
    assert "Lampirkan bukti" in text(browse("fajar", here))
    proof = shelve(one.ref, "hadir.pdf")
    assert browse("fajar", f"{here}answer/", {"text": "Terlampir."}).status_code == 302
    assert one.number not in [line.number for line in work.lines(team.viewer("fajar"))]
    assert one.number in text(guest(f"{own}room/"))
    assert proof.number in text(guest(here))
    assert b"".join(guest(f"{own}room/proofs/{proof.number}/").streaming_content).startswith(b"%PDF-")
    assert guest(f"{here}answer/", {"text": "Saya sendiri"}).status_code == 403
    assert browse("fajar", f"{here}accept/", {"text": ""}).status_code == 403
    assert guest(f"{here}again/", {"text": "Bulan Maret?"}).status_code == 302
    assert browse("fajar", f"{here}answer/", {"text": "Maret libur."}).status_code == 302
    assert guest(f"{here}accept/", {"text": ""}).status_code == 302
    page = text(browse("rosa", here))
    for words in ("Daftar hadir", "Terlampir.", "Bulan Maret?", "Maret libur.", "Rina Wulan"):
        assert words in page
    assert refused(services.answer, Request.objects.get(), "Lagi", viewer=team.viewer("fajar")) == "step"
    assert not replay.check()
    Request.objects.update(state="asked")
    assert [finding.ref for finding in replay.check()] == [visit.ref]


def test_openings_and_downloads_are_in_the_log_and_the_institution_reads_it(world, say, keys):
    visit, scope, guest, browse, shelve = world.visit, world.scope, world.guest, world.browse, world.shelve
    proof = shelve(say(scope, "2025", keys[0]).ref)
    inside = f"{HOME}{visit.number}/room/"
    for _ in range(2):
        guest(f"{inside}requirements/2025/{keys[0]}/")
        b"".join(guest(f"{inside}proofs/{proof.number}/").streaming_content)
    text(browse("fajar", f"{inside}requirements/2025/{keys[0]}/"))
    log = [(step.act, step.what) for step in visit.steps.filter(act__in=("looked", "downloaded"))]
    assert log.count(("looked", f"2025/{keys[0]}")) == 1
    assert log.count(("downloaded", f"{proof.number} {proof.title}")) == 2
    assert [entry.kind for entry in ledger.entries(proof.ref)].count("evidence.downloaded") == 2
    page = text(browse("rosa", f"{HOME}{visit.number}/log/"))
    assert "Rina Wulan" in page
    assert proof.number in page
    assert browse("citra", f"{HOME}{visit.number}/log/").status_code == 404


def test_when_the_visit_ends_its_auditors_see_nothing_at_once_and_nothing_changes_again(world, team, desk):
    visit, guest, browse, rina = world.visit, world.guest, world.browse, world.rina
    own = f"{HOME}{visit.number}/"
    one = services.ask(visit, Asked("question", "Siapa yang memimpin?"), viewer=rina())
    assert guest(f"{own}room/").status_code == 200
    services.unseat(visit.seats.all()[1], viewer=team.viewer("fajar"))
    assert guest(f"{own}room/", place=1).status_code == 302
    assert browse("fajar", f"{own}end/", {"text": "Audit selesai."}).status_code == 302
    desk.force_login(rina().account, backend="amanah.foundation.access.desk.sign_in.Backend")
    assert "/desk/account/login" in desk.get(f"{own}room/").url
    assert not list(queries.visible(rina()))
    assert not Account.objects.filter(username__startswith="tamu.", is_active=True).exists()
    page = text(browse("fajar", own))
    assert "Audit selesai." in page
    assert "Siapa yang memimpin?" in text(browse("fajar", f"{own}requests/{one.number}/"))
    for part in ("room/", "room/records/", "package.zip"):
        assert browse("fajar", own + part).status_code == 404
    assert browse("fajar", f"{own}requests/{one.number}/answer/", {"text": "Direktur."}).status_code == 400
    assert refused(services.seat, Visit.objects.get(), "Baru", viewer=team.viewer("fajar")) == "state"
    assert not replay.check()


def test_a_visit_that_is_put_off_ends_later_for_whoever_is_still_on_it(visit, team, rina, at):
    later = visit.until + timedelta(days=20)
    services.unseat(visit.seats.all()[1], viewer=team.viewer("fajar"))
    for until, words, code in ((visit.until, "Ditunda.", "days"), (later, " ", "words")):
        assert refused(services.prolong, visit, until, words, viewer=team.viewer("fajar")) == code
    assert refused(services.prolong, visit, later, "Saya perlu waktu.", viewer=rina()) == "side"
    services.prolong(visit, later, "Audit ditunda dua minggu.", viewer=team.viewer("fajar"))
    with at(later):
        assert services.expire() == 0
        assert rina().account.may_sign_in()
        assert rina().roles == {"external_auditor"}
        assert not rina(1).account.may_sign_in()
        assert queries.find(rina(), visit.number) == visit
    with at(later + timedelta(days=1)):
        assert services.expire() == 1
        assert not rina().account.may_sign_in()


def test_time_ends_a_visit_without_anybody(visit, rina, guest, at):
    after = visit.until + timedelta(days=1)
    with at(after):
        assert guest(f"{HOME}{visit.number}/room/").status_code == 302
        assert not list(queries.visible(rina()))
        assert services.expire() == 1
        assert services.expire() == 0
        assert not replay.check()
    visit.refresh_from_db()
    assert (visit.state, visit.ended_on) == ("ended", after)


def test_lists_cost_few_queries(world, desk, django_assert_max_num_queries):
    visit, browse, guest = world.visit, world.browse, world.guest
    browse("fajar", HOME)
    with django_assert_max_num_queries(12):
        assert visit.number in text(desk.get(HOME + "?text=Sertifikasi"))
    assert visit.number in text(browse("fajar", f"{HOME}scope/{visit.scope.number}/"))
    assert "akses sampai" in text(browse("fajar", f"/desk/smap/{visit.scope.number}/"))
    assert browse("citra", f"{HOME}{visit.number}/").status_code == 404
    guest(f"{HOME}{visit.number}/room/")
    with django_assert_max_num_queries(20):
        text(desk.get(f"{HOME}{visit.number}/room/"))


def test_evidence_is_attached_to_what_was_asked_and_not_to_other_peoples_visits(visit, team, rina, prove):
    one = services.ask(visit, Asked("evidence", "Kebijakan"), viewer=rina())
    prove(one.ref)
    with pytest.raises(proofs.Refused):
        prove(one.ref, by="hadi")
    assert ref_of(visit.scope, "2025", "4.1-a").startswith("requirement:")
