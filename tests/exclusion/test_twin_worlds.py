"""Who must not see a report cannot tell a world with it from a world without it, whatever address of the desk they try.

Everything is asked twice, with the same addresses: in a world where the report was filed, handled and told about, and in its twin where
it was not. Every answer must be the same. What Ani, its handler, gets in the same places shows that there was something to find.
"""

import io
import re

import pytest
from django.db import transaction
from openpyxl import load_workbook

from amanah.engines.cases.models import Case
from amanah.kernel import clock, events
from tests.exclusion import addresses, worlds
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

CHANGING = [
    (re.compile(rb'name="csrfmiddlewaretoken" value="\w+"'), b"(token)"),
    (re.compile(rb'name="offered" value="[^"]*"'), b"(words offered)"),
]
EVER_NEW = ("/desk/account/mfa/totp/activate/", "/desk/account/mfa/webauthn/", "/desk/account/sessions/", "/desk/vault/")
"""Pages that show something random or the moment at every visit, by design; they are searched, not compared."""


class Crawl:
    """One person's answers, by method and address: status, where it leads, and what it says."""

    def __init__(self, client, people, name, report):
        self.answers = {}
        self._client = client
        client.cookies.clear()
        people.sign_in(client, name)
        if name != "citra":
            client.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
        for address in (*addresses.filled(report), *addresses.asked(report)):
            self._keep("GET", address, client.get(address))
        for address, fields in addresses.posted(report):
            self._keep("POST", f"{address} {fields.get('q', '')}".strip(), client.post(address, fields))

    def _keep(self, method, address, response):
        body = b"".join(response.streaming_content) if response.streaming else response.content
        kind = response.get("Content-Type", "")
        for changing, instead in CHANGING:
            body = changing.sub(instead, body)
        if "spreadsheet" in kind:
            body = _cells(body)
        self.answers[method, address] = (response.status_code, response.get("Location", ""), body)

    def places_with(self, *words):
        """Where one of the words stands in an answer."""
        return {place for place, (_status, to, body) in self.answers.items() if any(w in body or w in to.encode() for w in words)}


def _cells(content):
    """A workbook without the moment at which it was made."""
    return repr([[list(row) for row in sheet.iter_rows(values_only=True)] for sheet in load_workbook(io.BytesIO(content))]).encode()


@pytest.fixture
def at_once(monkeypatch):
    """Deliver events when they happen: the transactions of a test never commit."""
    monkeypatch.setattr(events, "after_commit", lambda deliver: deliver())


@pytest.fixture
def twins(people, at_once):
    """crawl(client, name) → (report, the crawl where it is, the crawl where it is not)."""
    worlds.population(people)

    def crawl(client, name):
        with transaction.atomic():
            with clock.at(worlds.FILED):
                report = worlds.report(people)
            with_it = _look(people, client, name, report)
            transaction.set_rollback(True)
        assert not Case.objects.filter(pk=report.case.pk).exists()
        with transaction.atomic():
            without = _look(people, client, name, report)
            transaction.set_rollback(True)
        return report, with_it, without

    return crawl


def _look(people, client, name, report):
    """Let the days pass, the appointments come and the reminders go out; then look everywhere."""
    with clock.at(worlds.LATER):
        worlds.appoint(people)
        worlds.keep_views(people, report.case.number)
        worlds.beat()
        return Crawl(client, people, name, report)


@pytest.mark.parametrize("name", worlds.HIDDEN_FROM)
def test_nobody_who_must_not_see_it_can_tell_the_worlds_apart(twins, desk, name):
    report, with_it, without = twins(desk, name)
    there, nowhere = with_it.answers, without.answers
    assert there.keys() == nowhere.keys()
    assert len(there) > 300
    different = [place for place in there if there[place] != nowhere[place] and not place[1].startswith(EVER_NEW)]
    assert different == []
    for place in there:
        if place[1].startswith(EVER_NEW):
            status, to, body = there[place]
            assert (status, to) == nowhere[place][:2], place
            assert report.case.number.encode() not in body or report.case.number in place[1], place
            assert str(report.case.pk).encode() not in body or str(report.case.pk) in place[1], place
