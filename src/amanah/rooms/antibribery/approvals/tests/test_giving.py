"""From asking to the report of what was given: who decides, who never does, and what stays marked."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.foundation.access import conflicts
from amanah.foundation.access.conflicts import Aside
from amanah.foundation.clocks import work
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import replay, services
from amanah.rooms.antibribery.approvals.models import Request, Signature
from amanah.rooms.antibribery.approvals.queries import figures, visible
from amanah.rooms.antibribery.approvals.refusals import Refused
from amanah.rooms.antibribery.approvals.services import Given
from amanah.rooms.antibribery.approvals.tests.conftest import on

pytestmark = pytest.mark.django_db
PEOPLE = ("gilang", "kartika", "fitri", "fajar", "rini", "hadi", "rosa", "arif", "citra")


def refused(code, verb, *args, **named):
    with pytest.raises(Refused) as said:
        verb(*args, **named)
    assert said.value.code == code


def test_a_small_lunch_is_the_heads_and_reported_with_its_proof(team, asked, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        one = asked(takes_part=[team.persons["hadi"]])
    assert (one.level, one.awaits, one.late, one.bars) == ("low", "head", False, [])
    assert any(line.number == one.number for line in work.lines(team.viewer("gilang")))
    assert Notice.objects.filter(account=team.gilang, code="smap_approvals.waits").exists()
    services.sign(one, "Wajar.", approve=True, conditions="Tanpa cendera mata.", viewer=team.viewer("gilang"))
    assert (one.state, one.awaits, one.conditions) == ("approved", "", "Tanpa cendera mata.")
    rini = team.viewer("rini")
    with on(one.event_on + timedelta(days=1)):
        assert any(line.number == one.number for line in work.lines(team.viewer("rini")))
        told = Given(1_200_000, one.event_on, "Dua belas orang hadir.", "Kuitansi 9")
        refused("deviation", services.report, one, told, viewer=rini)
        refused("evidence", services.report, one, Given(1_000_000, one.event_on, "Hadir.", " "), viewer=rini)
        refused("future", services.report, one, Given(1_000_000, clock.today() + timedelta(days=1), "Hadir.", "K"), viewer=rini)
        services.report(one, Given(1_200_000, one.event_on, "Dua belas orang hadir.", "Kuitansi 9", "Dua tamu lagi."), viewer=rini)
    assert one.state == "reported"
    assert one.deviates
    assert replay.check() == []
    row = next(row for row in figures.of_year(team.viewer("rosa"), one.asked_on.year) if row.asked)
    assert row.counts == (1, 1, 0, 0, 1, 1, 1_000_000, 1_200_000)


def test_more_goes_to_the_head_and_then_the_function_and_the_most_to_the_top(team, asked):
    middle = asked(kind="sponsorship", value=9_000_000, people=1)
    services.sign(middle, "Baik.", approve=True, viewer=team.viewer("gilang"))
    assert (middle.state, middle.awaits) == ("seen", "function")
    services.sign(middle, "Baik.", approve=True, viewer=team.viewer("fitri"))
    assert middle.state == "approved"
    high = asked(recipient="Yayasan Lain", kind="sponsorship", value=20_000_000, people=1)
    assert high.signs == ["function", "top"]
    refused("side", services.sign, high, "Baik.", approve=True, viewer=team.viewer("kartika"))
    services.sign(high, "Baik.", approve=True, viewer=team.viewer("fajar"))
    services.sign(high, "Tidak perlu.", approve=False, viewer=team.viewer("kartika"))
    assert (high.state, high.decided_on) == ("rejected", clock.today())
    assert replay.check() == []


def test_dividing_a_gift_changes_nothing(team, asked):
    assert asked(value=2_000_000).level == "low"
    assert asked(value=2_000_000, recipient="ASOSIASI AHLI-K3").level == "middle"
    later = clock.today() + timedelta(days=500)
    assert asked(value=2_000_000, event_on=later).level == "low"
    one = asked(value=2_000_000, event_on=later + timedelta(days=30))
    assert one.level == "middle"
    services.withdraw(one, "Batal.", viewer=team.viewer("rini"))
    assert asked(value=400_000, event_on=later + timedelta(days=40)).level == "low"


def test_asked_for_or_decided_after_the_day_is_marked_for_good(team, asked):
    late = asked(event_on=clock.today() - timedelta(days=1))
    assert late.late
    forgotten = asked(recipient="Balai Lain")
    with on(forgotten.event_on + timedelta(days=1)):
        services.sign(forgotten, "Wajar.", approve=True, viewer=team.viewer("gilang"))
    forgotten.refresh_from_db()
    assert forgotten.late
    assert forgotten.report_due > forgotten.event_on
    early = asked(recipient="Balai Ketiga", event_on=clock.today())
    services.sign(early, "Wajar.", approve=True, viewer=team.viewer("gilang"))
    assert not early.late
    given = Given(1_000_000, clock.today() - timedelta(days=1), "Dimajukan.", "Kuitansi 4")
    services.report(early, given, viewer=team.viewer("rini"))
    assert early.late
    assert replay.check() == []


def test_what_a_rule_forbids_can_only_be_refused(team, asked):
    one = asked(kind="gift", recipient_kind="official", value=300_000, people=1)
    assert one.bars == ["ceiling"]
    refused("barred", services.sign, one, "Baik.", approve=True, viewer=team.viewer("gilang"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=one.pk).update(state="approved", awaits="")
    services.sign(one, "Melampaui batas.", approve=False, viewer=team.viewer("gilang"))
    assert one.state == "rejected"
    refused("state", services.sign, one, "Baik.", approve=True, viewer=team.viewer("gilang"))


def test_whoever_declared_an_interest_or_takes_part_stands_aside(team, asked, monkeypatch):
    one = asked(takes_part=[team.persons["gilang"]])
    refused("second", services.sign, one, "Baik.", approve=True, viewer=team.viewer("gilang"))
    services.sign(one, "Baik.", approve=True, viewer=team.viewer("kartika"))
    other = asked(recipient="Yayasan Gilang")
    gilang = team.persons["gilang"].pk
    touches = lambda person: (lambda matter: "Yayasan Gilang" in matter.names) if person == gilang else None  # noqa: E731
    monkeypatch.setitem(conflicts._checks, "interests", touches)
    refused("interest", services.sign, other, "Baik.", approve=True, viewer=team.viewer("gilang"))
    assert not visible.may_sign(team.viewer("gilang"), other)
    monkeypatch.setitem(conflicts._sights, "interests", lambda people: dict.fromkeys(people, Aside(refs=frozenset({other.ref}))))
    assert visible.find_request(team.viewer("gilang"), other.number) is None


def test_only_those_of_the_unit_ask_and_only_within_a_scope(team, asked):
    refused("unit", asked, by="citra")
    refused("scope", asked, by="citra", unit=team.units.placement)
    refused("value", asked, value=0)
    refused("pending", asked, pending="ours")
    refused("not_found", services.sign, asked(), "Baik.", approve=True, viewer=team.viewer("citra"))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asker=st.sampled_from(["rini", "gilang", "fitri"]),
    guest=st.sampled_from(PEOPLE),
    value=st.sampled_from([900_000, 9_000_000, 30_000_000]),
    tries=st.lists(st.sampled_from(PEOPLE), min_size=2, max_size=6),
)
def test_nobody_signs_twice_or_for_themselves_whoever_tries(team, wish, asker, guest, value, tries):  # noqa: PLR0917 - pytest
    with transaction.atomic():
        one = services.ask(wish(kind="sponsorship", value=value, takes_part=[team.persons[guest]]), viewer=team.viewer(asker))
        for name in tries:
            try:
                services.sign(one, "Baik.", approve=True, viewer=team.viewer(name))
            except Refused:
                continue
        signed = list(Signature.objects.filter(request=one))
        people = [signature.person_id for signature in signed]
        assert len(set(people)) == len(people)
        assert not {team.persons[asker].pk, team.persons[guest].pk} & set(people)
        assert [signature.side for signature in signed] == one.signs[: len(signed)]
        assert (one.state == "approved") == (len(signed) == len(one.signs))
        transaction.set_rollback(True)
