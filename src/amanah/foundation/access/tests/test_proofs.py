"""What proves who somebody is: codes that count once, passwords that others do not know, sessions that end, and what the log says of it."""

import io
import logging
import time
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.foundation.access.desk import codes
from amanah.foundation.access.desk.passwords import HouseWordsValidator
from amanah.foundation.access.models import FactorRemoval
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock
from tests.people import PASSPHRASE, password

pytestmark = pytest.mark.django_db

LOGIN = "/desk/account/login/"
MFA = "/desk/account/mfa/"
START = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_counters():
    cache.clear()


@pytest.fixture
def log():
    """What the desk would write to its log."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(logging.Formatter("%(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("amanah.access")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield out
    logger.removeHandler(handler)
    logger.setLevel(before)


def sign_in(client, name, secret=None):
    return client.post(LOGIN, {"login": name, "password": secret or password(name)})


def code(secret, step=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def with_app(client, name):
    """Set up an authenticator app for this person; its secret."""
    sign_in(client, name)
    client.post("/desk/account/reauthenticate/", {"password": password(name)})
    client.get(f"{MFA}totp/activate/")
    secret = client.session["mfa.totp.secret"]
    assert client.post(f"{MFA}totp/activate/", {"code": code(secret)}).status_code == 302
    client.post("/desk/account/logout/")
    return secret


def step(client, name, typed):
    """Password and code; whether that let the person in."""
    sign_in(client, name)
    answer = client.post(f"{MFA}authenticate/", {"code": typed})
    client.post("/desk/account/logout/")
    return answer.status_code == 302


def test_a_code_counts_once_though_it_would_fit_for_longer_and_no_memory_is_left(desk, people):
    secret = with_app(desk, "ani")
    typed = code(secret)
    assert step(desk, "ani", typed)
    cache.clear()  # another process, or half a minute later
    assert not step(desk, "ani", typed)
    assert not step(desk, "ani", code(secret, -1)), "nor one from before it"
    assert step(desk, "ani", code(secret, 1)), "the next one does"


def test_a_code_from_before_is_taken_where_none_was_yet(desk, people):
    """The clock of the telephone may be a step late."""
    secret = with_app(desk, "ani")
    assert step(desk, "ani", code(secret, -1))
    assert step(desk, "ani", code(secret))


def test_the_counter_is_kept_beside_the_sealed_secret_of_this_person_alone(desk, people):
    secret = with_app(desk, "ani")
    with_app(desk, "budi")
    assert step(desk, "ani", code(secret))
    kept = {row.user.username: row.data.get(codes.SPENT) for row in Authenticator.objects.filter(type="totp")}
    assert kept["ani"] > 0
    assert kept["budi"] is None


def test_twelve_hours_after_sign_in_it_is_over_however_busy_it_was(desk, people):
    with clock.at(START):
        sign_in(desk, "ani")
    for minutes in range(20, 12 * 60, 20):
        with clock.at(START + timedelta(minutes=minutes)):
            assert desk.get(MFA).status_code == 200
    with clock.at(START + timedelta(hours=12)):
        assert desk.get(MFA).status_code == 302
        assert "waktu terlama" in desk.get(LOGIN).text


@pytest.mark.parametrize("known", ["1qaz2wsx3edc4rfv", "passwordpassword", "Q1W2E3R4T5Y6"])
def test_a_password_of_a_breach_is_refused_whatever_its_letters_case(people, known):
    with pytest.raises(ValidationError):
        validate_password(known, people.ani)


@pytest.mark.parametrize(
    "near", ["Kementerian2026!", "inspektorat-jenderal-1", "amanah amanah amanah", "AniRahmawati1990", "laporpelapor!!"]
)
def test_a_password_made_of_the_words_of_this_house_is_refused(people, near):
    with pytest.raises(ValidationError, match="terlalu dekat"):
        HouseWordsValidator().validate(near, people.ani)


@pytest.mark.parametrize("good", ["kopi hangat di teras", "739402618457", "7$kQ9!2bX#4m", "amanah di kebun mangga tetangga"])
def test_length_is_what_counts_not_which_signs_it_has(people, good):
    validate_password(good, people.ani)


@settings(max_examples=30)
@given(st.text(alphabet="qxzjv-! 0123456789", min_size=12, max_size=40))
def test_what_holds_no_word_of_the_house_is_never_refused_for_its_words(text):
    HouseWordsValidator().validate(text)


def test_the_log_says_which_account_was_refused_and_nothing_that_was_typed(desk, people, log):
    secret = with_app(desk, "ani")
    sign_in(desk, "ani", "tebakan pertama saya")
    sign_in(desk, "bukan siapa-siapa", "tebakan kedua saya")
    assert not step(desk, "ani", "000000")
    assert step(desk, "ani", code(secret))
    said = log.getvalue()
    assert f"WARNING amanah.access sign-in refused account={people.ani.pk}" in said
    assert "sign-in refused account=unknown" in said
    assert f"code refused account={people.ani.pk}" in said
    assert f"INFO amanah.access signed in with password account={people.ani.pk}" in said
    assert f"signed in with password+totp account={people.ani.pk}" in said
    assert "tebakan" not in said
    assert "bukan siapa" not in said
    assert "000000" not in said


def test_after_ten_wrong_passphrases_the_right_one_waits_too_and_the_log_says_so(desk, people, log):
    people.sign_in(desk, "ani")
    for _ in range(10):
        assert "tidak membuka" in desk.post("/desk/vault/unlock/", {"passphrase": "bukan frasa kunci saya sama sekali"}).text
    assert "Terlalu banyak percobaan" in desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE}).text
    assert log.getvalue().count(f"passphrase refused account={people.ani.pk}") == 10
    people.sign_in(desk, "budi")
    assert desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE}).status_code == 302
    cache.clear()
    people.sign_in(desk, "ani")
    assert desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE}).status_code == 302
    assert "bukan frasa" not in log.getvalue()


def test_a_refused_page_is_logged_by_its_name_and_not_by_what_was_asked_for(desk, people, log):
    people.sign_in(desk, "citra")
    desk.get("/desk/cases/WB-26-7F3K9Q/")
    desk.get("/desk/access/")
    assert f"refused 404 at cases:case account={people.citra.pk}" in log.getvalue()
    assert f"refused 403 at access:accounts account={people.citra.pk}" in log.getvalue()
    assert "7F3K9Q" not in log.getvalue()


def test_an_administrator_ends_every_session_of_an_account_at_once(desk, people):
    other = type(desk)()
    sign_in(other, "ani")
    people.sign_in(desk, "dewi")
    assert desk.get(f"/desk/access/account/{people.ani.pk}/sessions/").status_code == 200
    assert "Semua sesi" in desk.post(f"/desk/access/account/{people.ani.pk}/sessions/", follow=True).text
    assert other.get(MFA).status_code == 302
    entry = ledger.latest(1)[0]
    assert (entry.kind, entry.facts, entry.actor) == ("access.sessions_ended", {"sessions": 1}, f"account:{people.dewi.pk}")
    people.sign_in(desk, "citra")
    assert desk.post(f"/desk/access/account/{people.ani.pk}/sessions/").status_code == 403


def test_a_lost_second_step_is_removed_by_two_who_are_not_the_person(desk, people):
    with_app(desk, "ani")
    people.sign_in(desk, "dewi")
    address = f"/desk/access/account/{people.ani.pk}/second-step/"
    assert "wajib" in desk.post(address, {"verified_by": ""}).text.lower()
    desk.post(address, {"verified_by": "Datang sendiri dengan kartu pegawai"})
    removal = FactorRemoval.objects.get()
    desk.post(f"/desk/access/removals/{removal.pk}/", {"decision": "approve"})
    assert Authenticator.objects.filter(user=people.ani).exists(), "not by who asked"
    people.sign_in(desk, "eko")
    assert "Datang sendiri" in desk.get("/desk/access/proposals/").text
    desk.post(f"/desk/access/removals/{removal.pk}/", {"decision": "approve"})
    assert not Authenticator.objects.filter(user=people.ani).exists()
    kinds = [entry.kind for entry in reversed(ledger.latest(6))]
    assert kinds[-1] == "access.factor_removed"
    assert "access.sign_in_changed" in kinds
    assert sign_in(desk, "ani").headers["Location"] == "/desk/vault/welcome/"


def test_nobody_removes_their_own_or_what_is_not_there_and_a_refused_one_stays(desk, people):
    with_app(desk, "dewi")
    people.sign_in(desk, "dewi")
    own = desk.post(f"/desk/access/account/{people.dewi.pk}/second-step/", {"verified_by": "Saya sendiri"})
    assert "sendiri" in own.text
    assert "tidak mempunyai" in desk.post(f"/desk/access/account/{people.citra.pk}/second-step/", {"verified_by": "Datang"}).text
    people.sign_in(desk, "eko")
    desk.post(f"/desk/access/account/{people.dewi.pk}/second-step/", {"verified_by": "Datang sendiri"})
    desk.post(f"/desk/access/removals/{FactorRemoval.objects.get().pk}/", {"decision": "reject"})
    assert FactorRemoval.objects.get().decision == "rejected"
    assert Authenticator.objects.filter(user=people.dewi).exists()
