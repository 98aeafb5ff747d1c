"""Who may know of a risk, who hears of it, and what waits for whom; whoever is none of them must see nothing."""

from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from amanah.engines.risks import queries, services
from amanah.engines.risks.queries import lines, visible
from amanah.engines.risks.queries.visible import may_know
from amanah.foundation.access import exclusion
from amanah.foundation.clocks import services as clocks
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads import visibility
from amanah.kernel import clock


def seen_by(team, risk):
    fresh = type(risk).objects.get(pk=risk.pk)
    found = {name for name in team.accounts if visible(team.viewer(name)).filter(pk=risk.pk).exists()}
    assert found == {name for name in team.accounts if may_know(team.viewer(name), fresh)}, "one answer, asked in two ways"
    return found


def test_managers_readers_testers_heads_owner_and_reviewer_see_it(team, plan):
    risk = services.enter(plan(owner=team.persons["hadi"], reviewer=team.persons["pandu"]), team.viewer("rina"))
    assert seen_by(team, risk) == {"rina", "rudi", "rosa", "tuti", "gilang", "kartika", "hadi", "pandu"}
    elsewhere = services.enter(plan(unit=team.units.placement), team.viewer("rina"))
    assert seen_by(team, elsewhere) == {"rina", "kartika", "pandu"}
    assert queries.find(team.viewer("rudi"), elsewhere.number) is None
    assert queries.find(team.viewer("pandu"), elsewhere.number) == elsewhere


@pytest.mark.parametrize("name", ["citra", "hadi", "pandu", "ani", "dewi"])
def test_everybody_else_sees_nothing(team, risk, name):
    viewer = team.viewer(name)
    assert not visible(viewer).exists()
    assert queries.find(viewer, risk.number) is None
    assert not visibility.may_see(viewer, risk.ref)
    assert not visibility.described(viewer, [risk.ref])
    assert not lines(viewer)


def test_what_arose_from_a_case_is_kept_from_whom_the_case_is_about(team, plan, sealed):
    case = sealed([exclusion.person_tag(team.persons["gilang"].pk)])
    risk = services.enter(plan(), team.viewer("rudi"))
    type(risk).objects.filter(pk=risk.pk).update(source=case.ref)
    assert "gilang" not in seen_by(team, risk)
    assert {"rina", "rudi", "rosa"} <= seen_by(team, risk)
    assert "gilang" in seen_by(team, services.enter(plan(), team.viewer("rudi")))


def test_nobody_is_given_a_risk_that_arose_from_a_case_about_them(team, plan, sealed):
    case = sealed([exclusion.person_tag(team.persons["gilang"].pk)])
    with pytest.raises(services.Refused) as caught:
        services.enter(plan(), team.viewer("rudi"), source=case.ref)
    assert caught.value.code == "source", "who may not see the case cannot name it"
    team.add("nur", "Nur Aini", team.units.inspectorate, "Auditor", roles=("whistleblowing.coordinator", "risk_manager"))
    with pytest.raises(services.Refused) as caught:
        services.enter(plan(owner=team.persons["gilang"]), team.viewer("nur"), source=case.ref)
    assert caught.value.code == "excluded"
    risk = services.enter(plan(owner=team.persons["hadi"]), team.viewer("nur"), source=case.ref)
    assert "gilang" not in seen_by(team, risk)


def test_whoever_owns_a_risk_hears_of_scores_and_flags(team, risk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        services.assess(risk, "inherent", 3, 3, "Alasan", viewer=team.viewer("rudi"))
        services.assess(risk, "residual", 1, 1, "Alasan", viewer=team.viewer("rudi"))
        services.raise_flag(risk, "signal", "proof:1", "Ada temuan")
    codes = Notice.objects.filter(account=team.gilang).order_by("pk").values_list("code", flat=True)
    assert list(codes) == ["risks.above", "risks.assessed", "risks.flagged"]
    assert not Notice.objects.filter(account__in=[team.citra, team.rudi, team.rosa]).exists()


def test_a_review_that_falls_due_and_a_flag_wait_for_the_owner(team, active, at, django_assert_max_num_queries):
    assert not lines(team.viewer("gilang"))
    with at(active.review_on - timedelta(days=3)):
        viewer = team.viewer("gilang")
        with django_assert_max_num_queries(9):
            (line,) = lines(viewer)
        assert (line.number, line.due_on, line.urgency is None) == (active.number, active.review_on, False)
        assert not lines(team.viewer("rudi")), "who keeps the register finds it there"
        services.raise_flag(active, "control_failed", "control:1", "Uji gagal")
        (flag,) = lines(team.viewer("gilang"))
        assert str(flag.next_act) == "Jawab tandanya"


def test_a_missed_review_is_told(team, active, at, django_capture_on_commit_callbacks):
    with at(active.review_on + timedelta(days=1)), django_capture_on_commit_callbacks(execute=True):
        clocks.announce(clock.today())
    assert Notice.objects.filter(account=team.gilang, code="risks.missed").count() == 1
    assert date.fromisoformat(Notice.objects.get(account=team.gilang, code="risks.missed").params["due"]) == active.review_on


def test_a_viewer_costs_the_same_at_any_size_of_register(team, plan):
    from django.db import connection

    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as counted:
            list(visible(team.viewer("gilang")))
        counts.append(len(counted))
        for _n in range(3):
            services.enter(plan(), team.viewer("rudi"))
    assert counts[0] == counts[1]
