from datetime import date
from uuid import uuid4

import pytest
from django.db import Error, connection, transaction

from amanah.engines.cases import numbers, services
from amanah.engines.cases.events import CaseAssigned, CaseClosed, CaseMoved, CaseUnassigned
from amanah.engines.cases.models import Case, Proposal, Step
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.tests.kinds import OPENLY, SEALED
from amanah.foundation.access import exclusion
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import events

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard(monkeypatch):
    """Every event published on from here."""
    found = []
    publish = events.publish
    monkeypatch.setattr(events, "publish", lambda event: (found.append(event), publish(event)))
    return found


def refused(code):
    return pytest.raises(Refused, check=lambda refusal: refusal.code == code)


def deadline(case, name):
    return Deadline.objects.filter(ref=case.ref, name=name).latest("pk")


def test_a_case_opens_with_its_number_its_step_its_clocks_and_one_entry(opened):
    case = opened(day=date(2026, 11, 20))
    prefix, year, drawn = case.number.split("-")
    assert (prefix, year, len(drawn), set(drawn) <= set(numbers.ALPHABET)) == ("XS", "26", 6, True)
    assert (case.state, case.kind_version, case.ref) == ("received", 1, f"case:{case.pk}")
    assert [(step.seq, step.move, step.target, step.actor) for step in case.steps.all()] == [(1, "open", "received", "reporter")]
    assert {found.name for found in Deadline.objects.filter(ref=case.ref)} == {"acknowledge", "close"}
    assert case.due_on == deadline(case, "acknowledge").due_on
    (entry,) = ledger.entries(case.ref)
    assert (entry.kind, entry.actor, entry.facts["number"]) == ("case.opened", "reporter", case.number)


def test_opening_refuses_what_the_kind_does_not_know(opened, team):
    with refused("route"):
        opened(route="west")
    with refused("topic"):
        services.open_case(SEALED, case_id=uuid4(), route="north", topic="weather", actor="reporter")
    with refused("unit"):
        opened(unit=team.units.k3)
    case = opened()
    with refused("duplicate"):
        services.open_case(SEALED, case_id=case.pk, route="north", actor="reporter")
    assert Case.objects.count() == 1


def test_a_number_already_taken_is_drawn_again(opened, monkeypatch):
    draws = iter(["XS-26-AAAAAA", "XS-26-AAAAAA", "XS-26-BBBBBB"])
    monkeypatch.setattr(numbers, "draw", lambda prefix, day: next(draws))
    assert [opened().number, opened().number] == ["XS-26-AAAAAA", "XS-26-BBBBBB"]


def test_a_misread_number_is_put_right():
    assert numbers.tidy(" wb-26-7fo kiq") == "WB-26-7F0K1Q"


def test_a_move_is_one_step_one_entry_and_turns_the_clocks(opened, team, heard):
    case = opened()
    step = services.move(case, "take", viewer=team.viewer("nia"))
    assert (case.state, step.seq, step.source, step.target) == ("work", 2, "received", "work")
    assert deadline(case, "acknowledge").state == Deadline.State.STOPPED
    assert case.due_on == deadline(case, "close").due_on
    entry = ledger.entries(case.ref)[-1]
    assert (entry.kind, entry.facts["from"], entry.facts["to"], entry.facts["seq"]) == ("case.moved", "received", "work", 2)
    assert [type(event) for event in heard][-1] is CaseMoved


def test_clocks_rest_while_the_case_waits(opened, team):
    case = opened()
    services.move(case, "take", viewer=team.viewer("nia"))
    services.move(case, "ask", viewer=team.viewer("nia"))
    assert deadline(case, "close").state == Deadline.State.PAUSED
    assert case.due_on is None
    services.move(case, "answer", viewer="reporter")
    assert deadline(case, "close").state == Deadline.State.RUNNING
    assert case.due_on == deadline(case, "close").due_on


