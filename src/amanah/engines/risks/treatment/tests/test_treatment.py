from datetime import timedelta

import pytest
from django.db import transaction

from amanah.engines.actions import queries as actions_queries
from amanah.engines.actions import services as actions
from amanah.engines.actions.refusals import Refused as ActionRefused
from amanah.engines.risks import services as risks
from amanah.engines.risks.models import Assessment
from amanah.engines.risks.refusals import Refused as RiskRefused
from amanah.engines.risks.treatment import queries, services
from amanah.engines.risks.treatment.models import Measure, Reassessment
from amanah.engines.risks.treatment.queries import Filters
from amanah.engines.risks.treatment.refusals import SENTENCES, Refused
from amanah.foundation.access import exclusion
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks import tick
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger import verify
from amanah.foundation.notices import queries as notices
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act(*args, **named)
    assert refusal.value.code == code
    assert str(refusal.value) == str(SENTENCES[code])


def carry_out(team, measure, *, by="hadi", verifier="tuti"):
    action = measure.action
    actions.begin(action, viewer=team.viewer(by))
    actions.report_done(action, "Sudah berjalan", viewer=team.viewer(by), evidence="BA-7/2026")
    actions.verify(action, "Sesuai bukti", viewer=team.viewer(verifier))


def told(team, name):
    return [notice.text for notice in notices.listing(team.viewer(name)).notices]


def test_from_option_to_a_new_judgement(team, decided, measure, django_capture_on_commit_callbacks):
    """The owner is asked only once the last action is verified, and asked no more once somebody has assessed what is left."""
    rudi, gilang = team.viewer("rudi"), team.viewer("gilang")
    first = measure(budget=25_000_000)
    second = measure(title="Rotasi penguji", output="Jadwal rotasi ditetapkan")
    assert first.action.source == decided.ref
    assert [entry.kind for entry in ledger.entries(decided.ref)].count("treatment.planned") == 2
    with django_capture_on_commit_callbacks(execute=True):
        carry_out(team, first)
    assert not Reassessment.objects.exists()
    assert queries.lines(gilang) == []
    with django_capture_on_commit_callbacks(execute=True):
        carry_out(team, second)
    waiting = Reassessment.objects.get(risk=decided, answered_on__isnull=True)
    assert clocks.open_by_ref([waiting.ref])[waiting.ref][0].provision == services.WITHIN
    (line,) = queries.lines(team.viewer("gilang"))
    assert (line.number, line.url) == (decided.number, f"/desk/risks/treatment/{decided.number}/")
    assert any("Nilai kembali" in text for text in told(team, "gilang"))
    assert queries.lines(rudi) == []  # manages the register, does not own the risk
    risks.assess(decided, "residual", 1, 2, "Antrean terbuka", viewer=gilang)
    waiting.refresh_from_db()
    assert (waiting.answered_on, waiting.assessment) == (clock.today(), Assessment.objects.get(stage="residual"))
    assert queries.lines(team.viewer("gilang")) == []
    assert not clocks.open_by_ref([waiting.ref])
    assert verify.run().ok


def test_progress_counts_what_was_verified_called_off_and_is_late(team, decided, measure, at):
    carry_out(team, measure(budget=10))
    late, off = measure(days=3, budget=5), measure(budget=100)
    proposal = actions.propose(off.action, "cancel", "Digabung", viewer=team.viewer("rudi"))
    actions.approve(proposal, viewer=team.viewer("tuti"))
    with at(clock.today() + timedelta(days=10)):
        lines = queries.plan_of(team.viewer("rudi"), decided)
        found = queries.progress(lines)
        assert [line.overdue for line in lines] == [False, True, False]
        assert [row.line.measure.pk for row in queries.listing(team.viewer("rudi"), Filters(status="overdue")).rows] == [late.pk]
    assert (found.total, found.verified, found.cancelled, found.overdue, found.percent, found.budget) == (3, 1, 1, 1, 50, 15)
    assert not found.done
    assert queries.progress([]).percent == 0


def test_a_plan_of_which_nothing_was_verified_asks_nobody(team, decided, measure):
    one = measure()
    proposal = actions.propose(one.action, "cancel", "Batal", viewer=team.viewer("rudi"))
    actions.approve(proposal, viewer=team.viewer("tuti"))
    assert not Reassessment.objects.exists()


def test_reminders_reach_the_owner(team, decided, measure, at, django_capture_on_commit_callbacks):
    carry_out(team, measure())
    deadline = clocks.open_by_ref([Reassessment.objects.get().ref]).popitem()[1][0]
    with at(deadline.due_on + timedelta(days=1)), django_capture_on_commit_callbacks(execute=True):
        tick.run(clock.now())
    assert any("melewati tenggat" in text for text in told(team, "gilang"))


def test_who_may_plan_and_when(team, active, measure, decided):
    refused("side", measure, by="rosa")
    refused("not_found", measure, by="citra")
    refused("words", measure, output=" ")
    refused("budget", measure, budget=-1)
    refused("control", measure, control="control:00000000-0000-0000-0000-000000000000")
    with pytest.raises(ActionRefused), transaction.atomic():
        measure(verifier="hadi")  # nobody verifies their own work
    risks.close(decided, "Layanan dihentikan", team.viewer("rudi"))
    refused("state", measure)
    assert not Measure.objects.exists()


def test_nothing_is_planned_before_somebody_has_decided(team, active, measure, plan):
    other = risks.enter(plan(title="Lain"), team.viewer("rudi"))
    refused("option", measure, risk=other)


def test_fraud_above_the_appetite_is_never_accepted(team, active):
    with pytest.raises(RiskRefused) as refusal:
        risks.decide(active, "accept", "Biaya terlalu besar", team.viewer("gilang"))
    assert refusal.value.code == "above_appetite"


def test_whoever_sees_no_risk_sees_no_plan(team, decided, measure):
    measure()
    for name in ("citra", "pandu", "budi"):
        assert queries.listing(team.viewer(name), Filters(status="")).rows == []
    assert len(queries.listing(team.viewer("rosa"), Filters(status="")).rows) == 1
    (row,) = queries.listing(team.viewer("rosa"), Filters(status="")).rows
    assert row.line.url == ""  # the plan is in the register; the action's page is for those who have to do with it


def test_a_plan_for_a_risk_that_arose_from_a_case_is_kept_from_whom_the_case_is_about(team, decided, measure, sealed):
    """Gilang heads the directorate, owes what nobody else is named for, and must not learn of it by the action either."""
    one = measure(unit=team.units.k3, owner="hadi")
    assert actions_seen(team, "gilang") == {one.action.pk}
    case = sealed([exclusion.person_tag(team.persons["gilang"].pk)])
    type(decided).objects.filter(pk=decided.pk).update(source=case.ref)
    assert actions_seen(team, "gilang") == set()
    assert actions_seen(team, "hadi") == {one.action.pk}
    assert queries.plan_of(team.viewer("rudi"), decided)
    assert queries.listing(team.viewer("gilang"), Filters(status="")).rows == []
    with pytest.raises(ActionRefused) as refusal, transaction.atomic():
        measure(unit=team.units.k3, owner="gilang")
    assert refusal.value.code == "excluded"
    with pytest.raises(ActionRefused), transaction.atomic():
        measure(unit=team.units.k3_testing, verifier="gilang")


def actions_seen(team, name):
    return set(actions_queries.visible(team.viewer(name)).values_list("pk", flat=True))
