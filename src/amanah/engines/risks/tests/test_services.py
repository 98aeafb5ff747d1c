"""The verbs of risks: what each leaves behind, and when it says no."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from amanah.engines.risks import criteria, services
from amanah.engines.risks.declare import ANSWER, CLOCK
from amanah.engines.risks.editions import criteria_of
from amanah.engines.risks.models import Assessment, Risk
from amanah.engines.risks.services import CausePlan, ConsequencePlan, RedFlagPlan, Refused
from amanah.engines.risks.tests.test_criteria import A_CHOICE, a_small_matrix
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock


def refused(code, act, *args, **named):
    with pytest.raises(Refused) as caught:
        act(*args, **named)
    assert caught.value.code == code
    assert caught.value.sentence


def entries(risk):
    return [entry.kind for entry in ledger.entries(risk.ref)]


def running(risk, name):
    return Deadline.objects.filter(ref=risk.ref, name=name, stopped_on__isnull=True)


def test_a_risk_is_entered_with_everything_said_of_it(team, plan):
    said = plan(
        causes=(CausePlan("Penguji bekerja sendiri", "process"), CausePlan("Tunjangan kecil", "people")),
        consequences=(ConsequencePlan("Alat berbahaya dipakai", "service"),),
        red_flags=(RedFlagPlan(note="Surat terbit pada hari libur"),),
        impact_areas=("service", "legal"),
        owner=team.persons["gilang"],
        reviewer=team.persons["rina"],
    )
    risk = services.enter(said, team.viewer("rudi"))
    risk = Risk.objects.get(pk=risk.pk)
    assert (risk.state, risk.score, risk.level, risk.within_appetite, risk.number[:3]) == ("draft", 0, "", None, "RS-")
    assert services.plan_of(risk) == replace(
        said,
        causes=tuple(replace(one, id=row.pk) for one, row in zip(said.causes, risk.causes.all(), strict=True)),
        consequences=(replace(said.consequences[0], id=risk.consequences.get().pk),),
    )
    assert entries(risk) == ["risk.entered"]
    assert risk.steps.get().text == said.title


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": "  "}, "words"),
        ({"title": "x" * 301}, "field"),
        ({"kind": "magic"}, "field"),
        ({"fraud_type": "magic"}, "field"),
        ({"impact_areas": ("magic",)}, "field"),
        ({"causes": (CausePlan(" "),)}, "field"),
        ({"causes": (CausePlan("x", "magic"),)}, "field"),
        ({"red_flags": (RedFlagPlan("no.such_indicator"),)}, "field"),
        ({"red_flags": (RedFlagPlan(),)}, "field"),
    ],
)
def test_what_cannot_be_said(team, plan, changed, code):
    refused(code, services.enter, plan(**changed), team.viewer("rina"))
    assert not Risk.objects.exists()


def test_who_enters_and_who_is_named(team, plan):
    refused("unit", services.enter, plan(unit=team.units.placement), team.viewer("rudi"))
    refused("unit", services.enter, plan(), team.viewer("rosa"))
    refused("unit", services.enter, plan(), team.viewer("citra"))
    refused("reviewer", services.enter, plan(owner=team.persons["hadi"], reviewer=team.persons["hadi"]), team.viewer("rudi"))
    refused("reviewer", services.enter, plan(reviewer=team.persons["gilang"]), team.viewer("rudi"))  # he heads the unit: it is his
    assert services.enter(plan(), team.viewer("gilang")).unit == team.units.k3, "who heads a unit keeps its register"


def test_an_assessment_keeps_the_criteria_of_its_day(team, risk, tmp_path, monkeypatch):
    viewer = team.viewer("rudi")
    first = services.assess(risk, "inherent", 4, 4, "Terjadi tahun lalu", viewer=viewer)
    assert (first.score, first.level, first.within_appetite) == (19, "high", False)
    ours = criteria.in_force(clock.today())
    monkeypatch.setenv(criteria.OVERLAY, str(tmp_path))
    (tmp_path / "ours.toml").write_text(ours.content.replace("[6, 12, 16, 19, 24]", "[6, 12, 16, 22, 24]"))
    criteria.refresh()
    try:
        second = services.assess(risk, "residual", 4, 4, "Tetap", viewer=viewer)
    finally:
        monkeypatch.undo()
        criteria.refresh()
    first, second = Assessment.objects.select_related("edition").filter(risk=risk)
    assert (first.score, criteria_of(first.edition).score(4, 4), criteria_of(first.edition)) == (19, 19, ours)
    assert (second.score, criteria_of(second.edition).score(4, 4), second.level) == (22, 22, "very_high")
    risk.refresh_from_db()
    assert (risk.inherent_score, risk.residual_score, risk.score, risk.edition) == (19, 22, 22, second.edition)


def test_the_class_of_bribery_risk_is_reasoned_and_beside_the_score(team, risk):
    viewer = team.viewer("rudi")
    refused("bribery_class", services.assess, risk, "inherent", 1, 1, "Kecil", viewer=viewer, bribery_class="more_than_low")
    services.assess(
        risk, "inherent", 1, 1, "Kecil", viewer=viewer, bribery_class="more_than_low", bribery_reason="Bertemu pemohon sendirian"
    )
    services.assess(risk, "inherent", 2, 1, "Sedikit lebih", viewer=viewer)
    risk.refresh_from_db()
    assert (risk.level, risk.bribery_class, risk.bribery_reason) == ("very_low", "more_than_low", "Bertemu pemohon sendirian")


@pytest.mark.parametrize(
    ("named", "code"),
    [
        ({"stage": "later"}, "field"),
        ({"likelihood": 6}, "cell"),
        ({"impact": 0}, "cell"),
        ({"reason": " "}, "words"),
        ({"viewer": "rosa"}, "side"),
        ({"viewer": "tuti"}, "side"),
        ({"viewer": "citra"}, "not_found"),
    ],
)
def test_who_may_not_score_what(team, risk, named, code):
    said = {"stage": "inherent", "likelihood": 3, "impact": 3, "reason": "Alasan", "viewer": "rudi"} | named
    refused(code, services.assess, risk, **said | {"viewer": team.viewer(said["viewer"])})
    assert not risk.assessments.exists()


def test_a_risk_becomes_active_is_reviewed_and_closed(team, risk):
    viewer = team.viewer("rudi")
    refused("unscored", services.activate, risk, viewer)
    services.assess(risk, "inherent", 3, 3, "Alasan", viewer=viewer)
    services.activate(risk, viewer)
    due = running(risk, CLOCK).get().due_on
    assert (risk.state, risk.review_on) == ("active", due)
    refused("due", services.reviewed, risk, "Tetap", viewer, next_on=clock.today())
    refused("words", services.reviewed, risk, "", viewer)
    services.reviewed(risk, "Tetap", team.viewer("gilang"), next_on=clock.today() + timedelta(days=200))
    assert running(risk, CLOCK).get().due_on == risk.review_on == clock.today() + timedelta(days=200)
    refused("side", services.close, risk, "Layanan dihentikan", team.viewer("rosa"))
    services.close(risk, "Layanan dihentikan", viewer)
    assert (risk.state, risk.closed_on, risk.review_on) == ("closed", clock.today(), None)
    assert not running(risk, CLOCK).exists()
    refused("state", services.assess, risk, "inherent", 1, 1, "Alasan", viewer=viewer)
    refused("words", services.activate, risk, viewer)
    services.activate(risk, viewer, reason="Layanan dibuka lagi")
    risk.refresh_from_db()
    assert (risk.state, risk.closed_on) == ("active", None)
    told = ["entered", "assessed", "activated", "reviewed", "closed", "activated"]
    assert [step.act for step in risk.steps.all()] == told
    assert entries(risk) == [f"risk.{act}" for act in told]


@pytest.mark.parametrize("kind", ["fraud", "bribery", "corruption"])
def test_nobody_accepts_fraud_above_the_appetite(team, plan, kind):
    viewer = team.viewer("rina")
    risk = services.enter(plan(kind=kind), viewer)
    refused("unscored", services.decide, risk, "accept", "Biarkan", viewer)
    services.assess(risk, "inherent", 3, 3, "Alasan", viewer=viewer)
    refused("above_appetite", services.decide, risk, "accept", "Biarkan", viewer)
    refused("field", services.decide, risk, "ignore", "Biarkan", viewer)
    services.decide(risk, "reduce", "Rotasi penguji", viewer)
    services.assess(risk, "residual", 1, 2, "Rotasi berjalan", viewer=viewer)
    services.decide(risk, "accept", "Sudah di bawah selera", viewer)
    assert Risk.objects.get(pk=risk.pk).option == "accept"
    services.assess(risk, "residual", 3, 3, "Rotasi berhenti", viewer=viewer)
    assert Risk.objects.get(pk=risk.pk).option == "", "the acceptance lapses with the score that carried it"
    assert risk.steps.last().changes == {"option": ["accept", ""]}


def test_other_kinds_may_be_accepted_until_they_become_fraud(team, plan):
    viewer = team.viewer("rina")
    risk = services.enter(plan(kind="general"), viewer)
    services.assess(risk, "inherent", 3, 3, "Alasan", viewer=viewer)
    services.decide(risk, "accept", "Biaya lebih besar daripada kerugian", viewer)
    services.change(risk, replace(services.plan_of(risk), kind="fraud"), "Ternyata kecurangan", viewer)
    risk.refresh_from_db()
    assert (risk.option, risk.within_appetite) == ("", False)


def test_a_change_says_what_changed_and_keeps_the_rows_that_stay(team, plan):
    viewer = team.viewer("rudi")
    risk = services.enter(plan(causes=(CausePlan("Satu"), CausePlan("Dua"))), viewer)
    said = services.plan_of(risk)
    refused("unchanged", services.change, risk, said, "Tidak ada", viewer)
    refused("words", services.change, risk, replace(said, title="Judul lain"), "", viewer)
    refused("unit", services.change, risk, replace(said, unit=team.units.placement), "Pindah", viewer)
    one, two = said.causes
    services.change(
        risk, replace(said, title="Judul lain", causes=(replace(two, text="Dua lagi"), one, CausePlan("Tiga"))), "Lokakarya", viewer
    )
    risk.refresh_from_db()
    assert [(cause.text, cause.pk in {one.id, two.id}) for cause in risk.causes.all()] == [
        ("Dua lagi", True),
        ("Satu", True),
        ("Tiga", False),
    ]
    assert risk.causes.first().pk == two.id
    step = risk.steps.last()
    assert step.changes["title"] == [said.title, "Judul lain"]
    assert step.changes["causes"] == [["Satu", "Dua"], ["Dua lagi", "Satu", "Tiga"]]
    facts = ledger.entries(risk.ref)[-1].facts
    assert facts["fields"] == ["causes", "title"]
    assert "Judul lain" not in str(facts), "the ledger keeps digests of words, never words"


def test_flags_are_raised_once_and_answered_with_a_reason(team, active):
    flag = services.raise_flag(active, "control_failed", "control:1", "Uji gagal")
    assert services.raise_flag(active, "control_failed", "control:1", "Uji gagal lagi") == flag
    other = services.raise_flag(active, "indicator_breached", "indicator:2", "", actor=team.viewer("tuti").actor)
    active.refresh_from_db()
    assert active.flagged
    assert running(active, ANSWER).count() == 1
    refused("words", services.clear_flag, flag, " ", team.viewer("rudi"))
    refused("side", services.clear_flag, flag, "Sudah", team.viewer("tuti"))
    services.clear_flag(flag, "Nilai dihitung ulang", team.viewer("gilang"))
    refused("decided", services.clear_flag, flag, "Lagi", team.viewer("rudi"))
    assert services.withdraw_flags(active, "indicator:2", "Kembali di bawah ambang") == 1
    other.refresh_from_db()
    assert (other.cleared_by, other.cleared_reason) == (None, "Kembali di bawah ambang")
    active.refresh_from_db()
    assert not active.flagged
    assert not running(active, ANSWER).exists()
    assert entries(active)[-4:] == ["risk.flagged", "risk.flagged", "risk.flag_cleared", "risk.flag_cleared"]


def test_the_day_of_a_review_is_the_rulebooks(at, request):
    with at(date(2026, 11, 23)):
        team, risk = request.getfixturevalue("team"), request.getfixturevalue("risk")
        viewer = team.viewer("rudi")
        services.assess(risk, "inherent", 3, 3, "Alasan", viewer=viewer)
        services.activate(risk, viewer)
    assert risk.review_on == date(2027, 2, 23)


def test_a_new_matrix_is_data_alone(team, risk, tmp_path, monkeypatch):
    (tmp_path / "small.toml").write_text(a_small_matrix())
    (tmp_path / "in_force.toml").write_text(A_CHOICE.format("2020-01-01", "small"))
    monkeypatch.setenv(criteria.OVERLAY, str(tmp_path))
    criteria.refresh()
    try:
        refused("cell", services.assess, risk, "inherent", 3, 1, "Alasan", viewer=team.viewer("rudi"))
        scored = services.assess(risk, "inherent", 2, 2, "Alasan", viewer=team.viewer("rudi"))
    finally:
        monkeypatch.undo()
        criteria.refresh()
    assert (scored.score, scored.level, scored.within_appetite, str(scored.edition)) == (9, "bad", False, "small 1")
