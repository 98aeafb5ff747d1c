"""Asking everything twice: in a world where the report was filed, handled and told about, and in its twin where it was not."""

import io
import re
from datetime import date

from django.db import transaction
from openpyxl import load_workbook

from amanah.engines.cases.models import Case
from amanah.kernel import clock
from tests.exclusion import addresses, worlds
from tests.people import PASSPHRASE

CHANGING = [
    (re.compile(rb'name="csrfmiddlewaretoken" value="\w+"'), b"(token)"),
    (re.compile(rb"/desk/notices/[0-9a-f-]{36}/"), b"(a notice)"),
    (re.compile(rb"/desk/cases/views/\d+/forget/"), b"(a saved view)"),
    (re.compile(rb'name="offered" value="[^"]*"'), b"(words offered)"),
]
EVER_NEW = ("/desk/account/mfa/totp/activate/", "/desk/account/mfa/webauthn/", "/desk/account/sessions/", "/desk/vault/")
"""Pages that show something random or the moment at every visit, by design; they are searched, not compared."""
SHARE = 4
"""Who is no subject tries one in so many of the other rooms' addresses each day, by turns; all of them with --thorough."""


def tries(name, report, *, thorough):
    """What this person asks of the desk: everything there is, with every act; or, for who is shut out in a way that others share and for
    Ani, the places where there is something to find.
    """
    found = [*_everything(report)] if name in worlds.EVERYWHERE else [*_told(report, files=name == "ani")]
    yield from _todays(found) if name in worlds.EVERYWHERE and name not in worlds.SUBJECTS and not thorough else found
    for address, fields in addresses.searches(report):
        yield "POST", address, fields


def _everything(report):
    for address in (*addresses.filled(report), *addresses.asked(report)):
        yield "GET", address, {}
    for address, fields in addresses.acts(report):
        yield "POST", address, fields


def _told(report, *, files):
    downloads = [address for address in addresses.filled(report) if "/file/" in address]
    for address in (*addresses.telling(report), *(downloads if files else ())):
        yield "GET", address, {}


def _todays(found):
    turn = date.today().toordinal()  # noqa: DTZ011 - whose turn it is, not a day of the house
    elsewhere = 0
    for method, address, fields in found:
        ours = "?" in address or address == "/desk/" or address.lstrip("/").startswith((*addresses.OWN, *addresses.LISTS))
        elsewhere += not ours
        if ours or (elsewhere + turn) % SHARE == 0:
            yield method, address, fields


class Crawl:
    """One person's answers, by method and address: status, where it leads, and what it says. Whatever they did is undone afterwards."""

    def __init__(self, client, people, name, found):
        self.answers = {}
        with transaction.atomic():
            client.cookies.clear()
            people.sign_in(client, name)
            if name != "citra":
                client.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
            for method, address, fields in found:
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


def twins(people, client, names, *, thorough):
    """name → (the report, the crawl where it is, the crawl where it is not)."""
    worlds.population(people)
    with transaction.atomic():
        with clock.at(worlds.FILED):
            report = worlds.report(people)
        asked = {name: [*tries(name, report, thorough=thorough)] for name in names}
        with_it = _look(people, client, report, asked)
        transaction.set_rollback(True)
    assert not Case.objects.filter(pk=report.case.pk).exists()
    without = _look(people, client, report, asked)
    return {name: (report, with_it[name], without[name]) for name in names}


def _look(people, client, report, asked):
    """Let the days pass, the appointments come and the reminders go out; then everybody looks."""
    with clock.at(worlds.LATER):
        worlds.appoint(people)
        worlds.keep_views(people, report.case.number)
        worlds.beat()
        return {name: Crawl(client, people, name, found) for name, found in asked.items()}


def told_apart(name, twin, *, least):
    """Fails when this person's two worlds differ anywhere, or when fewer than `least` places were tried."""
    report, with_it, without = twin
    assert with_it.answers.keys() == without.answers.keys()
    assert len(with_it.answers) > least, name
    assert with_it.unlike(without) == []
    for place, (status, to, body) in with_it.answers.items():
        if place[1].startswith(EVER_NEW):
            assert (status, to) == without.answers[place][:2], place
            for mark in (report.case.number, str(report.case.pk)):
                assert mark not in body.decode() or mark in place[1], place
