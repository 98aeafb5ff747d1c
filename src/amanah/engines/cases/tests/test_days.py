"""Clocks that count from another day than the one on which they start."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from amanah.engines.cases import services
from amanah.engines.cases.declare import BY_RULE, RECEIVED, Clock, DeclarationError
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.tests.kinds import SEALED, known
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger

TO_UPG, TO_KPK, COMPLETE = "gratification.report_to_upg_within", "gratification.report_to_kpk_within", "gratification.complete_within"
DATED = replace(
    SEALED,
    key="sample_dated",
    prefix="XD",
    days={"gift": "Hari penerimaan"},
    clocks=(
        Clock("upg", "Ke UPG", TO_UPG, ("open",), ("open",), counts_from="gift"),
        Clock("kpk", "Ke KPK", TO_KPK, ("open",), ("finish",), counts_from="gift"),
        Clock("forward", "Diteruskan", "gratification.forward_to_kpk_within", ("take",), ("finish",), counts_from=RECEIVED),
        Clock("complete", "Dilengkapi", COMPLETE, ("ask",), ("answer",), counts_from=BY_RULE),
    ),
)
DAY = date(2026, 3, 10)


@pytest.fixture
def start(team):
    with known(DATED):
        yield lambda day, **days: services.open_case(
            DATED, case_id=uuid4(), route="north", topic="bribe", actor="reporter", day=day, days=days
        )


def clocks(case):
    return {row.name: row for row in Deadline.objects.filter(ref=case.ref)}


def test_clocks_count_from_the_day_of_what_the_case_is_about(start):
    case = start(date(2026, 3, 31), gift=DAY)
    found = clocks(case)
    assert (found["upg"].since, found["upg"].due_on, found["upg"].stopped_on, found["upg"].kept) == (
        DAY,
        date(2026, 3, 31),
        date(2026, 3, 31),
        True,
    )
    assert (found["kpk"].due_on, case.due_on) == (date(2026, 4, 29), date(2026, 4, 29))
    late = start(date(2026, 4, 1), gift=DAY)
    assert clocks(late)["upg"].kept is False


def test_a_clock_may_start_late_and_count_from_the_day_the_case_was_received(start, team):
    case = start(DAY, gift=DAY)
    services.move(case, "take", viewer=team.viewer("nia"), day=date(2026, 3, 25))
    assert clocks(case)["forward"].since == DAY


@pytest.mark.parametrize(("received", "since"), [(date(2026, 1, 19), date(2025, 12, 1)), (date(2026, 1, 20), date(2026, 1, 20))])
def test_the_rule_of_the_day_says_from_which_day_it_counts(start, team, received, since):
    case = start(received, gift=date(2025, 12, 1))
    services.move(case, "take", viewer=team.viewer("nia"), day=date(2026, 1, 21))
    services.move(case, "ask", viewer=team.viewer("nia"), day=date(2026, 1, 22))
    assert clocks(case)["complete"].since == since


def test_a_day_that_is_told_or_corrected_later_counts_every_clock_anew(start, team):
    case = start(DAY)
    assert set(clocks(case)) == set()
    services.set_day(case, "gift", DAY, viewer=team.viewer("nia"))
    assert clocks(case)["upg"].stopped_on == DAY
    assert Case.objects.get(pk=case.pk).due_on == date(2026, 4, 29)
    services.set_day(case, "gift", date(2026, 1, 5), viewer=team.viewer("nia"))
    assert (clocks(case)["upg"].since, clocks(case)["upg"].kept) == (date(2026, 1, 5), False)
    assert [entry.kind for entry in ledger.entries(case.ref)][-2:] == ["case.day", "case.day"]


def test_a_day_before_the_rule_or_one_that_nobody_knows(start, team):
    assert "upg" not in clocks(start(DAY, gift=date(2015, 3, 2)))
    for days in ({"other": DAY}, {"gift": date(2026, 3, 11)}):
        with pytest.raises(Refused) as refused:
            start(DAY, **days)
        assert refused.value.code == "day"
    with pytest.raises(Refused):
        services.set_day(start(DAY), "gift", date(2100, 1, 1), viewer=team.viewer("nia"))
    with pytest.raises(DeclarationError):
        replace(DATED, days={})
