"""Random people do random things; whatever they try, the engine refuses politely and its invariants stand."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from amanah.engines.actions import queries, replay, services
from amanah.engines.actions.declare import CLOSED, MOVES
from amanah.engines.actions.models import Action, Proposal, Step
from amanah.engines.actions.refusals import Refused
from amanah.engines.actions.services import PartPlan
from amanah.engines.actions.sides import OWNERS_ACTS
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock

NAMES = ("ani", "budi", "citra", "pandu", "fitri", "gilang", "ola", "hadi")
names = st.sampled_from(NAMES)
words = st.sampled_from(["", "Kerja lanjut."])
PLAIN = {"begin": services.begin, "report": services.report_done, "verify": services.verify, "send_back": services.send_back}


class Engine(RuleBasedStateMachine):
    team = None
    give = None

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        units = self.team.units
        parts = [PartPlan(units.fkap, "Pelatihan", self.team.persons["fitri"]), PartPlan(units.k3, "Data")]
        self.action = self.give(parts=parts)
        self.proposals = []

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    def attempt(self, act, *args, **named):
        before = Action.objects.values().get(pk=self.action.pk), Step.objects.count()
        try:
            with transaction.atomic():
                return act(*args, **named)
        except Refused as refusal:
            assert str(refusal)  # noqa: PT017 - refusals are answers here
            assert (Action.objects.values().get(pk=self.action.pk), Step.objects.count()) == before
            return None

    @rule(name=names, key=st.sampled_from(sorted(PLAIN)), text=words)
    def move(self, name, key, text):
        state = Action.objects.get(pk=self.action.pk).state
        given = () if key == "begin" else (text,)
        step = self.attempt(PLAIN[key], self.action, *given, viewer=self.team.viewer(name))
        if step is not None:
            assert state in MOVES[key].sources
            assert step.target == MOVES[key].target
            assert key == "begin" or text

    @rule(name=names, text=words, progress=st.none() | st.integers(-1, 101))
    def progress(self, name, text, progress):
        self.attempt(services.write_progress, self.action, text, viewer=self.team.viewer(name), progress=progress)

    @rule(name=names, which=st.integers(0, 1))
    def part(self, name, which):
        self.attempt(services.finish_part, self.action, list(self.action.parts.all())[which], "Selesai.", viewer=self.team.viewer(name))

    @rule(name=names, days=st.integers(-5, 90))
    def extend(self, name, days):
        self.attempt(services.extend, self.action, clock.today() + timedelta(days=days), "Perlu.", viewer=self.team.viewer(name))

    @rule(name=names, owner=st.none() | names, verifier=st.none() | names)
    def appoint(self, name, owner, verifier):
        people = {"owner": owner and self.team.persons[owner], "verifier": verifier and self.team.persons[verifier]}
        self.attempt(services.appoint, self.action, "Mutasi.", viewer=self.team.viewer(name), **people)

    @rule(name=names, key=st.sampled_from(["cancel", "reopen", "verify"]), days=st.integers(-1, 40))
    def propose(self, name, key, days):
        day = clock.today() + timedelta(days=days)
        proposal = self.attempt(services.propose, self.action, key, "Sebab.", viewer=self.team.viewer(name), due_on=day)
        if proposal is not None:
            self.proposals.append(proposal)

    @rule(name=names, approving=st.booleans(), which=st.integers(0, 5))
    def decide(self, name, approving, which):
        if self.proposals:
            proposal = self.proposals[which % len(self.proposals)]
            proposal.action = self.action
            given = () if approving else ("Tidak.",)
            self.attempt(services.approve if approving else services.reject, proposal, *given, viewer=self.team.viewer(name))

    @invariant()
    def steps_and_ledger_lead_to_the_state(self):
        assert replay.check() == []

    @invariant()
    def closed_means_nothing_is_owed(self):
        action = Action.objects.get(pk=self.action.pk)
        live = Deadline.objects.filter(ref=action.ref, stopped_on__isnull=True)
        assert (action.closed_on is not None) == (action.state in CLOSED) == (not live.exists())
        checking = action.state == "reported_done"
        assert set(live.values_list("name", flat=True)) == {*(["action"] if live else []), *(["verification"] if checking else [])}
        if live:
            owed = live.get(name="action")
            assert owed.due_on == action.due_on
            assert (owed.state == "paused") == checking

    @invariant()
    def nobody_checked_what_they_worked_on(self):
        worked = set()
        for step in Step.objects.filter(action=self.action).select_related("actor").order_by("seq"):
            if step.act in OWNERS_ACTS:
                worked.add(step.actor_id)
            if step.act in {"verify", "send_back", "extend", "appoint"}:
                assert step.actor_id not in worked
            if step.act in {"cancel", "reopen"}:
                assert step.approver_id not in worked | {None, step.actor_id}

    @invariant()
    def verified_means_every_part_is_done(self):
        action = Action.objects.get(pk=self.action.pk)
        assert action.state not in {"reported_done", "verified"} or not action.parts.filter(done_on__isnull=True).exists()

    @invariant()
    def strangers_see_nothing_and_one_proposal_waits_at_most(self):
        assert not queries.visible(self.team.viewer("indra")).exists()
        assert Proposal.objects.filter(action=self.action, verdict=Proposal.Verdict.OPEN).count() <= 1


@pytest.mark.django_db
def test_whatever_people_try_the_invariants_stand(team, give):
    Engine.team, Engine.give = team, staticmethod(give)
    sized = settings(max_examples=6, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    run_state_machine_as_test(Engine, settings=sized)
