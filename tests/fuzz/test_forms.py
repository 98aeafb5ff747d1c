"""Every form of both programs is sent what no person would send. Nothing may break: an answer below 500, and no half-kept state.

AMANAH_FUZZ=20 sends twenty times as much.
"""

import copy
import os
import random
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import get_resolver

from amanah.engines.cases.models import Case
from amanah.rooms.whistleblowing.tests.stories import write
from tests.exclusion import addresses, worlds

pytestmark = pytest.mark.django_db

ROUNDS = int(os.environ.get("AMANAH_FUZZ", "1"))
NAMED = re.compile(r'name="([a-z_0-9-]+)"')
NASTY = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "-1",
    "0",
    "9" * 400,
    "1e309",
    "NaN",
    "٣",
    "\ud7ff\ue000\uffff",
    "\u202egnirts",
    "é" * 3000,
    "<script>alert(1)</script>",
    "'; DROP TABLE cases_case; --",
    "{{ 7*7 }}{% debug %}",
    "%s%n%(x)s{0}{name}",
    "../../../../etc/passwd",
    "2026-02-31",
    "9999-12-31",
    "0001-01-01",
    "00000000-0000-0000-0000-000000000000",
    "on",
    "yes",
    "[]",
    '{"a":{"a":{"a":null}}}',
    "\r\nSet-Cookie: a=b",
)


def rubbish(rng, names):
    """Fields by the names that the page knows and one that it does not, each with something nasty, some of them twice."""
    fields = {name: rng.choice(NASTY) for name in names if rng.random() < 0.9}
    if fields and rng.random() < 0.3:
        fields[rng.choice(sorted(fields))] = [rng.choice(NASTY), rng.choice(NASTY)]
    fields["unheard_of"] = rng.choice(NASTY)
    if rng.random() < 0.2:
        name = rng.choice(sorted(fields))
        fields[name] = SimpleUploadedFile(rng.choice(["", "a/../b", "x" * 300, "é.pdf"]) or "n", rng.randbytes(rng.choice([0, 1, 700])))
    return fields


def throw(client, address, rng):
    """One GET for the names, then rubbish; the statuses."""
    client.raise_request_exception = False
    seen = client.get(address)
    names = set() if seen.streaming else set(NAMED.findall(seen.content.decode(errors="replace")))
    statuses = [seen.status_code]
    for _ in range(ROUNDS):
        statuses.append(client.post(address, rubbish(rng, names - {"csrfmiddlewaretoken"})).status_code)
        body = rng.choice([b"\xff\xfe=%ff&%00", b"a=" + b"%" * 300, b"--x\r\nContent-Disposition: form-data", b"\x00" * 40])
        kind = rng.choice(
            [
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "multipart/form-data",
                "application/json",
                "text/plain",
            ]
        )
        statuses.append(client.generic("POST", address, body, content_type=kind).status_code)
    return statuses


def public_addresses():
    """Every address of the public program that has no variable part."""

    def walk(patterns, prefix):
        for entry in patterns:
            route = prefix + str(entry.pattern)
            yield from walk(entry.url_patterns, route) if hasattr(entry, "url_patterns") else [route]

    return sorted(
        f"/{route}"
        for route in set(walk(get_resolver("amanah.config.urls_intake").url_patterns, ""))
        if "<" not in route and "^" not in route
    )


def test_no_public_form_breaks(intake, people):
    rng = random.Random(20261122)
    broken = []
    write(intake)  # a report that is nearly written, so that every page has something to lose
    written = intake.cookies
    for address in public_addresses():
        intake.cookies = copy.deepcopy(written)
        with transaction.atomic():
            broken += [(address, status) for status in throw(intake, address, rng) if status >= 500 and status != 503]
            transaction.set_rollback(True)
    assert broken == []


def test_no_form_of_the_desk_breaks(desk, people, monkeypatch):
    worlds.population(people)
    report = worlds.report(people)
    people.sign_in(desk, "ani")
    desk.post("/desk/vault/unlock/", {"passphrase": worlds.PASSPHRASE})
    rng = random.Random(20261123)
    before = Case.objects.count()
    broken = []
    for address in addresses.one_each(report):
        broken += [(address, status) for status in throw(desk, address, rng) if status >= 500]
    assert broken == []
    assert Case.objects.count() == before
