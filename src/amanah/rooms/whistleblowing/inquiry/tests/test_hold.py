"""Legal hold: one person places it, two lift it."""

import pytest

from amanah.engines.cases import queries
from amanah.engines.cases import services as cases
from amanah.rooms.whistleblowing.inquiry.tests.ground import under_inquiry


def test_it_takes_two_to_lift_a_hold(people):
    case, _receipt = under_inquiry(people)
    ani, budi = people.viewer("ani"), people.viewer("budi")
    cases.place_hold(case, viewer=ani, reason_field="note/1")
    assert queries.held([case.ref, "case:other"]) == {case.ref}
    with pytest.raises(cases.Refused):
        cases.place_hold(case, viewer=budi, reason_field="note/1")
    with pytest.raises(cases.Refused):
        cases.release_hold(case, viewer=budi)  # nobody has asked for it
    cases.ask_release(case, viewer=ani, reason_field="note/2")
    with pytest.raises(cases.Refused):
        cases.release_hold(case, viewer=ani)
    assert queries.held([case.ref])
    cases.release_hold(case, viewer=budi)
    assert queries.held([case.ref]) == set()
    assert queries.hold_of(case) is None
    cases.place_hold(case, viewer=budi, reason_field="note/3")


def test_a_wish_to_lift_it_can_be_turned_down(people):
    case, _receipt = under_inquiry(people)
    ani, budi = people.viewer("ani"), people.viewer("budi")
    cases.place_hold(case, viewer=ani, reason_field="note/1")
    cases.ask_release(case, viewer=ani, reason_field="note/2")
    cases.keep_hold(case, viewer=budi)
    with pytest.raises(cases.Refused):
        cases.release_hold(case, viewer=budi)
    assert queries.held([case.ref]) == {case.ref}


def test_a_hold_needs_a_reason_and_somebody_who_handles_the_case(people):
    case, _receipt = under_inquiry(people)
    with pytest.raises(cases.Refused):
        cases.place_hold(case, viewer=people.viewer("ani"), reason_field="")
    for name in ("gilang", "citra", "fitri"):
        with pytest.raises(cases.Refused):
            cases.place_hold(case, viewer=people.viewer(name), reason_field="note/1")
