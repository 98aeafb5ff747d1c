"""Sign-in as a person does it, at the desk's own addresses."""

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.urls import reverse

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock
from tests.people import password

LOGIN = "/desk/account/login/"
MFA = "/desk/account/mfa/"


@pytest.fixture(autouse=True)
def _no_counters():
    cache.clear()


def sign_in(client, name, secret=None):
    return client.post(LOGIN, {"login": name, "password": secret or password(name.lower())})


def entries():
    return list(reversed(ledger.latest(1000)))


def code(secret):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def activate_totp(client, name):
    client.post("/desk/account/reauthenticate/", {"password": password(name)})
    page = client.get(f"{MFA}totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert secret.encode() in page.content
    assert client.post(f"{MFA}totp/activate/", {"code": code(secret)}).status_code == 302
    return secret


def test_user_name_and_password_lead_to_the_desk_and_into_the_ledger(desk, people):
    answer = sign_in(desk, "Ani")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/desk/vault/welcome/")
    entry = entries()[-1]
    assert (entry.kind, entry.ref, entry.actor, entry.facts) == (
        "access.signed_in",
        f"account:{people.ani.pk}",
        f"account:{people.ani.pk}",
        {},
    )


def test_wrong_password_is_said_beside_the_form_and_the_name_is_kept(desk, people):
    page = sign_in(desk, "ani", "salah").content.decode()
    assert "Nama pengguna atau kata sandi tidak cocok." in page
    assert 'value="ani"' in page
    desk.cookies["lang"] = "en"
    assert "do not match" in sign_in(desk, "nobody", "salah").content.decode()


def test_five_wrong_passwords_shut_the_door_for_that_name_and_place_only(desk, people):
    for _ in range(4):
        assert sign_in(desk, "ani", "salah").status_code == 200
    assert sign_in(desk, "ani", "salah").status_code == 429
    answer = sign_in(desk, "ani")
    assert answer.status_code == 429
    assert "15 menit" in answer.content.decode()
    assert [entry.ref for entry in entries() if entry.kind == "access.sign_in_locked"] == [f"account:{people.ani.pk}"]
    assert sign_in(desk, "budi").status_code == 302


def test_a_deactivated_account_and_a_guest_whose_time_is_over_are_nobody(desk, people):
    Account.objects.filter(username="budi").update(is_active=False)
    assert sign_in(desk, "budi").headers["Location"] == "/desk/account/inactive/"
    Account.objects.filter(username="ani").update(guest_until=clock.today())
    assert sign_in(desk, "ani").status_code == 302
    assert desk.get("/desk/account/sessions/").status_code == 200
    Account.objects.filter(username="ani").update(guest_until=clock.today() - timedelta(days=1))
    assert desk.get("/desk/account/sessions/").status_code == 302
    assert not people.viewer("ani").roles


def test_idle_for_half_an_hour_means_signed_out(desk, people):
    start = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    with clock.at(start):
        people.sign_in(desk, "ani")
        assert desk.get(MFA).status_code == 200
    with clock.at(start + timedelta(minutes=29)):
        assert desk.get(MFA).status_code == 200
    with clock.at(start + timedelta(minutes=53)):
        assert desk.get(MFA).status_code == 200
    with clock.at(start + timedelta(minutes=88)):
        assert desk.get(MFA).status_code == 302
        assert "lama tidak ada kegiatan" in desk.get(LOGIN).content.decode()


def test_authenticator_app_guards_the_next_sign_in_and_its_secret_is_sealed(desk, people):
    sign_in(desk, "ani")
    secret = activate_totp(desk, "ani")
    assert [entry.facts["what"] for entry in entries() if entry.kind == "access.sign_in_changed"] == ["totp_added", "recovery_codes_added"]
    stored = [str(data) for data in Authenticator.objects.values_list("data", flat=True)]
    assert len(stored) == 2  # the app and the recovery codes that come with it
    assert not any(secret in data for data in stored)
    codes = re.findall(r"<li>(\d{8})</li>", desk.get(f"{MFA}recovery-codes/").content.decode())
    assert len(codes) == 10
    desk.post("/desk/account/logout/")
    assert sign_in(desk, "ani").headers["Location"] == f"{MFA}authenticate/"
    assert desk.get("/desk/account/sessions/").status_code == 302
    assert "Kode salah" in desk.post(f"{MFA}authenticate/", {"code": "000000"}).content.decode()
    assert desk.post(f"{MFA}authenticate/", {"code": codes[0]}).headers["Location"] == "/desk/vault/welcome/"
    assert desk.get("/desk/account/sessions/").status_code == 200


def test_outside_the_demonstration_a_sensitive_role_needs_a_second_factor(desk, people, settings):
    settings.AMANAH_DEMO = False
    sign_in(desk, "ani")
    assert desk.get("/desk/styleguide/").headers["Location"] == MFA
    assert "mewajibkan verifikasi dua langkah" in desk.get(MFA).content.decode()
    activate_totp(desk, "ani")
    assert desk.get("/desk/styleguide/").status_code == 200
    desk.post("/desk/account/logout/")
    sign_in(desk, "citra")
    assert desk.get("/desk/styleguide/").status_code == 200


def test_own_sessions_are_listed_and_one_of_them_can_be_ended(desk, people):
    other = type(desk)(headers={"user-agent": "Peramban lain"})
    sign_in(other, "ani")
    sign_in(desk, "ani")
    assert "Peramban lain" in desk.get("/desk/account/sessions/").content.decode()
    session = UserSession.objects.exclude(session_key=desk.session.session_key).get()
    stranger = people.sign_in(type(desk)(), "citra")
    stranger.post("/desk/account/sessions/", {"session": session.pk})
    assert other.get(MFA).status_code == 200
    desk.post("/desk/account/sessions/", {"session": session.pk})
    assert other.get(MFA).status_code == 302
    assert desk.get(MFA).status_code == 200


def test_password_change_asks_for_twelve_characters(desk, people):
    sign_in(desk, "ani")
    page = desk.post("/desk/account/password/change/", {"oldpassword": password("ani"), "password1": "pendek", "password2": "pendek"})
    assert "12 karakter" in page.content.decode()
    fresh = "kopi hangat di teras"
    answer = desk.post("/desk/account/password/change/", {"oldpassword": password("ani"), "password1": fresh, "password2": fresh})
    assert answer.status_code == 302
    desk.post("/desk/account/logout/")
    assert sign_in(desk, "ani", fresh).status_code == 302


PAGES = [
    "login/",
    "inactive/",
    "password/reset/key/done/",
    "password/reset/key/abc-def/",
    "logout/",
    "reauthenticate/",
    "password/change/",
    "sessions/",
    "mfa/",
    "mfa/totp/activate/",
    "mfa/webauthn/",
    "mfa/webauthn/add/",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_ours_in_both_languages_and_needs_no_inline_script(desk, people, page, language):
    if PAGES.index(page) > 3:
        sign_in(desk, "ani")
        desk.post("/desk/account/reauthenticate/", {"password": password("ani")})
    desk.cookies["lang"] = language
    answer = desk.get(f"/desk/account/{page}", follow=True)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}">' in html
    assert 'class="bare-top"' in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert not re.search(r"\s(style|on[a-z]+)=", html)
    assert ("Masuk" in html or "Anda" in html or "kunci" in html or "sandi" in html) == (language == "id")


@pytest.mark.parametrize("gone", ["signup/", "email/", "password/reset/", "password/set/", "login/code/", "confirm-email/"])
def test_nobody_makes_an_account_or_a_link_for_themselves(desk, people, gone):
    assert desk.get(f"/desk/account/{gone}").status_code == 404
    assert desk.post(f"/desk/account/{gone}").status_code == 404


def test_reset_address_is_the_one_links_are_made_of():
    assert reverse("account_reset_password_from_key", kwargs={"uidb36": "a", "key": "b"}) == "/desk/account/password/reset/key/a-b/"


def test_the_public_program_knows_the_tables_and_no_sign_in(tmp_path):
    program = """
import sys, django
django.setup()
from amanah.foundation.access.models import Account
from amanah.foundation.access import exclusion, services, viewer
from amanah.foundation.organisation import queries, services
from django.urls import get_resolver
get_resolver().url_patterns
wrong = [name for name in sys.modules if name.startswith(("allauth", "axes", "django.contrib.sessions", "django.contrib.auth.models")) or ".desk" in name]
print(wrong)
"""
    environment = {key: value for key, value in os.environ.items() if key not in {"DJANGO_SETTINGS_MODULE", "DATABASE_URL"}}
    environment |= {
        "DJANGO_SETTINGS_MODULE": "amanah.config.settings.intake",
        "AMANAH_DATA": str(tmp_path),
        "AMANAH_KEYS": str(tmp_path / "keys"),
    }
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "[]", run.stdout + run.stderr


def test_no_browser_keeps_what_staff_were_shown_and_signing_out_takes_back_the_rest(desk, people):
    people.sign_in(desk, "ani")
    for address in ("/desk/", "/desk/cases/", "/desk/statistics.csv", "/desk/there-is-no-such-page/"):
        assert desk.get(address)["Cache-Control"] == "no-store, private", address
    assert "Clear-Site-Data" not in desk.get("/desk/")
    assert desk.post("/desk/account/logout/")["Clear-Site-Data"] == '"cache", "storage"'
