"""Kept figures are what a recount gives, for everybody who may count."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amanah.engines.cases import queries, services
from amanah.engines.cases.cohorts import queries as kept
from amanah.engines.cases.cohorts import reading
from amanah.engines.cases.cohorts import services as keeping
from amanah.engines.cases.cohorts.counting import Cells, Key, count
from amanah.engines.cases.cohorts.models import Cohort, Stale
from amanah.engines.cases.models import Case, Recusal
from amanah.engines.cases.queries import visible
from amanah.engines.cases.tests.kinds import SEALED
from amanah.foundation.access import exclusion
from amanah.kernel import clock

START = datetime(2026, 1, 5, 3, tzinfo=UTC)


def tidy(cohorts):
    return {key: cells.tidy() for key, cells in cohorts.items() if cells.tidy().cells}


def life(opened, team, acts):
    """Cases opened, taken, finished and reopened on different days, some about Nur, one given up by Nia."""
    cases = []
    for place, (act, number) in enumerate(acts):
        with clock.at(START + timedelta(days=9 * place)):
            nia, chandra = team.viewer("nia"), team.viewer("chandra")
            if act == "open" or not cases:
                tags = [exclusion.person_tag(team.persons["nur"].pk)] if number % 3 == 0 else []
                cases.append(opened(route="south" if number % 4 == 1 else "north", topic="levy" if number % 2 else "bribe", tags=tags))
                continue
            case = cases[number % len(cases)]
            case.refresh_from_db()
            if act == "take" and case.state == "received":
                services.move(case, "take", viewer=chandra)
            elif act == "finish" and case.state == "work":
                handler = team.viewer("sari" if case.route == "south" else "nur")
                with suppress(services.Refused):  # Nur may be who it is about
                    services.move(case, "finish", viewer=handler, outcome="proven")
            elif act == "write":
                services.add_entry(case, next(iter(SEALED.channels)), f"message/{place}", author="reporter")
            elif act == "recuse" and case.route == "north" and not Recusal.objects.exists() and visible(nia).filter(pk=case.pk).exists():
                services.recuse(case, viewer=nia)
            elif act == "beat":
                keeping.refresh()
    return cases


ACTS = st.lists(st.tuples(st.sampled_from(["open", "open", "take", "finish", "write", "recuse", "beat"]), st.integers(0, 9)), max_size=14)


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS, beat=st.booleans())
def test_whoever_counts_gets_what_a_recount_gives(opened, team, acts, beat):
    from django.db import transaction

    with transaction.atomic():
        life(opened, team, acts)
        if beat:
            keeping.refresh()
            assert not Stale.objects.exists()
        for name in ("chandra", "nia", "nur", "sari", "hana", "citra"):
            viewer = team.viewer(name)
            assert tidy(kept.countable(viewer, SEALED)) == tidy(count(visible(viewer).filter(kind=SEALED.key)))
        assert tidy(kept.everything(SEALED.key)) == tidy(count(Case.objects.filter(kind=SEALED.key)))
        transaction.set_rollback(True)


def test_a_rebuild_changes_nothing_that_was_right(opened, team):
    for number in range(7):
        opened(day=date(2026, 1 + number % 3, 3))
    keeping.refresh()
    before = {(row.month, row.route, row.topic): (row.cells, row.clocks) for row in Cohort.objects.all()}
    assert keeping.rebuild() == 3
    assert {(row.month, row.route, row.topic): (row.cells, row.clocks) for row in Cohort.objects.all()} == before
    assert len(before) == 3


def test_a_change_noted_while_counting_asks_for_another_count(opened, team, monkeypatch):
    opened(day=date(2026, 1, 3))

    def slow(cases):
        counted = count(cases)
        keeping.note_change(SEALED.key, date(2026, 1, 9))
        return counted

    monkeypatch.setattr(keeping, "count", slow)
    keeping.refresh()
    assert Stale.objects.count() == 1


def test_whole_months_give_the_same_statistics_as_days(opened, team, monkeypatch):
    for number in range(9):
        case = opened(topic="bribe" if number % 2 else "levy", day=date(2026, 1 + number % 3, 5))
        services.move(case, "take", viewer=team.viewer("nia"), day=date(2026, 4, 2 + number))
        if number < 4:
            services.move(case, "finish", viewer=team.viewer("nia"), outcome="proven", day=date(2026, 5, 2))
    keeping.refresh()
    whole = queries.statistics(team.viewer("nia"), SEALED.key, since=date(2026, 1, 1), until=date(2026, 6, 30))
    by_days = queries.statistics(team.viewer("nia"), SEALED.key, since=date(2026, 1, 2), until=date(2026, 6, 29))
    for name in ("opened", "closed", "open_now", "states", "topics", "outcomes", "clocks"):
        assert getattr(whole, name) == getattr(by_days, name), name
    assert [(m.opened, m.closed) for m in whole.months] == [(m.opened, m.closed) for m in by_days.months]
    assert whole.opened == 9


def test_durations_and_ages():
    cells = Cells()
    cells.clocks.update({"ack:done:1:1": 5, "ack:done:3:1": 4, "ack:done:40:0": 1, "ack:running:2026-01-02": 2, "ack:paused": 1})
    timing = reading.timing(cells, "ack", date(2026, 1, 3))
    assert (timing.quantile(0.5), timing.quantile(0.9), timing.quantile(1)) == (1, 3, 40)
    assert (timing.kept, timing.missed, timing.running) == (9, 3, 1)
    assert reading.timing(Cells(), "ack", date(2026, 1, 3)).quantile(0.5) is None
    cells.cells["open:2026-01-02"] = 3
    assert reading.open_now({Key(date(2026, 1, 1), "north", ""): cells}) == 3


@pytest.mark.parametrize("name", ["nur", "citra"])
def test_who_may_not_see_counts_nothing(opened, team, name):
    opened(tags=[exclusion.person_tag(team.persons["nur"].pk)], day=date(2026, 1, 3))
    keeping.refresh()
    assert not kept.countable(team.viewer(name), SEALED)
