"""Reminders, escalations, and counting again when the calendar changes."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from amanah.foundation.clocks import services, tick
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineMoved, DeadlineNear
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import events
from amanah.rulebook.book import book
from amanah.rulebook.reading import DayOff
from amanah.rulebook.rules import Text

pytestmark = pytest.mark.django_db
REF = "case:1"
DUE = date(2026, 3, 31)


@pytest.fixture
def heard(monkeypatch):
    found = []
    for kind in (DeadlineNear, DeadlineMissed, DeadlineMoved):
        monkeypatch.setitem(events._inside, kind, [found.append])
    return found


@pytest.fixture
def triage():
    return services.start(REF, "triage", "whistleblowing.triage_within", date(2026, 3, 10), "system")


@pytest.fixture
def another_day_off(monkeypatch):
    """The decree is revised: 30 March becomes a day off too."""

    def revise():
        old = book()
        year = old.calendar_years[2026]
        extra = DayOff(date(2026, 3, 30), "collective_leave", Text("Cuti bersama", "Collective leave"), estimate=False)
        years = {**old.calendar_years, 2026: replace(year, days=(*year.days, extra), book_sha="f" * 64)}
        revised = replace(old, calendar_years=years)
        monkeypatch.setattr("amanah.rulebook.book.book", lambda: revised)
        monkeypatch.setattr(services, "book", lambda: revised)

    return revise


def test_each_level_is_said_once_and_on_its_day(triage, heard):
    said = {}
    for month, days in ((3, range(10, 32)), (4, range(1, 31)), (5, range(1, 6))):
        for number in days:
            today = date(2026, month, number)
            services.announce(today)
            services.announce(today)
            if heard:
                (said[today],) = heard
                heard.clear()
    assert said == {
        date(2026, 3, 27): DeadlineNear(REF, "triage", DUE),
        date(2026, 4, 1): DeadlineMissed(REF, "triage", DUE, 0),
        date(2026, 4, 7): DeadlineMissed(REF, "triage", DUE, 1),
        date(2026, 4, 14): DeadlineMissed(REF, "triage", DUE, 2),
        date(2026, 4, 30): DeadlineMissed(REF, "triage", DUE, 3),
    }
    assert Deadline.objects.get().alert_on is None


def test_after_a_long_silence_only_the_highest_level_is_said(triage, heard):
    assert services.announce(date(2026, 4, 15)) == 1
    assert heard == [DeadlineMissed(REF, "triage", DUE, 2)]


def test_stopped_and_resting_clocks_say_nothing(triage, heard):
    services.pause(triage, date(2026, 3, 12), "system")
    assert services.announce(date(2026, 6, 1)) == 0
    services.stop(triage, date(2026, 6, 1), "system")
    assert services.announce(date(2026, 12, 1)) == 0
    assert heard == []


def test_more_time_makes_a_missed_clock_speak_anew(triage, heard):
    services.announce(date(2026, 4, 1))
    services.extend(triage, 20, "complex", "account:1")
    assert services.announce(date(2026, 4, 1)) == 0
    services.announce(date(2026, 5, 29))
    assert [type(event) for event in heard] == [DeadlineMissed, DeadlineMissed]
    assert heard[-1].due_on > DUE


def test_a_revised_decree_moves_open_clocks_and_leaves_stopped_ones(triage, heard, another_day_off):
    closed = services.start("case:2", "triage", "whistleblowing.triage_within", date(2026, 3, 10), "system")
    services.stop(closed, date(2026, 3, 27), "system")
    assert services.recompute() == 0
    another_day_off()
    assert services.recompute() == 1
    assert services.recompute() == 0
    moved = Deadline.objects.get(ref=REF)
    assert (moved.due_on, moved.calendar_sha) == (date(2026, 4, 1), services.book().calendar_sha)
    assert Deadline.objects.get(ref="case:2").due_on == DUE
    assert heard == [DeadlineMoved(REF, "triage", date(2026, 4, 1), DUE)]
    (entry,) = ledger.entries(f"calendar:{services.book().calendar_sha[:16]}")
    assert entry.kind == "clocks.recomputed"


def test_the_beat_announces(triage, heard):
    beat = tick.run(datetime(2026, 4, 1, 3, tzinfo=UTC))
    assert beat["done"]["clocks.announce"] == 1
    assert tick.run(datetime(2026, 4, 1, 4, tzinfo=UTC))["done"]["clocks.announce"] == 0
    assert heard == [DeadlineMissed(REF, "triage", DUE, 0)]


def test_many_clocks_are_announced_in_batches(heard, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(services, "_BATCH", 10)
    for number in range(25):
        services.start(f"case:{number}", "triage", "whistleblowing.triage_within", date(2026, 3, 10), "system")
    assert services.announce(date(2026, 4, 1)) == 25
    assert len({event.ref for event in heard}) == 25
