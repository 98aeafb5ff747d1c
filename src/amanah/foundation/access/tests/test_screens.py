"""The screens of accounts and roles."""

import re

import pytest

from amanah.foundation.access import services
from amanah.foundation.access.models import Account, GrantProposal
from amanah.kernel import clock

pytestmark = pytest.mark.django_db
HOME = "/desk/access/"


def of(people, name, act=""):
    return f"{HOME}account/{people.accounts[name].pk}/{act}"


def screens(people):
    grant = people.ani.grants.first().pk
    return [
        HOME,
        f"{HOME}?q=ani",
        f"{HOME}new/",
        f"{HOME}proposals/",
        f"{HOME}grant/{grant}/end/",
        of(people, "ani"),
        *(of(people, "ani", f"{act}/") for act in ("grant", "deactivate", "reactivate", "reset")),
    ]


def test_administrators_see_every_screen_in_both_languages(desk, people):
    services.propose_grant(people.hadi, "whistleblowing.investigator", people.units.root, by=people.dewi)
    people.sign_in(desk, "dewi")
    for language in ("id", "en"):
        desk.cookies["lang"] = language
        for address in screens(people):
            assert desk.get(address).status_code == 200, address


@pytest.mark.parametrize("name", ["ani", "citra", "kartika"])
def test_nobody_else_does(desk, people, name):
    for address in screens(people):
        assert desk.get(address).headers["Location"].startswith("/desk/account/login/"), address
    people.sign_in(desk, name)
    for address in screens(people):
        assert desk.get(address).status_code == 403, address


def test_a_sensitive_role_waits_for_the_second_administrator(desk, people):
    people.sign_in(desk, "dewi")
    said = {"role": "whistleblowing.investigator", "unit": "ITJEN", "since": clock.today().isoformat()}
    page = desk.post(of(people, "hadi", "grant/"), said, follow=True).content.decode()
    assert "setelah disetujui administrator kedua" in page
    proposal = GrantProposal.objects.get()
    assert "Tarik usulan" in desk.get(f"{HOME}proposals/").content.decode()
    refusal = desk.post(f"{HOME}proposals/{proposal.pk}/", {"decision": "approve"}, follow=True).content.decode()
    assert "orang lain" in refusal
    assert not people.viewer("hadi").roles
    desk.logout()
    people.sign_in(desk, "eko")
    desk.post(f"{HOME}proposals/{proposal.pk}/", {"decision": "approve"})
    assert people.viewer("hadi").has("whistleblowing.investigator", people.units.inspectorate)
    grant = people.hadi.grants.get()
    assert (grant.granted_by, grant.approved_by) == (people.dewi, people.eko)
    desk.post(f"{HOME}grant/{grant.pk}/end/")
    assert not people.viewer("hadi").roles


def test_a_new_member_gets_an_account_a_link_and_a_password_of_their_own(desk, people):
    people.sign_in(desk, "dewi")
    made = desk.post(f"{HOME}new/", {"username": "Lina.Sari", "person": "hadi", "email": "lina@contoh.go.id"})
    account = Account.objects.get(username="lina.sari")
    assert made.headers["Location"] == f"{HOME}account/{account.pk}/"
    page = desk.post(f"{HOME}account/{account.pk}/reset/").content.decode()
    link = re.search(r"http://testserver(/desk/account/password/reset/key/[^<\s]+)", page).group(1)
    visitor = type(desk)()
    step = visitor.get(link)
    assert step.status_code == 200
    follow = re.search(r'href="(/desk/account/password/reset/key/[^"]+set-password/)"', step.content.decode()).group(1)
    secret = "kebun teh di lereng"
    assert visitor.post(follow, {"password1": secret, "password2": secret}).status_code == 302
    assert visitor.post("/desk/account/login/", {"login": "lina.sari", "password": secret}).headers["Location"].startswith("/desk/")
    assert "tidak berlaku" in type(desk)().get(link).content.decode()
    assert "tidak berlaku" in type(desk)().get(link.replace("-", "-x", 1)).content.decode()


def test_an_administrator_makes_no_link_to_their_own_account(desk, people):
    people.sign_in(desk, "dewi")
    page = desk.post(of(people, "dewi", "reset/")).content.decode()
    assert "Ganti kata sandi" in page
    assert "/password/reset/key/" not in page


def test_who_administers_a_part_makes_and_shuts_no_accounts(desk, people):
    services.grant_role(people.gilang, "access.administrator", people.units.k3)
    people.sign_in(desk, "gilang")
    assert desk.get(HOME).status_code == 200
    assert desk.get(f"{HOME}new/").status_code == 403
    for act in ("reset/", "deactivate/", "reactivate/"):
        assert desk.post(of(people, "hadi", act)).status_code == 403
    said = {"role": "access.administrator", "unit": "KEMENTERIAN", "since": clock.today().isoformat()}
    assert "di luar wewenang" in desk.post(of(people, "hadi", "grant/"), said).content.decode()


def test_a_deactivated_account_is_out_at_once(desk, people):
    other = people.sign_in(type(desk)(), "ani")
    assert other.get("/desk/account/mfa/").status_code == 200
    people.sign_in(desk, "dewi")
    desk.post(of(people, "ani", "deactivate/"))
    assert other.get("/desk/account/mfa/").status_code == 302
    desk.post(of(people, "ani", "reactivate/"))
    assert people.viewer("ani").has("whistleblowing.coordinator")
    assert "akun Anda sendiri" in desk.post(of(people, "dewi", "deactivate/")).content.decode()


@pytest.mark.parametrize("address", [HOME, f"{HOME}proposals/"])
def test_lists_need_no_more_queries_for_more_rows(desk, people, address, django_assert_max_num_queries):
    people.sign_in(desk, "dewi")
    for rows in (1, 3):
        for index in range(rows):
            account = services.create_account(f"akun{rows}{index}")
            services.grant_role(account, "access.administrator", people.units.k3)
            services.propose_grant(account, "whistleblowing.custodian", people.units.root, by=people.eko)
        with django_assert_max_num_queries(12):
            assert desk.get(address).status_code == 200
