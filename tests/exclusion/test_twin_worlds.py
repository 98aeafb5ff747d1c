"""Who must not see a report cannot tell a world with it from a world without it, whatever address of the desk they try.

Everything is asked twice, with the same addresses: in a world where the report was filed, handled and told about, and in its twin where
it was not. Every answer must be the same. What Ani, its handler, gets in the same places shows that there was something to find.
"""

import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from openpyxl import load_workbook

from amanah.engines.cases.models import Case
from amanah.foundation.notices import mail as notices_by_mail
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock, events
from tests.exclusion import addresses, worlds
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

CHANGING = [
    (re.compile(rb'name="csrfmiddlewaretoken" value="\w+"'), b"(token)"),
    (re.compile(rb"/desk/notices/[0-9a-f-]{36}/"), b"(a notice)"),
    (re.compile(rb"/desk/cases/views/\d+/forget/"), b"(a saved view)"),
    (re.compile(rb'name="offered" value="[^"]*"'), b"(words offered)"),
]
EVER_NEW = ("/desk/account/mfa/totp/activate/", "/desk/account/mfa/webauthn/", "/desk/account/sessions/", "/desk/vault/")
"""Pages that show something random or the moment at every visit, by design; they are searched, not compared."""


def tries(name, report):
    """What this person asks of the desk: everything there is, with every act; or, for who is shut out in a way that others share and for
    Ani, the places where there is something to find.
    """
    files = [address for address in addresses.filled(report) if "/file/" in address]
    told = [*addresses.telling(report), *(files if name == "ani" else ())]
    everywhere = name in worlds.EVERYWHERE
    for address in (*addresses.filled(report), *addresses.asked(report)) if everywhere else told:
        yield "GET", address, {}
    for address, fields in (*(addresses.acts(report) if everywhere else ()), *addresses.searches(report)):
        yield "POST", address, fields


class Crawl:
    """One person's answers, by method and address: status, where it leads, and what it says. Whatever they did is undone afterwards."""

    def __init__(self, client, people, name, report):
        self.answers = {}
        with transaction.atomic():
            client.cookies.clear()
            people.sign_in(client, name)
            if name != "citra":
                client.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
            for method, address, fields in tries(name, report):
                self._keep(method, f"{address} {fields.get('q', '')}".strip(), getattr(client, method.lower())(address, fields or None))
            transaction.set_rollback(True)

    def _keep(self, method, address, response):
        body = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.get("Content-Type", "")
        for changing, instead in CHANGING:
            body = changing.sub(instead, body)
        if "spreadsheet" in kind:
            body = _cells(body)
        self.answers[method, address] = (response.status_code, response.get("Location", ""), body)

    def unlike(self, other):
        """The places whose answer differs, apart from those that are ever new."""
        return [place for place, answer in self.answers.items() if answer != other.answers[place] and not place[1].startswith(EVER_NEW)]


def _cells(content):
    """A workbook without the moment at which it was made."""
    return repr([[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in load_workbook(io.BytesIO(content))]).encode()


@pytest.fixture
def at_once(monkeypatch):
    """Deliver events when they happen: the transactions of a test never commit."""
    monkeypatch.setattr(events, "after_commit", lambda deliver: deliver())


_made = {}


@pytest.fixture
def crawls(request):
    """name → (the report, the crawl where it is, the crawl where it is not). Both worlds are made once for all tests of this file."""
    if not _made:
        people, client, _ = (request.getfixturevalue(name) for name in ("people", "desk", "at_once"))
        worlds.population(people)
        with transaction.atomic():
            with clock.at(worlds.FILED):
                report = worlds.report(people)
            with_it = _look(people, client, report)
            transaction.set_rollback(True)
        assert not Case.objects.filter(pk=report.case.pk).exists()
        without = _look(people, client, report)
        _made.update({name: (report, with_it[name], without[name]) for name in with_it})
    return _made


def _look(people, client, report):
    """Let the days pass, the appointments come and the reminders go out; then everybody looks."""
    with clock.at(worlds.LATER):
        worlds.appoint(people)
        worlds.keep_views(people, report.case.number)
        worlds.beat()
        return {name: Crawl(client, people, name, report) for name in (*worlds.CRAWLING, "ani")}


@pytest.mark.parametrize("name", worlds.CRAWLING)
def test_nobody_who_must_not_see_it_can_tell_the_worlds_apart(crawls, name):
    report, with_it, without = crawls[name]
    assert with_it.answers.keys() == without.answers.keys()
    assert len(with_it.answers) > (250 if name in worlds.EVERYWHERE else 40)
    assert with_it.unlike(without) == []
    for place, (status, to, body) in with_it.answers.items():
        if place[1].startswith(EVER_NEW):
            assert (status, to) == without.answers[place][:2], place
            for mark in (report.case.number, str(report.case.pk)):
                assert mark not in body.decode() or mark in place[1], place


def test_ani_finds_it_in_every_place_that_is_compared(crawls):
    """The control: if these places told nobody anything, their silence towards the others would mean nothing."""
    report, with_it, without = crawls["ani"]
    differing = {(method, address) for method, address in with_it.unlike(without)}
    expected = {("GET", address) for address in addresses.telling(report)}
    expected |= {("POST", f"/desk/search/ {word}") for word in (report.case.number, worlds.SECRET)}
    assert expected - differing == set()
    files = [place for place in differing if "/file/" in place[1] and with_it.answers[place][2] == b"isi berkas"]
    assert files, "a file of the report was downloaded"
    assert any(report.case.number.encode() in with_it.answers[place][2] for place in differing)


def test_a_custodian_finds_what_is_asked_of_them(people, at_once, desk):
    """The control for the one place that Ani has no role for."""
    worlds.population(people)
    with clock.at(worlds.FILED):
        report = worlds.report(people)
        people.sign_in(desk, "indra")
        desk.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
        assert report.case.number in desk.get("/desk/whistleblowing/identity/").text


def test_mail_goes_out_as_if_it_were_not_there(people, at_once):
    """Nobody has anything else to read, so that one notice more or less decides whether a message leaves."""
    worlds.population(people)
    with clock.at(worlds.LATER):
        worlds.beat()
    Notice.objects.update(read_on=worlds.LATER.date())

    def sent():
        with clock.at(worlds.LATER):
            worlds.appoint(people)
            worlds.beat()
        with clock.at(worlds.LATER + timedelta(days=1)):
            mail.outbox.clear()
            notices_by_mail.send_due()
        return {address for message in mail.outbox for address in message.to}

    with transaction.atomic():
        with clock.at(worlds.FILED):
            worlds.report(people)
        with_it = sent()
        transaction.set_rollback(True)
    without = sent()
    assert "ani@contoh.example" in with_it - without
    assert not {f"{name}@contoh.example" for name in worlds.HIDDEN_FROM} & (with_it ^ without)
