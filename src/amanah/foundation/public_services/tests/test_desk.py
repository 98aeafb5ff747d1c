"""The catalogue's screens: for whom they open, and that what is said there happens."""

import pytest

from amanah.foundation.public_services import services
from amanah.foundation.public_services.models import Edition, Fee, Service

pytestmark = pytest.mark.django_db

HOME = "/desk/services/"
NEW = {"code": "k3-baru", "unit": "DIT-K3", "name": "Layanan baru", "since": "2026-12-01", "promise_unit": "hour", "promise": "4"}


def test_from_a_new_service_to_the_public(keepers, desk):
    keepers.sign_in(desk, "hadi")
    assert "Belum ada layanan" in desk.get(HOME).text
    answer = desk.post(f"{HOME}new/", NEW | {"stages": "Satu\r\nDua", "places": "SUBDIT-UJI-K3: Loket 1", "requirements": "KTP\r\nNPWP"})
    assert answer["Location"] == f"{HOME}K3-BARU/"
    fee = {"title": "Pendaftaran", "amount": "0", "basis": "PP 41/2023", "since": "2026-12-01"}
    assert desk.post(f"{HOME}K3-BARU/fee/", fee).status_code == 302
    page = desk.get(f"{HOME}K3-BARU/").text
    assert "Usulan Anda sendiri" in page
    assert 'value="approve"' not in page
    keepers.sign_in(desk, "gilang")
    assert 'value="approve"' in desk.get(f"{HOME}K3-BARU/").text
    for kind, model in (("standard", Edition), ("fee", Fee)):
        desk.post(f"{HOME}decide/", {"kind": kind, "version": model.objects.get().pk, "verdict": "approve"})
    assert {Edition.objects.get().state, Fee.objects.get().state} == {"approved"}
    assert Edition.objects.get().components == {"requirements": "KTP\nNPWP"}


def test_several_proposals_of_a_service_are_approved_at_once_or_not_at_all(keepers, service, standard, tariff, desk):
    services.propose_fee(service, tariff(), viewer=keepers.viewer("hadi"))
    other = services.open_service("K3-LAIN", keepers.units.k3, standard(), viewer=keepers.viewer("hadi"))
    shown = [f"standard:{service.editions.get().pk}", f"fee:{service.fees.get().pk}"]
    keepers.sign_in(desk, "gilang")
    page = desk.get(f"{HOME}K3-AHLI/").text
    assert all(f'value="{version}"' in page for version in shown)
    for wrong in ([], [*shown, f"standard:{other.editions.get().pk}"], [*shown, "moon:x"]):
        assert desk.post(f"{HOME}K3-AHLI/approve/", {"version": wrong}).status_code == 404
    services.withdraw(service.fees.get(), viewer=keepers.viewer("hadi"))
    assert "sudah diputuskan" in desk.post(f"{HOME}K3-AHLI/approve/", {"version": shown}, follow=True).text
    assert service.editions.get().pending
    desk.post(f"{HOME}K3-AHLI/approve/", {"version": shown[:1]})
    assert service.editions.get().state == "approved"


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(keepers, desk):
    keepers.sign_in(desk, "hadi")
    answer = desk.post(f"{HOME}new/", NEW | {"stages": "Satu\nsatu", "places": "NOWHERE: x", "product": "Surat keputusan"})
    assert answer.status_code == 400
    assert "NOWHERE" in answer.context["form"].errors["places"][0]
    assert "Surat keputusan" in answer.text
    assert not Service.objects.exists()


def test_whoever_decides_sees_what_would_change(keepers, offered, standard, tariff, desk):
    hadi, gilang = keepers.viewer("hadi"), keepers.viewer("gilang")
    services.approve(services.propose_fee(offered, tariff(100_000), viewer=hadi), viewer=gilang)
    services.propose_fee(offered, tariff(175_000), viewer=hadi)
    services.propose_edition(offered, standard(promise=3), viewer=hadi)
    page = keepers.sign_in(desk, "gilang").get(f"{HOME}K3-AHLI/")
    waiting = page.context["waiting"]
    assert [(change.before, change.after) for change in waiting[0]["changes"]] == [("5 hari kerja", "3 hari kerja")]
    assert waiting[1]["now"].amount == 100_000
    assert "Rp175.000" in page.text


def test_a_rejection_without_a_reason_is_not_taken(keepers, service, desk):
    keepers.sign_in(desk, "gilang")
    said = {"kind": "standard", "version": service.editions.get().pk, "verdict": "reject", "reason": ""}
    assert "Tulislah alasannya" in desk.post(f"{HOME}decide/", said, follow=True).text
    desk.post(f"{HOME}decide/", said | {"reason": "Tahapan belum lengkap."})
    assert service.editions.get().note == "Tahapan belum lengkap."
    assert "Tahapan belum lengkap." in desk.get(f"{HOME}K3-AHLI/").text


def test_a_proposer_withdraws_and_ends(keepers, offered, desk):
    keepers.sign_in(desk, "hadi")
    desk.post(f"{HOME}K3-AHLI/end/", {"since": "2027-01-01"})
    ending = Edition.objects.get(ends=True)
    desk.post(f"{HOME}decide/", {"kind": "standard", "version": ending.pk, "verdict": "withdraw"})
    ending.refresh_from_db()
    assert ending.state == "withdrawn"


@pytest.mark.parametrize("said", [{}, {"kind": "fee", "version": "x"}, {"kind": "moon", "version": "x"}])
def test_a_decision_about_nothing_is_not_found(keepers, service, desk, said):
    assert keepers.sign_in(desk, "gilang").post(f"{HOME}decide/", said).status_code == 404


@pytest.mark.parametrize("name", ["citra", "ani", "kartika"])
def test_nobody_else_opens_it(keepers, service, desk, name):
    keepers.sign_in(desk, name)
    for path in ("", "new/", "K3-AHLI/", "K3-AHLI/fee/", "K3-AHLI/standard/", "K3-AHLI/end/", "import/", "export.csv"):
        assert desk.get(HOME + path).status_code in {403, 404}, path
    said = {"kind": "standard", "version": service.editions.get().pk, "verdict": "approve"}
    assert desk.post(f"{HOME}decide/", said).status_code in {403, 404}
    assert service.editions.get().pending


def test_a_service_of_other_units_is_not_there(keepers, service, desk):
    from amanah.foundation.access import services as access
    from tests.people import SINCE

    access.grant_role(keepers.citra, "public_services.editor", keepers.units.placement, since=SINCE)
    keepers.sign_in(desk, "citra")
    assert desk.get(f"{HOME}K3-AHLI/").status_code == 404
    assert "K3-AHLI" not in desk.get(HOME).text


def test_the_list_asks_a_fixed_number_of_questions(keepers, standard, tariff, desk, django_assert_max_num_queries):
    hadi, gilang = keepers.viewer("hadi"), keepers.viewer("gilang")
    for number in range(6):
        service = services.open_service(f"K3-{number}", keepers.units.k3, standard(name=f"Layanan {number}"), viewer=hadi)
        services.approve(service.editions.get(), viewer=gilang)
        services.propose_fee(service, tariff(), viewer=hadi)
    keepers.sign_in(desk, "hadi")
    desk.get(HOME)
    with django_assert_max_num_queries(16):
        page = desk.get(HOME, {"q": "layanan k3"}).text
    assert "Layanan 5" in page
    assert desk.get(HOME, {"q": "bulan"}).text.count("Tidak ada layanan yang cocok") == 1
