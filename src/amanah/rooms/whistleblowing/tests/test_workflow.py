"""The declaration agrees with the rulebook, with the promises made to reporters and with what the mailbox can say."""

from itertools import pairwise

import pytest

from amanah import rulebook
from amanah.engines.cases import registry
from amanah.engines.reports.channels import READ_BY_REPORTER
from amanah.engines.reports.promises import promised, span
from amanah.engines.reports.report import Identity, Message, Report, names
from amanah.foundation.access import roles
from amanah.kernel import clock
from amanah.rooms.whistleblowing.intake.forms import RecipientForm, TopicForm
from amanah.rooms.whistleblowing.intake.steps import FLOW
from amanah.rooms.whistleblowing.regime import PROMISES, REGIME, STATUS
from amanah.rooms.whistleblowing.workflow import CUSTODIAN, WHISTLEBLOWING


def test_the_kind_and_its_roles_are_installed():
    assert registry.kind("whistleblowing") is WHISTLEBLOWING
    assert all(roles.known(role) for role in (*WHISTLEBLOWING.staff_roles, CUSTODIAN))


def test_a_custodian_has_no_part_in_the_workflow():
    assert CUSTODIAN not in WHISTLEBLOWING.staff_roles


def test_every_clock_has_a_provision_in_force_and_a_promise():
    assert {item.key for item in WHISTLEBLOWING.clocks} == set(PROMISES)
    for item in WHISTLEBLOWING.clocks:
        assert rulebook.due(item.provision, clock.today()).date > clock.today()


def test_promises_stand_in_the_order_of_their_dates():
    dates = [promise.due for promise in promised(REGIME, clock.today())]
    assert dates == sorted(dates)
    assert len(dates) == len(PROMISES)


def test_every_state_and_outcome_has_words_for_the_reporter():
    for state in WHISTLEBLOWING.states:
        assert state.key in STATUS or state.closed
    assert set(WHISTLEBLOWING.outcomes) <= set(STATUS)


def test_leaving_or_ending_a_case_takes_two_people():
    closing = {move.key for move in WHISTLEBLOWING.moves if move.target in WHISTLEBLOWING.closed_states or move.key == "reopen"}
    assert closing == {"conclude", "archive", "reopen"}
    assert all(WHISTLEBLOWING.move(key).four_eyes and WHISTLEBLOWING.move(key).reason for key in closing)


def test_the_reporter_never_reads_what_staff_say_among_themselves():
    assert not {"note", "triage", "plan", "evidence", "outcome"} & set(READ_BY_REPORTER)


@pytest.mark.django_db
def test_the_form_offers_what_the_workflow_knows():
    assert {key for key, _ in TopicForm().fields["topic"].choices} == set(WHISTLEBLOWING.topics)
    assert {key for key, _ in RecipientForm(with_top=False).fields["route"].choices} == set(WHISTLEBLOWING.routes) - {"outside"}


@pytest.mark.django_db
def test_recipients_outside_are_looked_up_by_whoever_gets_as_far(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert RecipientForm({"route": "inspectorate"}).is_valid()
    with django_assert_num_queries(1):
        assert RecipientForm({"route": RecipientForm.TOP}).is_valid()
    assert not RecipientForm({"route": "outside:nobody"}).is_valid()


def test_back_and_onward_meet(settings):
    settings.ROOT_URLCONF = "amanah.config.urls_intake"
    for mode, pages in (("anonymous", 8), ("confidential", 9)):
        asked = FLOW.asked({"mode": mode})
        assert len(asked) == pages
        for earlier, later in pairwise(asked):
            assert FLOW.neighbours(earlier.key, {"mode": mode})[1] == FLOW.url(later.key)
            assert FLOW.neighbours(later.key, {"mode": mode})[0] == FLOW.url(earlier.key)


def test_what_is_sealed_comes_back_as_it_was():
    report = Report("bribery", "inspectorate", "open", {"what": "é\nü"}, involved=("A",), files=("f",), identity=Identity("a", "b", "c"))
    assert Report.from_bytes(report.to_bytes()) == report
    message = Message("teks", files=("x",))
    assert Message.from_bytes(message.to_bytes()) == message


def test_names_are_one_a_line_without_blanks_and_repetitions():
    assert names(" Budi  Hartono \n\n\tAni\nBudi Hartono\n") == ("Budi Hartono", "Ani")


def test_lengths_are_said_in_their_unit():
    assert span(3, "working_day") == "3 hari kerja"
    assert span(3, "month") == "3 bulan"
