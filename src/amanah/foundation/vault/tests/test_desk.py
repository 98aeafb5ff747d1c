import re
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.urls import include, path

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import queries, services
from amanah.foundation.vault.desk.session import COOKIE, unlocked_keys
from amanah.foundation.vault.models import Keepsake, KeyHolder, RecoveryKey
from amanah.kernel import clock, passphrase
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


def echo(request):
    """A page of some room: says whether the key is open, and what was typed."""
    return HttpResponse(f"open={unlocked_keys(request) is not None} text={request.POST.get('text', '')}")


urlpatterns = [path("desk/echo/", echo), path("", include("amanah.config.urls_desk"))]


@pytest.fixture
def ani(desk, people, settings):
    settings.ROOT_URLCONF = __name__
    return people.sign_in(desk, "ani")


@pytest.fixture
def newcomer(desk, people, settings):
    settings.ROOT_URLCONF = __name__
    KeyHolder.objects.filter(account=people.ani).delete()
    return people.sign_in(desk, "ani")


def unlock(client, **more):
    return client.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE, **more})


def test_the_first_way_after_signing_in_leads_to_the_key_set_up(newcomer):
    assert newcomer.get("/desk/vault/welcome/").url == "/desk/vault/set-up/"
    page = newcomer.get("/desk/vault/set-up/").content.decode()
    assert "tidak dapat diatur ulang" in page
    offered = re.search(r'name="offered" value="([a-z ]+)"', page).group(1)
    assert len(offered.split()) == 6
    typed = {"passphrase": offered, "again": offered, "offered": offered, "next": "/desk/echo/"}

    refused = newcomer.post("/desk/vault/set-up/", typed)
    assert refused.status_code == 422
    assert offered in refused.content.decode()
    assert not KeyHolder.objects.filter(account__username="ani").exists()

    done = newcomer.post("/desk/vault/set-up/", {**typed, "understood": "on"})
    assert done.url == "/desk/echo/"
    assert newcomer.get("/desk/echo/").content == b"open=True text="
    assert newcomer.get("/desk/vault/set-up/").url == "/desk/vault/"
    assert newcomer.get("/desk/vault/welcome/").url == "/desk/"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"passphrase": "kurcaci", "again": "kurcaci"}, "Terlalu pendek"),
        ({"passphrase": "ani punya frasa kunci yang panjang", "again": "lain sama sekali"}, "Tidak sama"),
        ({"passphrase": "a" * 30, "again": "a" * 30}, "Terlalu seragam"),
    ],
)
def test_an_unfit_passphrase_is_refused_and_never_shown_again(newcomer, typed, said):
    answer = newcomer.post("/desk/vault/set-up/", {**typed, "understood": "on"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed["passphrase"] not in answer.content.decode()


def test_unlocking_leads_on_and_locking_ends_it(ani):
    assert ani.get("/desk/echo/").content == b"open=False text="
    wrong = ani.post("/desk/vault/unlock/", {"passphrase": "bukan frasa yang benar itu"})
    assert wrong.status_code == 422
    assert "tidak membuka kunci" in wrong.content.decode()
    assert COOKIE not in ani.cookies
    done = unlock(ani, next="/desk/echo/")
    assert done.url == "/desk/echo/"
    cookie = done.cookies[COOKIE]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Strict"
    assert cookie["path"] == "/desk/"
    assert ani.get("/desk/echo/").content == b"open=True text="
    ani.post("/desk/vault/lock/")
    assert ani.get("/desk/echo/").content == b"open=False text="
    assert not Keepsake.objects.exists()


@pytest.mark.parametrize("elsewhere", ["https://example.org/desk/", "//example.org/", "/report/", "javascript:alert(1)", ""])
def test_next_never_leads_elsewhere(ani, elsewhere):
    assert unlock(ani, next=elsewhere).url == "/desk/"


def test_a_quiet_while_locks_and_a_sign_of_life_does_not(ani):
    now = clock.now()
    with clock.at(now):
        unlock(ani)
    for minutes in (14, 28, 42):
        with clock.at(now + timedelta(minutes=minutes)):
            assert ani.get("/desk/echo/").content == b"open=True text="
    with clock.at(now + timedelta(minutes=58)):
        assert ani.get("/desk/echo/").content == b"open=False text="
    assert not Keepsake.objects.exists()
    assert ani.cookies[COOKIE].value == ""


def test_nothing_typed_is_lost_when_the_key_locked_itself_meanwhile(ani):
    now = clock.now()
    with clock.at(now):
        unlock(ani)
    with clock.at(now + timedelta(minutes=16)):
        asked = ani.post("/desk/echo/", {"text": "catatan <panjang>", "tag": ["a", "b"]}).content.decode()
        assert 'name="text" value="catatan &lt;panjang&gt;"' in asked
        assert asked.count('name="tag"') == 2
        assert "open=" not in asked
        again = ani.post("/desk/echo/", {"text": "catatan <panjang>", "vault-passphrase": "salah sama sekali ini"})
        assert "tidak membuka kunci" in again.content.decode()
        done = ani.post("/desk/echo/", {"text": "catatan <panjang>", "vault-passphrase": PASSPHRASE})
        assert done.content.decode() == "open=True text=catatan <panjang>"
        assert ani.get("/desk/echo/").content == b"open=True text="


def test_the_way_in_passing_does_not_go_round_the_forgery_check(ani):
    ani.handler.enforce_csrf_checks = True
    assert ani.post("/desk/echo/", {"text": "x", "vault-passphrase": PASSPHRASE}).status_code == 403
    assert not Keepsake.objects.exists()


def test_signing_out_and_another_account_lock(ani, people):
    unlock(ani)
    token = ani.cookies[COOKIE].value
    ani.logout()
    ani.cookies[COOKIE] = token
    people.sign_in(ani, "budi")
    assert ani.get("/desk/echo/").content == b"open=False text="
    ani.cookies[COOKIE] = token
    people.sign_in(ani, "ani")
    assert ani.get("/desk/echo/").content == b"open=False text="


def test_changing_the_passphrase_keeps_the_key(ani, people):
    new = passphrase.generate()
    wrong = ani.post("/desk/vault/passphrase/", {"present": "bukan yang ini sama sekali", "passphrase": new, "again": new})
    assert wrong.status_code == 422
    assert ani.post("/desk/vault/passphrase/", {"present": PASSPHRASE, "passphrase": new, "again": new}).url == "/desk/vault/"
    assert services.unlock(people.ani, new)


def test_a_lost_passphrase_leads_to_new_keys(ani, people):
    before = queries.key_holder(people.ani).fingerprint
    assert ani.post("/desk/vault/lost/", {}).status_code == 422
    assert queries.key_holder(people.ani)
    assert ani.post("/desk/vault/lost/", {"sure": "on"}).url == "/desk/vault/set-up/"
    new = passphrase.generate()
    ani.post("/desk/vault/set-up/", {"passphrase": new, "again": new, "understood": "on"})
    assert queries.key_holder(people.ani).fingerprint != before


@pytest.mark.parametrize(
    "page", ["", "unlock/", "passphrase/", "lost/", "rotate/", "missing/", "recovery/", "recovery/call/", "recovery/shares/rehearse/"]
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_speaks_both_languages_without_inline_script_or_style(desk, people, page, language):
    people.add("sekar", "Sekar Arum", people.units.root, "Petugas pemulihan", roles=("vault.recovery_officer",), keys=True)
    people.sign_in(desk, "sekar").cookies["lang"] = language
    html = desk.get(f"/desk/vault/{page}").content.decode()
    assert f'<html lang="{language}">' in html
    assert ("kunci" in html.split("<main")[1]) == (language == "id")
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=", html)


def test_pages_of_the_vault_ask_for_a_sign_in(desk, db):
    for page in ("", "welcome/", "set-up/", "unlock/", "rotate/", "lost/", "missing/", "colleagues/", "recovery/", "recovery/call/"):
        assert desk.get(f"/desk/vault/{page}").url.startswith("/desk/account/login/")


def test_the_recovery_key_is_shown_once_as_sheets_and_counts_when_confirmed(desk, people):
    people.add("sekar", "Sekar Arum", people.units.root, "Petugas pemulihan", roles=("vault.recovery_officer",))
    people.sign_in(desk, "sekar")
    RecoveryKey.objects.all().delete()
    assert "Belum ada kunci pemulihan" in desk.get("/desk/vault/recovery/").content.decode()
    assert "Paling banyak 3" in desk.post("/desk/vault/recovery/", {"shares": 3, "threshold": 4}).content.decode()

    answer = desk.post("/desk/vault/recovery/", {"shares": 3, "threshold": 2})
    assert "no-store" in answer["Cache-Control"]
    sheets = re.findall(r'<ol class="share-words">(.*?)</ol>', answer.content.decode(), re.DOTALL)
    shares = [" ".join(re.findall("<li>([a-z]+)</li>", sheet)) for sheet in sheets]
    assert [len(share.split()) for share in shares] == [33, 33, 33]
    assert queries.recovery_key() is None

    key = RecoveryKey.objects.get().pk
    assert desk.post("/desk/vault/recovery/confirm/", {"key": key}).status_code == 422
    named = {"key": key, "done": "on", "holder_1": "Sekar Arum", "holder_2": "Lestari Ningsih", "holder_3": " sekar  arum"}
    assert "sudah memegang lembar lain" in desk.post("/desk/vault/recovery/confirm/", named).content.decode()
    assert desk.post("/desk/vault/recovery/confirm/", {**named, "holder_3": "Indra Gunawan"}).url == "/desk/vault/recovery/"
    assert queries.recovery_key().pk == key
    assert services.recover(shares[1:]).public == bytes(queries.recovery_key().public_key)
    assert [entry.kind for entry in ledger.entries(f"recovery:{key}")][:2] == ["vault.recovery_prepared", "vault.recovery_confirmed"]
    page = desk.get("/desk/vault/recovery/").content.decode()
    assert "2 dari 3 lembar" in page
    assert '<li value="3">Indra Gunawan</li>' in page


def test_only_the_recovery_officer_makes_recovery_keys(ani):
    assert ani.get("/desk/vault/recovery/").status_code == 403
    assert ani.post("/desk/vault/recovery/", {"shares": 3, "threshold": 2}).status_code == 403
