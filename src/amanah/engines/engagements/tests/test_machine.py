"""Random people do random things; whatever they try, the engine refuses politely and its invariants stand."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from amanah.engines.engagements import declare, independence, replay, services
from amanah.engines.engagements.declare import MOVES, STATES
from amanah.engines.engagements.models import Finding, Member, Paper, Response, Step, Waiver
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services import Procedure
from amanah.kernel import clock

NAMES = ("rini", "yoga", "aji", "bela", "hadi", "gilang", "kartika", "ratna", "citra")
names = st.sampled_from(NAMES)


class Engine(RuleBasedStateMachine):
    team = None
    plan = None
    say = None

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.engagement = services.open_engagement("trial", self.team.units.root, self.plan(), viewer=self.team.viewer("rini"))

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, verb, *args, **named):
        try:
            with transaction.atomic():
                return verb(*args, **named)
        except Refused:
            self.engagement.refresh_from_db()
            return None

    @rule(who=names, whom=names, part=st.sampled_from(["lead", "member"]))
    def join(self, who, whom, part):
        self.attempt(services.join, self.engagement, self.team.persons[whom], part, viewer=self.team.viewer(who))

    @rule(who=st.sampled_from(["rini", "yoga"]), lead=st.sampled_from(["aji", "bela"]))
    def staff(self, who, lead):
        for name in ("aji", "bela"):
            self.attempt(
                services.join, self.engagement, self.team.persons[name], "lead" if name == lead else "member", viewer=self.team.viewer(who)
            )

    @rule(who=names, whom=names)
    def ask(self, who, whom):
        self.attempt(services.ask_waiver, self.engagement, self.team.persons[whom], "member", "Perlu.", viewer=self.team.viewer(who))

    @rule(who=names, granted=st.booleans())
    def decide(self, who, granted):
        waiver = Waiver.objects.filter(engagement=self.engagement, verdict="asked").first()
        if waiver is not None:
            waiver.engagement = self.engagement
            self.attempt(services.grant_waiver if granted else services.refuse_waiver, waiver, "Ya.", viewer=self.team.viewer(who))

    @rule(who=st.sampled_from(["aji", "bela", "hadi", "rini"]))
    def prepare(self, who):
        viewer = self.team.viewer(who)
        self.attempt(services.add_papers, self.engagement, [Procedure("A", "B", ["iso:4.1"])], viewer=viewer)
        self.attempt(services.prepare, self.engagement, "ST-1", clock.today(), viewer=viewer)
        self.attempt(services.begin, self.engagement, viewer=viewer)

    @rule(who=names, reviewer=names)
    def test(self, who, reviewer):
        for paper in Paper.objects.filter(engagement=self.engagement):
            paper.engagement = self.engagement
            self.attempt(services.write_result, paper, "Baik.", viewer=self.team.viewer(who))
            self.attempt(services.review_paper, paper, "Cukup.", viewer=self.team.viewer(reviewer))

    @rule(who=names, grade=st.sampled_from(["conformity", "minor", "major"]))
    def find(self, who, grade):
        self.attempt(services.write_finding, self.engagement, self.say(grade=grade), viewer=self.team.viewer(who))

    @rule(who=names)
    def answer(self, who):
        for finding in Finding.objects.filter(engagement=self.engagement):
            finding.engagement = self.engagement
            self.attempt(services.answer, finding, "Ya.", agrees=True, viewer=self.team.viewer(who))

    @rule(who=names, key=st.sampled_from(["report", "conclude", "follow", "close"]))
    def move(self, who, key):
        self.attempt(getattr(services, key), self.engagement, "Selesai.", viewer=self.team.viewer(who))

    @invariant()
    def the_steps_lead_to_the_state_and_only_by_moves_of_the_table(self):
        state = ""
        for step in Step.objects.filter(engagement=self.engagement).order_by("seq"):
            assert step.source == state
            if step.source not in {"", step.target}:
                assert step.source in MOVES[step.act].sources
                assert MOVES[step.act].target == step.target
            state = step.target
        assert state == self.engagement.state

    @invariant()
    def nobody_in_the_team_has_a_ground_that_nobody_waived(self):
        for member in Member.objects.filter(engagement=self.engagement, until__isnull=True).select_related("person"):
            assert independence.unwaived(member.person, self.engagement) == ()

    @invariant()
    def whoever_decided_neither_asked_nor_is_meant_and_whoever_reviewed_did_not_write(self):
        for waiver in Waiver.objects.filter(engagement=self.engagement, decided_by__isnull=False):
            assert waiver.decided_by_id not in {waiver.asked_by_id, waiver.person_id}
        for paper in Paper.objects.filter(engagement=self.engagement, reviewer__isnull=False):
            assert paper.reviewer_id != paper.author_id

    @invariant()
    def what_is_reported_was_reviewed_and_only_then_answered(self):
        if self.engagement.state in declare.REPORTED:
            assert not Paper.objects.filter(engagement=self.engagement).exclude(state__in=sorted(declare.PAPER_ENDS)).exists()
        else:
            assert not Response.objects.filter(finding__engagement=self.engagement).exists()


@pytest.mark.django_db
def test_machine(team, draft, found):
    Engine.team, Engine.plan, Engine.say = team, staticmethod(draft), staticmethod(found)
    run_state_machine_as_test(
        Engine,
        settings=settings(max_examples=5, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)),
    )
    assert replay.check() == []


@given(states=st.lists(st.sampled_from(["open", "in_progress", "reported_done", "returned", "verified", "cancelled"])))
def test_a_finding_is_never_better_than_what_is_still_owed(states):
    answer = declare.answer_of(states)
    owed = [state for state in states if state not in {"verified", "cancelled"}]
    assert (answer in {"done", "never"}) == (bool(states) and not owed)
    assert answer == "done" or not (states and all(state == "verified" for state in states))


def test_every_state_is_reached_and_every_end_is_an_end():
    reached = {declare.FIRST} | {move.target for move in MOVES.values()}
    assert reached == set(STATES)
    assert not any(source in declare.ENDED for move in MOVES.values() for source in move.sources)
