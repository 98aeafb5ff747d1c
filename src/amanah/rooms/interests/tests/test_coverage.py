"""Who owes what: reminders go out once each, coverage is counted by unit, and everybody sees their own units only."""

import csv
import io
from datetime import UTC, datetime

import pytest

from amanah.foundation.access import services as access
from amanah.foundation.notices import queries as notices
from amanah.foundation.notices import services as telling
from amanah.foundation.threads import visibility
from amanah.kernel import clock
from amanah.rooms.interests import coverage, duties, reminders, services
from amanah.rooms.interests.coverage import RECORDER

pytestmark = pytest.mark.django_db


def on(year, month, day):
    return clock.at(datetime(year, month, day, 3, tzinfo=UTC))


def state(people, *names):
    for name in names:
        services.state_yearly(clock.today().year, viewer=people.viewer(name))


def test_reminders_go_out_before_and_after_and_once_each(people):
    with on(2026, 1, 10):
        assert reminders.remind() == 0
    with on(2026, 1, 20):
        state(people, "hadi")
        sent = reminders.remind()
        assert sent > 5
        assert reminders.remind() == 0
        assert notices.unread(people.viewer("hadi")) == 0
        assert notices.unread(people.viewer("citra")) == 1
        assert not visibility.may_see(people.viewer("hadi"), f"duty:statement:2026:{people.persons['citra'].pk}")
        telling.mark_read(people.viewer("citra"))
    with on(2026, 1, 21):
        assert reminders.remind() == 0
    with on(2026, 2, 2):
        assert reminders.remind() == sent
        assert "melewati tenggat" in str(notices.listing(people.viewer("citra")).notices[0].text)
    with on(2026, 6, 2):
        assert reminders.remind() == 0


def test_units_add_up(people):
    state(people, "hadi", "gilang", "citra")
    table = coverage.table(duties.STATEMENT, clock.today().year, people.units.root)
    rows = {row.unit.code: (row.owing, row.done, row.per_cent) for row in table.rows}
    assert rows["DIT-K3"] == (2, 2, 100)
    assert rows["DIT-PENEMPATAN"] == (1, 1, 100)
    assert rows["KEMENTERIAN"] == (1, 0, 0)
    assert table.total.owing == sum(row.owing for row in table.rows)
    assert table.total.done == 3
    assert "Hadi Susanto" not in [person.name for person in table.missing]


def test_who_sees_which_unit(people, desk):
    access.grant_role(people.fitri, RECORDER, people.units.secretariat)
    known = {"gilang": "DIT-K3", "fitri": "SETJEN", "kartika": "KEMENTERIAN"}
    for name, code in known.items():
        assert [unit.code for unit in coverage.tops(people.viewer(name))] == [code]
    people.sign_in(desk, "gilang")
    page = desk.get("/desk/interests/coverage/").content.decode()
    assert "Hadi Susanto" in page
    assert desk.get("/desk/interests/coverage/?unit=SUBDIT-UJI-K3").status_code == 200
    for query in ("unit=SETJEN", "unit=KEMENTERIAN", "duty=apa", "year=1999", "unit=TIDAK-ADA"):
        assert desk.get(f"/desk/interests/coverage/?{query}").status_code == 404, query
        assert desk.get(f"/desk/interests/coverage/export.csv?{query}").status_code == 404, query
    people.sign_in(desk, "citra")
    assert desk.get("/desk/interests/coverage/").status_code == 404


def test_the_table_leaves_as_it_is_shown(people, desk):
    state(people, "hadi")
    people.sign_in(desk, "gilang")
    content = desk.get("/desk/interests/coverage/export.csv?duty=statement").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content)))
    assert rows[1][2:5] == ["1", "0", "1"]
    assert rows[-1][:1] + rows[-1][2:] == ["Seluruhnya", "2", "1", "1", "50"]
    assert desk.get("/desk/interests/coverage/export.pdf").status_code == 404


def test_the_page_asks_a_bounded_number_of_queries(people, desk, django_assert_max_num_queries):
    people.sign_in(desk, "kartika")
    desk.get("/desk/interests/coverage/")
    with django_assert_max_num_queries(14):
        desk.get("/desk/interests/coverage/")