def test_an_entry_may_turn_a_clock(opened, team):
    case = opened()
    services.add_entry(case, "out", "message/1", author=team.viewer("nia"))
    assert deadline(case, "acknowledge").state == Deadline.State.STOPPED


def test_closing_stops_every_clock_and_reopening_takes_two(opened, team, heard):
    case = opened()
    nia, chandra, candra = (team.viewer(name) for name in ("nia", "chandra", "candra"))
    services.move(case, "take", viewer=nia)
    services.move(case, "finish", viewer=nia, outcome="proven", day=case.opened_on)
    assert (case.outcome, case.closed_on, case.due_on) == ("proven", case.opened_on, None)
    assert not Deadline.objects.filter(ref=case.ref, stopped_on__isnull=True).exists()
    assert CaseClosed(case.pk, SEALED.key, nia.actor, "done", "proven") in heard
    with refused("four_eyes"):
        services.move(case, "reopen", viewer=chandra)
    services.move(case, "reopen", viewer=chandra, approver=candra)
    assert (case.state, case.outcome, case.closed_on) == ("work", "", None)
    assert case.due_on == deadline(case, "close").due_on


@pytest.mark.parametrize(
    ("key", "mover", "extra", "code"),
    [
        ("fly", "nia", {}, "unknown_move"),
        ("finish", "nia", {"outcome": "proven"}, "state"),
        ("take", "citra", {}, "not_found"),
        ("take", "sari", {}, "not_found"),
        ("take", "hana", {}, "not_found"),
        ("take", "reporter", {}, "role"),
        ("take", "nia", {"approver": "chandra"}, "no_approval"),
        ("take", "nia", {"approver": "nia"}, "no_approval"),
        ("take", "nia", {"outcome": "proven"}, "outcome"),
        ("archive", "nia", {"outcome": "void"}, "reason"),
        ("archive", "nia", {"reason_field": "outcome/1"}, "outcome"),
        ("archive", "nia", {"outcome": "void", "reason_field": "outcome/1"}, "four_eyes"),
        ("archive", "nia", {"outcome": "void", "reason_field": "outcome/1", "approver": "nia"}, "same_person"),
        ("archive", "nia", {"outcome": "void", "reason_field": "outcome/1", "approver": "nur"}, "approver"),
    ],
)
def test_every_refusal_has_a_code_and_changes_nothing(opened, team, key, mover, extra, code):  # noqa: PLR0917 - fixtures and a row of the table
    case = opened()
    who = mover if mover == "reporter" else team.viewer(mover)
    extra = {name: team.viewer(value) if name == "approver" else value for name, value in extra.items()}
    before = ledger.entries(case.ref)
    with refused(code):
        services.move(case, key, viewer=who, **extra)
    assert Case.objects.get().state == "received"
    assert ledger.entries(case.ref) == before
    assert Step.objects.count() == 1


def test_a_guard_answers_in_its_own_words(opened, team):
    case = opened(route="south")
    services.move(case, "take", viewer=team.viewer("sari"))
    with pytest.raises(Refused, match="Jalur selatan") as refusal:
        services.move(case, "note", viewer=team.viewer("sari"))
    assert refusal.value.code == "guard"


def test_nobody_acts_under_a_name_of_their_own_making(opened):
    with pytest.raises(ValueError, match="not an actor"):
        services.add_entry(opened(), "in", "message/1", author="account:somebody")


def test_what_two_people_decide(opened, team):
    case = opened()
    nia, chandra = team.viewer("nia"), team.viewer("chandra")
    proposal = services.propose(case, "archive", viewer=nia, outcome="void", reason_field="outcome/1")
    assert case.state == "received"
    with refused("open_proposal"):
        services.propose(case, "archive", viewer=nia, outcome="void", reason_field="outcome/2")
    with refused("same_person"):
        services.approve(proposal, viewer=nia)
    with refused("approver"):
        services.approve(proposal, viewer=team.viewer("nur"))
    with refused("not_found"):
        services.approve(proposal, viewer=team.viewer("citra"))
    step = services.approve(proposal, viewer=chandra)
    assert (step.actor, step.approver, step.outcome, step.reason_field) == (nia.actor, chandra.actor, "void", "outcome/1")
    with refused("decided"):
        services.approve(proposal, viewer=chandra)
    assert Case.objects.get().state == "archived"


