"""The practice institution touches nothing of the real one, says what it is, and reaches nobody."""

import json
import os
import subprocess
import sys

import pytest

from amanah.cli import main, practice, say

ASK = """
import json
from amanah.cli import practice
practice.enter()
from amanah.cli import say
say.django()
from django.conf import settings
from django.core import mail
mail.send_mail("a", "b", None, ["c@example.org"])
print(json.dumps({
    "data": str(settings.AMANAH_DATA), "keys": str(settings.AMANAH_KEYS), "database": str(settings.DATABASES["default"]["NAME"]),
    "origin": settings.AMANAH_LEDGER_ORIGIN, "mail": settings.EMAIL_BACKEND, "institution": settings.AMANAH_INSTITUTION,
    "secret": settings.SECRET_KEY,
}))
"""


@pytest.fixture
def real(tmp_path, monkeypatch):
    """A real institution's folder with something in it."""
    home = tmp_path / "amanah"
    home.mkdir()
    (home / "amanah.sqlite3").write_text("the real one")
    monkeypatch.setenv("AMANAH_DATA", str(home))
    for name in (*practice._FOREIGN, "AMANAH_PRACTICE"):
        monkeypatch.delenv(name, raising=False)
    return home


def test_everything_of_its_own_and_no_mail_whatever_is_set(real):
    outside = {
        "DATABASE_URL": "postgresql://real/real",
        "AMANAH_KEYS": str(real / "keys"),
        "AMANAH_SECRET_KEY": "the real secret",
        "AMANAH_LEDGER_ORIGIN": "wbs.example.go.id/ledger",
        "AMANAH_EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "AMANAH_EMAIL_HOST": "127.0.0.1",
        "AMANAH_INSTITUTION": "Kementerian Sungguhan",
    }
    done = subprocess.run([sys.executable, "-c", ASK], capture_output=True, text=True, check=True, env={**os.environ, **outside})
    told = json.loads(done.stdout.splitlines()[-1])
    home = str(real) + "-practice"
    assert all(told[name].startswith(home) for name in ("data", "keys", "database"))
    assert told["origin"] == "latihan.wbs.example.go.id/ledger"
    assert told["mail"] == "django.core.mail.backends.dummy.EmailBackend"
    assert told["institution"] == "LATIHAN · Kementerian Sungguhan"
    assert told["secret"] != "the real secret"
    assert [path.name for path in real.iterdir()] == ["amanah.sqlite3"]


def test_a_folder_that_is_no_practice_is_neither_used_nor_removed(real):
    home = practice.folder()
    home.mkdir()
    (home / "amanah.sqlite3").write_text("somebody's")
    with pytest.raises(say.Refusal, match="no practice institution"):
        practice.enter()
    assert main(["practice", "reset"]) == say.FAILED
    assert (home / "amanah.sqlite3").exists()
    assert os.environ["AMANAH_DATA"] == str(real)


def test_reset_removes_it_and_nothing_else(real, capsys, monkeypatch):
    assert main(["practice", "reset"]) == say.DONE
    with monkeypatch.context() as patch:
        patch.setenv("AMANAH_PRACTICE", "")
        practice.enter()
        held = practice.hold()
        patch.setenv("AMANAH_DATA", str(real))
        assert main(["practice", "reset"]) == say.FAILED
        held.close()
    monkeypatch.setenv("AMANAH_DATA", str(real))
    assert main(["practice", "folder"]) == say.DONE
    assert str(practice.folder()) in capsys.readouterr().out
    assert practice.folder().exists()
    assert main(["practice", "reset"]) == say.DONE
    assert not practice.folder().exists()
    assert (real / "amanah.sqlite3").read_text() == "the real one"


@pytest.mark.parametrize("address", ["/", "/report/", "/mailbox/", "/statistics/", "/nowhere/"])
def test_every_public_page_says_that_it_is_practice(intake, settings, address):
    assert "LATIHAN" not in intake.get(address).content.decode()
    settings.AMANAH_PRACTICE = True
    page = intake.get(address).content.decode()
    assert 'class="demo practice"' in page
    assert "%23b3261e" in page


def test_the_desk_says_it_too(people, desk, settings):
    settings.AMANAH_PRACTICE = True
    assert 'class="demo practice"' in desk.get("/desk/account/login/").text
    page = people.sign_in(desk, "ani").get("/desk/").text
    assert 'class="demo practice"' in page
    assert "<title>Latihan ·" in page
