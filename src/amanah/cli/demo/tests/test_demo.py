"""The demonstration is believable: no sentence twice, every state, a ledger that verifies, and everybody can do their work."""

import random
import re
from datetime import date, timedelta

import pytest

from amanah.cli.demo import accounts, ensure, people
from amanah.cli.demo.build import REPORTS, build
from amanah.cli.demo.institution import SIGN_INS, person_plans, unit_plans
from amanah.cli.demo.stories import Teller
from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import verify
from amanah.foundation.vault import services as vault
from amanah.kernel import clock, receipts
from amanah.rooms.whistleblowing.topics import TOPICS


def test_three_hundred_reports_share_no_sentence():
    teller = Teller(random.Random(1))
    seen = set()
    for number in range(REPORTS):
        day = date(2025, 1, 1) + timedelta(days=2 * number)
        story = teller.tell(day=day, unit="Kantor Wilayah Aceh", town="Aceh", suspect="Rina Ansori" if number % 2 else None)
        text = f"{story.what} {story.when} {story.where} {story.how} {story.how_much}"
        sentences = {part for part in re.split(r"(?<=[.?!])\s+", text) if len(part.split()) > 3}
        assert len(sentences) >= 5
        assert seen.isdisjoint(sentences), seen & sentences
        seen |= sentences


def test_every_topic_is_told_and_every_slot_filled():
    teller = Teller(random.Random(2))
    stories = [teller.tell(day=date(2026, 3, 3), unit="Pusat Data", town="Jakarta", suspect=None) for _ in range(200)]
    assert {story.topic for story in stories} == {topic.key for topic in TOPICS}
    assert not any(mark in story.what for story in stories for mark in "{}")


def test_the_institution_is_shaped_like_a_ministry():
    units = unit_plans()
    codes = {unit.code for unit in units}
    assert len([unit for unit in units if unit.code.startswith("KW")]) == 38
    assert len([unit for unit in units if unit.code.startswith("BPVP")]) == 38
    assert all(unit.parent is None or unit.parent in codes for unit in units)
    plans = person_plans(random.Random(3))
    assert len(plans) >= 100
    assert len({plan.nip for plan in plans}) == len(plans)


def test_it_lives_through_the_services_and_is_built_once(db, settings, tmp_path):
    settings.AMANAH_DATA = tmp_path
    said = []
    result = build(said.append, reports=24)
    assert len(said) >= 2
    assert len(set(Case.objects.values_list("state", flat=True))) >= 3
    report = verify.run()
    assert report.ok, report
    ani = Account.objects.get(username="ani")
    keys = vault.unlock(ani, accounts.passphrase("ani"))
    case = Case.objects.filter(route="inspectorate", closed_on__isnull=False).first()
    assert case is not None
    opened = reading.open_case(Viewer.of(ani), case, keys)
    assert opened is not None
    assert len(reading.content(opened).report.answers["what"]) > 80
    assert case.opened_on <= clock.today()
    for receipt, _state in result["receipts"]:
        assert vault.open_mailbox(receipts.parse(receipt)) is not None
    assert len(result["recovery_shares"]) == 5
    assert [person["username"] for person in people()][: len(SIGN_INS)] == [user for user, *_ in SIGN_INS]
    ensure(lambda text: pytest.fail(f"built again: {text}"))
    assert Case.objects.count() == 24
