"""Releases are frozen, come late, and count everything once."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from amanah.engines.cases import registry
from amanah.engines.cases import services as cases
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import canonical, clock
from amanah.rooms.transparency.statistics import periods, queries, services
from amanah.rooms.transparency.statistics.models import Release, Told

ONE, OTHER = list(registry.kind("whistleblowing").topics)[:2]


def on(day):
    return clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


def reports(count, day, topic=ONE):
    return [
        cases.open_case("whistleblowing", case_id=uuid4(), route="inspectorate", topic=topic, actor="reporter", day=day)
        for _number in range(count)
    ]


@pytest.fixture
def quarter(people):
    with on(date(2026, 2, 3)):
        return reports(14, date(2026, 2, 3)) + reports(4, date(2026, 2, 3), OTHER)


def released(day):
    with on(day):
        return services.release_due()


def cells(first, table="topics"):
    return Release.objects.get(first=first).tables[table]


def test_a_period_comes_out_once_and_late(quarter):
    assert released(date(2026, 4, 29)) == 0
    assert released(date(2026, 4, 30)) == 1
    assert released(date(2026, 5, 2)) == 0
    assert cells(date(2026, 1, 1))["total"] == 18
    assert cells(date(2026, 1, 1))["cells"][OTHER] is None
    assert cells(date(2026, 1, 1))["cells"][ONE] in {14, None}


def test_what_comes_late_is_in_the_next_release_and_nothing_published_changes(quarter):
    released(date(2026, 4, 30))
    before = cells(date(2026, 1, 1))
    with on(date(2026, 5, 4)):
        reports(11, date(2026, 3, 30))  # typed in weeks after
        reports(12, date(2026, 5, 4))
    assert released(date(2026, 8, 1)) == 1
    assert cells(date(2026, 1, 1)) == before
    assert cells(date(2026, 4, 1))["total"] == 23
    assert sum(Told.objects.get(table="topics").cells.values()) == 41


def test_an_outcome_taken_back_is_not_taken_back_in_public(quarter, people):
    with on(date(2026, 2, 20)):
        ani, budi = people.viewer("ani"), people.viewer("budi")
        for case in quarter[:12]:
            cases.move(case, "acknowledge", viewer=ani)
            cases.move(case, "archive", viewer=ani, approver=budi, outcome="insufficient", reason_field="x")
    released(date(2026, 4, 30))
    assert cells(date(2026, 1, 1), "outcomes")["total"] == 12
    with on(date(2026, 5, 4)):
        for case in quarter[:3]:
            cases.move(case, "reopen", viewer=ani, approver=budi, reason_field="x")
    released(date(2026, 8, 1))
    assert cells(date(2026, 4, 1), "outcomes")["total"] is None
    assert Told.objects.get(table="outcomes").cells["insufficient"] == 12


def test_the_digest_stands_in_the_ledger_and_the_row_stays(quarter, intake):
    released(date(2026, 4, 30))
    row = Release.objects.get()
    (entry,) = ledger.entries("statistics:whistleblowing/2026-01-01")
    assert entry.facts["sha256"] == row.sha256
    (told,) = intake.get("/statistics/data.json").json()["releases"]
    published = {name: told[name] for name in ("kind", "first", "last", "threshold", "tables")}
    assert canonical.digest(published).hex() == row.sha256
    with pytest.raises(DatabaseError), transaction.atomic():
        Release.objects.update(threshold=1)


def test_pages(quarter, intake):
    assert "Belum ada terbitan" in intake.get("/statistics/").text
    released(date(2026, 4, 30))
    page = intake.get("/statistics/").text
    assert "Januari sampai Maret 2026" in page
    assert ">4<" not in page
    assert intake.get("/statistics/2026-01-01/").status_code == 200
    assert intake.get("/statistics/2026-04-01/").status_code == 404
    assert intake.get("/statistics/2026-02-30/").status_code == 404
    assert b"2026-01-01" in intake.get("/statistics/data.csv").content
    front = intake.get("/").text
    assert "Laporan Januari sampai Maret 2026" in front
    assert "laporan kami terima." in front


def test_no_report_no_release(people):
    assert released(date(2026, 12, 1)) == 0
    assert queries.newest() is None


def test_periods():
    assert periods.end(periods.start(date(2026, 11, 22), "quarter"), "quarter") == date(2026, 12, 31)
    assert periods.end(periods.start(date(2026, 2, 2), "quarter"), "quarter") == date(2026, 3, 31)
    assert periods.end(periods.start(date(2026, 2, 2), "year"), "year") == date(2026, 12, 31)