def test_two_accounts_of_one_person_are_one_pair_of_eyes(opened, team):
    from amanah.foundation.access import services as access
    from amanah.foundation.access.viewer import Viewer

    double = access.create_account("nia-kedua", person=team.persons["nia"], password="rahasia-uji-panjang")
    access.grant_role(double, "sample.chief", team.units.root)
    proposal = services.propose(opened(), "archive", viewer=team.viewer("nia"), outcome="void", reason_field="outcome/1")
    with refused("same_person"):
        services.approve(proposal, viewer=Viewer.of(double))


def test_a_proposal_refused_taken_back_or_overtaken(opened, team):
    case = opened()
    nia, chandra = team.viewer("nia"), team.viewer("chandra")

    def propose():
        return services.propose(case, "archive", viewer=nia, outcome="void", reason_field="outcome/1")

    rejected = propose()
    services.reject(rejected, viewer=chandra, verdict_field="note/1")
    own = propose()
    services.reject(own, viewer=nia)
    overtaken = propose()
    services.move(case, "take", viewer=nia)
    with refused("decided"):
        services.approve(overtaken, viewer=chandra)
    assert list(Proposal.objects.order_by("pk").values_list("verdict", flat=True)) == ["rejected", "overtaken", "overtaken"]
    assert case.state == "work"


def test_a_proposer_who_lost_sight_of_the_case_no_longer_proposes(opened, team):
    case = opened()
    proposal = services.propose(case, "archive", viewer=team.viewer("nia"), outcome="void", reason_field="outcome/1")
    services.recuse(case, viewer=team.viewer("nia"))
    with refused("role"):
        services.approve(proposal, viewer=team.viewer("chandra"))


def test_assignment_checks_who_gives_and_who_gets(opened, team, heard):
    case = opened(tags=[exclusion.person_tag(team.persons["nur"].pk)])
    chandra = team.viewer("chandra")
    with refused("excluded"):
        services.assign(case, team.nur, viewer=chandra)
    with refused("unfit"):
        services.assign(case, team.citra, viewer=chandra)
    with refused("unfit"):
        services.assign(case, team.sari, viewer=chandra)
    with refused("not_found"):
        services.assign(case, team.hana, viewer=team.viewer("hana"))
    services.assign(case, team.hana, viewer=chandra)
    assert isinstance(heard[-1], CaseAssigned)
    with refused("assigned"):
        services.assign(case, team.hana, viewer=chandra)
    with refused("role"):
        services.assign(case, team.hana, viewer=team.viewer("hana"))
    services.unassign(case, team.hana, viewer=team.viewer("hana"))
    with refused("not_found"):
        services.unassign(case, team.hana, viewer=team.viewer("hana"))
    with refused("unassigned"):
        services.unassign(case, team.hana, viewer=chandra)


def test_who_steps_back_is_gone_for_good(opened, team):
    case = opened()
    services.assign(case, team.nia, viewer=team.viewer("chandra"))
    services.recuse(case, viewer=team.viewer("nia"))
    assert not case.assignments.filter(until__isnull=True).exists()
    with refused("not_found"):
        services.recuse(case, viewer=team.viewer("nia"))
    with refused("recused"):
        services.assign(case, team.nia, viewer=team.viewer("chandra"))


def test_a_handler_who_turns_out_to_be_meant_loses_the_case_at_once(opened, team, heard):
    case = opened()
    chandra = team.viewer("chandra")
    services.assign(case, team.nia, viewer=chandra)
    services.assign(case, team.hana, viewer=chandra)
    assert services.tag_subject(case, [exclusion.person_tag(team.persons["nia"].pk)], viewer=chandra) == (team.nia.pk,)
    assert CaseUnassigned(case.pk, case.kind, chandra.actor, team.nia.pk, "excluded") in heard
    with refused("not_found"):
        services.move(case, "take", viewer=team.viewer("nia"))
    assert services.tag_subject(case, [exclusion.person_tag(team.persons["nia"].pk)], viewer=chandra) == ()


