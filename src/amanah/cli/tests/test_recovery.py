"""`amanah recovery`: the reason comes first, everybody concerned is told, and only what may be seen is given."""

import io
from uuid import uuid4

import pytest

from amanah.cli import main
from amanah.engines.cases.models import Case
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import RecoveryCall
from amanah.foundation.vault.services.staff import holder_of
from amanah.rooms.whistleblowing.services import filing
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db
REASON = "Semua pemegang kehilangan frasanya."


@pytest.fixture
def shares(people):
    new = vault.prepare_recovery_key(2, 3, actor="system")
    vault.confirm_recovery_key(new.id, actor="system")
    return new.shares


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "amanah.config.settings.test")

    def act(*words, typed=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(typed)))
        code = main(["recovery", *words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return act


def file_one(who=""):
    case_id = uuid4()
    answers = {"topic": "illegal_levy", "route": "inspectorate", "mode": "anonymous", "unit": "", "what": "Diminta uang.", "who": who}
    filing.file_report(filing.from_answers(case_id, answers))
    return Case.objects.get(pk=case_id)


def test_open_asks_why_and_gives_what_may_be_seen(people, shares, run):
    case, about_budi = file_one(), file_one("Budi Hartono")
    vault.retire_keys(people.budi, actor="system")
    vault.create_keys(people.budi, PASSPHRASE)
    assert run("open", "--for", "budi", "--case", case.number, typed=shares[:2])[0] == 2
    assert not RecoveryCall.objects.exists()
    assert run("open", "--for", "budi", "--case", about_budi.number, typed=[REASON, *shares[:2]])[0] == 3
    assert run("open", "--for", "budi", "--record", "case:none", typed=[REASON, *shares[:2]])[0] == 3

    code, said = run("open", "--for", "budi", "--all", typed=[REASON, shares[2], shares[0]])
    assert (code, "2 records can now be opened by budi" in said) == (0, True)
    assert "not for this person" in said
    assert keys.records_of(holder_of(people.budi), [case.ref, about_budi.ref]) == {case.ref}
    call = RecoveryCall.objects.get()
    assert (call.state, call.caller, call.opened) == ("done", None, 2)


def test_rehearse_and_set_up_with_names(people, shares, run):
    code, said = run("rehearse", typed=shares[1:])
    assert (code, "Nothing was opened" in said) == (0, True)
    assert run("rehearse", typed=shares[:1])[0] == 3
    assert run("set-up", "--threshold", "2", "--shares", "2", "--holder", "Satu", "--printed")[0] == 2
    assert run("set-up", "--threshold", "2", "--shares", "2", "--holder", "Satu", "--holder", "Dua", "--printed")[0] == 0
    assert [holder.name for holder in keys.recovery_key().holders.all()] == ["Satu", "Dua"]
