"""The figures say what happened, to whom may count it, and to nobody else."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from amanah.engines.cases import services as cases
from amanah.engines.cases.cohorts import services as keeping
from amanah.engines.cases.models import Case
from amanah.foundation.access import exclusion
from amanah.kernel import clock
from amanah.rooms.whistleblowing.afterwards.models import RatingTally
from amanah.rooms.whistleblowing.figures import providers, queries, report, tables
from amanah.rooms.whistleblowing.figures.queries import Chosen
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING

JANUARY = Chosen(date(2026, 1, 1), date(2026, 3, 1))
ADDRESS = "/desk/whistleblowing/figures/"


def report_on(day, *, route="inspectorate", topic="bribery", tags=()):
    topic = topic if topic in WHISTLEBLOWING.topics else next(iter(WHISTLEBLOWING.topics))
    return cases.open_case("whistleblowing", case_id=uuid4(), route=route, topic=topic, tags=tags, actor="reporter", day=day)


def on(day):
    return clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


@pytest.fixture
def year(people):
    """Ten reports in January: acknowledged after 1 to 10 days, one late; four archived, one of them as a duplicate; about Gilang, one."""
    made = []
    for number in range(10):
        with on(date(2026, 1, 5)):
            tags = [exclusion.person_tag(people.persons["gilang"].pk)] if number == 0 else []
            made.append(report_on(date(2026, 1, 5), route="antibribery" if number == 9 else "inspectorate", tags=tags))
        with on(date(2026, 1, 5) + timedelta(days=1 + number)):
            cases.move(made[-1], "acknowledge", viewer=people.viewer("ani"))
    with on(date(2026, 2, 10)):
        for number, case in enumerate(made[:4]):
            outcome = "duplicate" if number == 0 else "insufficient"
            cases.move(case, "archive", viewer=people.viewer("ani"), approver=people.viewer("budi"), outcome=outcome, reason_field="x")
        cases.add_entry(made[5], "reporter_in", "message/1", author="reporter")
    keeping.refresh()
    return made


def test_what_came_in_and_how_fast(year, people):
    with on(date(2026, 3, 20)):
        found = queries.indicators(people.viewer("ani"), JANUARY)
    assert (found.received, found.closed, found.open_now, found.received_before) == (10, 4, 6, 0)
    assert (found.duplicates, found.returned, found.messages, found.reopened, found.proven_share) == (1, 1, 1, 0, None)
    assert [(m.opened, m.closed) for m in found.months] == [(10, 0), (0, 4), (0, 0)]
    speed = {each.code: each for each in found.speeds}["acknowledge"]
    assert (speed.done, speed.median, speed.tail, speed.share) == (10, 5, 9, 30)  # 3 working days from Monday, 5 January
    assert {each.code: each.count for each in found.routes if each.count} == {"inspectorate": 9, "antibribery": 1}
    assert [each.count for each in found.ages] == [0, 6, 0, 0, 0]


def test_one_receiver_and_the_period_before(year, people):
    with on(date(2026, 3, 20)):
        assert queries.indicators(people.viewer("ani"), Chosen(date(2026, 1, 1), date(2026, 1, 1), route="antibribery")).received == 1
        assert queries.indicators(people.viewer("ani"), Chosen(date(2026, 2, 1), date(2026, 2, 1))).received_before == 10
        assert queries.indicators(people.viewer("fitri"), JANUARY).received == 1
    assert Chosen(date(2026, 1, 1), date(2026, 3, 1)).before == Chosen(date(2025, 10, 1), date(2025, 12, 1))


def test_who_may_see_nothing_counts_nothing(year, people, desk):
    for name in ("citra", "gilang"):
        page = people.sign_in(desk, name).get(ADDRESS)
        assert page.status_code == 200
        assert "Belum ada yang dapat dihitung" in page.text
        for tail in ("table.csv", "table.xlsx", "yearly/2026.pdf"):
            assert desk.get(ADDRESS + tail).status_code == 404
    assert queries.indicators(people.viewer("citra"), JANUARY).received == 0


def test_who_only_counts_gets_no_small_number_and_none_about_themself(year, people):
    from amanah.foundation.access import services as access

    access.grant_role(people.accounts["gilang"], "cases.statistics", people.units.root, since=date(2025, 1, 1))
    with on(date(2026, 3, 20)):
        found = queries.indicators(people.viewer("gilang"), JANUARY)
    assert found.blurred
    assert found.received == 9
    assert {each.count for each in found.outcomes} <= {0, None}
    assert found.closed is None
    assert (found.duplicates, found.messages) in {(0, None), (None, None)}


def test_page_tables_and_yearly_report(year, people, desk):
    people.sign_in(desk, "ani")
    with on(date(2026, 3, 20)):
        page = desk.get(ADDRESS + "?since=2026-01&until=2026-03").text
        assert "Januari 2026 sampai Maret 2026" in page
        assert page.count("<svg") > 20
        rows = list(csv.reader(io.StringIO(desk.get(ADDRESS + "table.csv?since=2026-01&until=2026-03").content.decode("utf-8-sig"))))
        assert ["Ringkasan", "Laporan diterima", "10"] in rows
        assert desk.get(ADDRESS + "table.xlsx").content.startswith(b"PK")
        assert desk.get(ADDRESS + "yearly/2026.pdf").content.startswith(b"%PDF-")
        assert desk.get(ADDRESS + "yearly/2026.xlsx").content.startswith(b"PK")
        assert desk.get(ADDRESS + "yearly/2027.pdf").status_code == desk.get(ADDRESS + "yearly/2026.exe").status_code == 404
        assert "Tulis bulan seperti" in desk.get(ADDRESS + "?since=Januari").text
        assert "Bulan awal harus sebelum" in desk.get(ADDRESS + "?since=2026-03&until=2026-01").text
        assert desk.get(ADDRESS + "table.csv?since=2020-01").status_code == 404


def test_the_report_says_its_limits_and_no_number_of_a_case(year, people):
    with on(date(2026, 3, 20)):
        told = report.contents(queries.indicators(people.viewer("ani"), JANUARY))
    text = str(told)
    assert "tersegel" in text
    assert "10" in text
    assert not [case.number for case in Case.objects.all() if case.number in text]


def test_other_parts_add_their_blocks(people, monkeypatch):
    monkeypatch.setattr(providers, "_providers", {})
    providers.register("silent", lambda *_: None)
    providers.register(
        "ratings", lambda viewer, since, until: providers.Block("Penilaian", "Dari pelapor.", [("Puas", 7), ("Tidak", None)])
    )
    found = queries.indicators(people.viewer("ani"), JANUARY)
    assert [block.title for block in found.blocks] == ["Penilaian"]
    assert ["Penilaian", "Tidak", "kurang dari 5"] in tables.flat(found)


def test_protection_and_ratings_are_counted_from_what_their_parts_keep(year, people):
    with on(date(2026, 2, 12)):
        cases.add_entry(year[0], "check", "check/2", author=people.viewer("ani"))
        for number in range(2):
            cases.add_entry(year[1], "measure", f"measure/{number}", author=people.viewer("ani"))
    for answer, count in (("yes", 9), ("partly", 2), ("no", 6)):
        RatingTally.objects.create(quarter=date(2026, 1, 1), question="safe", answer=answer, count=count)
    with on(date(2026, 3, 20)):
        (protection,) = queries.indicators(people.viewer("ani"), JANUARY).blocks  # the quarter is not over
        assert [number for _name, number in protection.lines] == [0, 2, 1, 0, 0]
        assert not queries.indicators(people.viewer("citra"), JANUARY).blocks
        assert not queries.indicators(people.viewer("gilang"), JANUARY).blocks
    with on(date(2026, 4, 20)):
        found = queries.indicators(people.viewer("ani"), Chosen(date(2026, 1, 1), date(2026, 4, 1))).blocks
        assert [number for _name, number in found[1].lines][-4:] == [9, None, None, 0]
        assert len(queries.indicators(people.viewer("budi"), Chosen(date(2026, 1, 1), date(2026, 4, 1))).blocks) == 1