def test_a_handler_appointed_over_a_subject_later_loses_the_case_too(opened, team):
    from amanah.foundation.organisation import services as organisation
    from amanah.kernel import clock

    case = opened(tags=[exclusion.person_tag(team.persons["hadi"].pk)])
    services.assign(case, team.nia, viewer=team.viewer("chandra"))
    assert services.recheck_exclusions() == 0
    head = organisation.create_post(team.units.k3_testing, "Kepala", is_head=True)
    organisation.assign_post(team.persons["nia"], head, since=clock.today())
    assert services.recheck_exclusions() == 1
    assert services.recheck_exclusions() == 0
    assert case.assignments.get().ended_because == "excluded"
    with refused("not_found"):
        services.move(case, "take", viewer=team.viewer("nia"))


def test_entries_are_numbered_per_case_and_lose_no_race(opened, team):
    first, second = opened(), opened()
    assert services.add_entry(first, "in", "message/1", author="reporter").seq == 1
    assert services.add_entry(second, "in", "message/1", author="reporter", seq=1).seq == 1
    assert services.add_entry(first, "note", "note/1", author=team.viewer("nia"), seq=2).seq == 2
    with refused("conflict"):
        services.add_entry(first, "in", "message/2", author="reporter", seq=2)
    with refused("conflict"):
        services.add_entry(first, "in", "message/1", author="reporter")
    with refused("channel"):
        services.add_entry(first, "song", "message/3", author="reporter")
    with refused("not_found"):
        services.add_entry(first, "in", "message/3", author=team.viewer("citra"))


def test_reading_marks_only_what_the_reporter_wrote(opened, team):
    case = opened()
    services.add_entry(case, "in", "message/1", author="reporter")
    services.add_entry(case, "out", "message/2", author=team.viewer("nia"))
    assert services.mark_read(case, reader=team.viewer("nia"), channels=("in", "out")) == 1
    assert services.mark_read(case, reader=team.viewer("nia"), channels=("in", "out")) == 0


def test_clocks_turned_by_hand(opened, team):
    case = opened()
    nia = team.viewer("nia")
    services.pause_clock(case, "close", viewer=nia)
    services.resume_clock(case, "close", viewer=nia)
    before = deadline(case, "close").due_on
    services.extend_clock(case, "close", days=5, reason="evidence", viewer=nia)
    assert deadline(case, "close").due_on > before
    with refused("clock"):
        services.extend_clock(case, "close", days=0, reason="evidence", viewer=nia)
    with refused("clock"):
        services.pause_clock(case, "reply", viewer=nia)
    assert ledger.entries(case.ref)[-1].facts["act"] == "extend"


def test_an_open_kind_belongs_to_a_unit(opened, team):
    here = opened(OPENLY, route="desk", unit=team.units.placement)
    there = opened(OPENLY, route="desk", unit=team.units.k3)
    lokito = team.viewer("lokito")
    services.move(here, "reply", viewer=lokito)
    with refused("not_found"):
        services.move(there, "reply", viewer=lokito)


@pytest.mark.parametrize("statement", ["UPDATE cases_step SET target = 'done'", "DELETE FROM cases_step"])
def test_the_database_itself_refuses_to_rewrite_a_step(opened, statement):
    opened()
    with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_refuses_what_services_would_never_write(opened, team):
    case = opened()
    common = {"case": case, "move": "x", "target": "work", "day": date(2026, 11, 22), "position": 2}
    for bad in ({"seq": 1, "actor": "system"}, {"seq": 0, "actor": "system"}, {"seq": 2, "actor": "account:1", "approver": "account:1"}):
        with pytest.raises(Error), transaction.atomic():
            Step.objects.create(**common, **bad)
