"""Random people make random moves; whatever they try, the engine refuses politely and its invariants stand."""

from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from amanah.engines.cases import queries, replay, services
from amanah.engines.cases.models import Assignment, Case, Proposal, Step
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.tests.kinds import SEALED
from amanah.foundation.access import exclusion
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.models import Deadline

NAMES = ("chandra", "candra", "nia", "nur", "sari", "hana", "citra")
people_of_the_team = st.sampled_from(NAMES)
movers = st.sampled_from((*NAMES, "reporter", "system"))
move_keys = st.sampled_from([move.key for move in SEALED.moves] + ["fly"])
outcomes = st.sampled_from(["", "proven", "unproven", "void", "other"])
reasons = st.sampled_from(["", "outcome/1"])


class Engine(RuleBasedStateMachine):
    team = None

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.case = services.open_case(SEALED, case_id=uuid4(), route="north", actor="reporter")
        self.meant = set()
        self.proposals = []

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    def who(self, name):
        return name if name in {"reporter", "system"} else self.team.viewer(name)

    def attempt(self, act, *args, **named):
        before = Case.objects.values().get(pk=self.case.pk), Step.objects.count()
        try:
            return act(*args, **named)
        except Refused as refusal:
            assert str(refusal)  # noqa: PT017 - refusals are answers here
            after = Case.objects.values().get(pk=self.case.pk), Step.objects.count()
            assert after == before
            return None

    @rule(mover=movers, key=move_keys, outcome=outcomes, reason=reasons, second=st.none() | people_of_the_team)
    def move(self, mover, key, outcome, reason, second):
        state = self.case.state
        approver = self.team.viewer(second) if second else None
        step = self.attempt(services.move, self.case, key, viewer=self.who(mover), approver=approver, outcome=outcome, reason_field=reason)
        if step is not None:
            declared = SEALED.move(key)
            assert state in declared.sources
            assert step.target == declared.target == self.case.state
            assert declared.four_eyes == bool(step.approver)
            assert mover not in self.meant
            assert second is None or (second != mover and second not in self.meant)

    @rule(mover=people_of_the_team, key=move_keys, outcome=outcomes, reason=reasons)
    def propose(self, mover, key, outcome, reason):
        proposal = self.attempt(services.propose, self.case, key, viewer=self.who(mover), outcome=outcome, reason_field=reason)
        if proposal is not None:
            self.proposals.append(proposal)

    @rule(mover=people_of_the_team, approving=st.booleans(), which=st.integers(0, 5))
    def decide(self, mover, approving, which):
        if self.proposals:
            act = services.approve if approving else services.reject
            self.attempt(act, self.proposals[which % len(self.proposals)], viewer=self.who(mover))

    @rule(mover=people_of_the_team, account=people_of_the_team)
    def assign(self, mover, account):
        self.attempt(services.assign, self.case, self.team.accounts[account], viewer=self.who(mover))

    @rule(mover=people_of_the_team, account=people_of_the_team)
    def unassign(self, mover, account):
        self.attempt(services.unassign, self.case, self.team.accounts[account], viewer=self.who(mover))

    @rule(mover=people_of_the_team)
    def recuse(self, mover):
        self.attempt(services.recuse, self.case, viewer=self.who(mover))

    @rule(mover=people_of_the_team, subject=people_of_the_team)
    def tag(self, mover, subject):
        tags = [exclusion.person_tag(self.team.persons[subject].pk)]
        if self.attempt(services.tag_subject, self.case, tags, viewer=self.who(mover)) is not None:
            self.meant.add(subject)

    @rule(author=movers, channel=st.sampled_from([*SEALED.channels, "song"]), field=st.sampled_from(["message/1", "message/2", "note/1"]))
    def write(self, author, channel, field):
        self.attempt(services.add_entry, self.case, channel, field, author=self.who(author))

    @invariant()
    def steps_lead_to_the_state(self):
        assert replay.check() == []

    @invariant()
    def closed_means_closed(self):
        case = Case.objects.get(pk=self.case.pk)
        closed = case.state in SEALED.closed_states
        live = Deadline.objects.filter(ref=case.ref, stopped_on__isnull=True)
        assert (case.closed_on is not None) == closed
        assert not (closed and live.exists())
        running = live.filter(state=Deadline.State.RUNNING).order_by("due_on").values_list("due_on", flat=True)
        assert case.due_on == running.first()

    @invariant()
    def nobody_meant_or_recused_sees_or_handles(self):
        recused = {recusal.account.username for recusal in self.case.recusals.select_related("account")}
        handling = {a.account.username for a in Assignment.objects.filter(case=self.case, until__isnull=True).select_related("account")}
        for name in NAMES:
            seen = queries.visible(Viewer.of(self.team.accounts[name])).filter(pk=self.case.pk).exists()
            if name in self.meant | recused | {"citra", "sari"}:
                assert not seen
                assert name not in handling

    @invariant()
    def at_most_one_proposal_waits(self):
        waiting = Proposal.objects.filter(case=self.case, verdict=Proposal.Verdict.OPEN).count()
        assert waiting <= 1
        assert not (
            waiting and Case.objects.get(pk=self.case.pk).state in SEALED.closed_states and self.case.proposals.last().move != "reopen"
        )


@pytest.mark.django_db
def test_whatever_people_try_the_invariants_stand(team):
    Engine.team = team
    sized = settings(max_examples=6, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    run_state_machine_as_test(Engine, settings=sized)
