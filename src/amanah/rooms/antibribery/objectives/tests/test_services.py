"""Objectives from setting to a judgement by somebody else; measures read by people and by the house; the policy judged by two."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from amanah.engines import contributions, measures
from amanah.engines.actions import measuring
from amanah.engines.actions.models import Action
from amanah.engines.actions.refusals import Refused as ActionRefused
from amanah.foundation.clocks import work
from amanah.kernel import clock
from amanah.rooms.antibribery.objectives import queries, replay, services
from amanah.rooms.antibribery.objectives.models import Progress, Reading
from amanah.rooms.antibribery.objectives.refusals import Refused
from amanah.rooms.antibribery.objectives.services import Bounds
from amanah.rooms.antibribery.objectives.tests.conftest import D, aim, on, watch

pytestmark = pytest.mark.django_db


def refused(code, verb, *args, **named):
    with pytest.raises(Refused) as said:
        verb(*args, **named)
    assert said.value.code == code


def state(one):
    one.refresh_from_db()
    return queries.objectives.rows([one])[0].standing.state


def lines_of(team, name):
    return {(line.number, str(line.next_act)) for line in work.lines(team.viewer(name))}


def test_the_whole_way_to_a_judgement_by_somebody_else(team, objective):
    fitri, hadi, rini = (team.viewer(name) for name in ("fitri", "hadi", "rini"))
    today = clock.today()
    services.write_progress(objective, today, D(45), "Satu kelas.", viewer=hadi, evidence="B-1")
    services.write_progress(objective, today, D(50), "Satu kelas lagi; yang tadi salah hitung.", viewer=hadi)
    refused("future", services.write_progress, objective, today + timedelta(days=1), D(90), "x", viewer=hadi)
    refused("side", services.write_progress, objective, today, D(90), "x", viewer=team.viewer("aji"))
    refused("early", services.evaluate, objective, "Baik.", viewer=rini)
    assert (state(objective), Progress.objects.count()) == ("on_track", 2)
    with on(today + timedelta(days=120)):
        assert (objective.number, "Catat kemajuannya") in lines_of(team, "hadi")
        assert state(objective) == "behind"
        services.write_progress(objective, clock.today(), D(70), "Tiga kelas.", viewer=fitri)
        assert state(objective) == "on_track"
    with on(objective.due_on + timedelta(days=1)):
        services.write_progress(objective, clock.today(), D(95), "Terlambat sehari.", viewer=hadi)
        assert state(objective) == "missed"
        refused("past_due", services.revise, objective, D(80), clock.today() + timedelta(days=9), "x", viewer=fitri)
        refused("past_due", services.drop, objective, "x", viewer=fitri)
        assert (objective.number, "Evaluasi hasilnya") in lines_of(team, "rini")
        refused("own", services.evaluate, objective, "x", viewer=fitri)  # she wrote an entry
        refused("side", services.evaluate, objective, "x", viewer=hadi)
        assert services.evaluate(objective, "Terlambat: pelatih sakit.", viewer=rini) == "missed"
        refused("state", services.write_progress, objective, clock.today(), D(99), "x", viewer=hadi)
    assert (objective.outcome, objective.evaluated_by) == ("missed", team.persons["rini"])
    assert replay.check() == []


def test_what_was_set_is_changed_only_with_a_reason_and_in_time(team, scope, objective):
    fitri = team.viewer("fitri")
    services.revise(objective, D(80), objective.due_on, "Dua pelatih pindah.", viewer=fitri)
    refused("unchanged", services.revise, objective, D(80), objective.due_on, "x", viewer=fitri)
    refused("target", services.revise, objective, D(10), objective.due_on, "x", viewer=fitri)
    services.hand_over(objective, team.persons["gilang"], "Hadi pindah tugas.", viewer=fitri)
    services.drop(objective, "Layanan ditutup.", viewer=fitri)
    assert state(objective) == "dropped"
    refused("side", services.evaluate, objective, "Wajar.", viewer=team.viewer("gilang"))
    assert services.evaluate(objective, "Wajar.", viewer=team.viewer("aji")) == "dropped"
    refused("serves", services.set_objective, scope, aim(team, criteria=[]), viewer=fitri)
    refused("target", services.set_objective, scope, aim(team, target=D(10)), viewer=fitri)
    refused("days", services.set_objective, scope, aim(team, due_on=clock.today()), viewer=fitri)
    refused("criteria", services.set_objective, scope, aim(team, criteria=["iso-37001-2025:99"]), viewer=fitri)
    refused("scope", services.set_objective, scope, aim(team), viewer=team.viewer("ratna"))
    refused("not_found", services.drop, objective, "x", viewer=team.viewer("citra"))
    assert replay.check() == []


def test_a_step_is_an_action_that_the_owner_never_verifies(team, objective):
    fitri = team.viewer("fitri")
    with pytest.raises(ActionRefused) as said:
        services.give(objective, "Susun kelas", owner=team.persons["gilang"], verifier=team.persons["hadi"], viewer=fitri)
    assert said.value.code == "not_independent"
    made = services.give(objective, "Susun kelas", owner=team.persons["hadi"], verifier=team.persons["aji"], viewer=fitri)
    assert made.source == objective.ref


def test_a_measure_is_read_analysed_and_frozen(team, scope):
    fitri, hadi, rini = (team.viewer(name) for name in ("fitri", "hadi", "rini"))
    with on(date(2026, 4, 10)):
        one = services.plan(scope, watch(team), viewer=fitri)
        assert (one.number, "Baca ukurannya") in lines_of(team, "hadi")
        refused("counts", services.read, one, date(2026, 3, 1), D(9), D(8), viewer=hadi)
        refused("counts", services.read, one, date(2026, 3, 1), D(9), None, viewer=hadi)
        refused("period", services.read, one, date(2026, 4, 1), D(1), D(8), viewer=hadi)
        refused("period", services.read, one, date(2025, 12, 1), D(1), D(8), viewer=hadi)
        refused("side", services.read, one, date(2026, 3, 1), D(1), D(8), viewer=team.viewer("ratna"))
        first = services.read(one, date(2026, 3, 1), D(5), D(8), viewer=hadi)
        assert (str(first.value), first.colour) == ("62.50", "red")
        assert (one.number, "Analisis pembacaannya") in lines_of(team, "rini")
        refused("words", services.analyse, first, "Tertinggal.", " ", viewer=rini)
        refused("why_again", services.read, one, date(2026, 3, 1), D(6), D(8), viewer=hadi)
        second = services.read(one, date(2026, 3, 1), D(6), D(8), "Satu rekan terlewat dihitung.", viewer=hadi)
        refused("analysed", services.analyse, first, "Tertinggal.", "x", viewer=rini)
        services.analyse(second, "Tertinggal, tetapi membaik.", "", viewer=rini)
        services.rebound(one, Bounds(D(60), D(50), team.persons["rini"], team.persons["hadi"]), "Rencana kerja baru.", viewer=fitri)
        refused("bounds", services.rebound, one, Bounds(D(60), D(70), team.persons["rini"], team.persons["hadi"]), "x", viewer=fitri)
    row = queries.measures.rows([one], date(2026, 11, 23))[0]
    assert [(slot.colour, slot.missed, len(slot.readings)) for slot in row.slots] == [("amber", False, 2), ("", True, 0), ("", True, 0)]
    made = services.give_for_measure(one, "Uji sisanya", owner=team.persons["gilang"], verifier=team.persons["aji"], viewer=rini)
    assert made.source == one.ref
    services.end(one, "Diganti ukuran lain.", viewer=fitri)
    refused("state", services.read, one, date(2026, 6, 1), D(6), D(8), viewer=hadi)
    assert replay.check() == []
    assert Reading.objects.count() == 2


def test_the_house_reads_what_it_counts_itself_once_and_invents_nothing(team, scope):
    assert len(measures.sources()) >= 5
    refused("source", services.plan, scope, watch(team, source="no.such"), viewer=team.viewer("fitri"))
    with on(date(2026, 6, 20)):
        plan = watch(team, source="actions.overdue", frequency="monthly", green=D(5), amber=D(20), starts_on=date(2026, 5, 1))
        one = services.plan(scope, plan, viewer=team.viewer("fitri"))
        refused("live", services.read, one, date(2026, 5, 1), D(1), D(2), viewer=team.viewer("hadi"))
        for number, (source, due) in enumerate((("", 1), ("", 30), ("case:secret", 1), ("nonconformity:x", 1))):
            _action(team, number, source, date(2026, 5, due))
        assert services.read_due() == 1
        assert services.read_due() == 0
    reading = one.readings.get()
    assert (reading.numerator, reading.denominator, reading.colour, reading.read_by) == (3, 3, "red", None)
    with on(date(2026, 9, 29)):
        assert services.read_due() == 0  # the time for August has passed: it stays missed
        assert [slot.missed for slot in queries.measures.rows([one])[0].slots] == [False, True, True, True]
    with on(date(2026, 10, 1)):
        assert services.read_due() == 1
    assert replay.check() == []


def test_counts_leave_out_what_is_kept_from_somebody(team):
    since, until = date(2026, 5, 1), date(2026, 5, 31)
    for source in sorted(measures.sources()):
        measures.count(source, team.units.k3, since, until)  # each of them answers
    before = measuring.overdue(team.units.k3, since, until)
    _action(team, 1, "case:secret", date(2026, 5, 2))
    assert measuring.overdue(team.units.k3, since, until) == before


def _action(team, number, source, due_on):
    action_id = uuid4()
    Action.objects.create(
        id=action_id,
        ref=f"action:{action_id}",
        number=f"TL-26-{number:06}",
        title="x",
        source=source,
        priority="ordinary",
        unit=team.units.k3_testing,
        verifier=team.persons["aji"],
        assigned_by=team.accounts["fitri"],
        opened_on=date(2026, 4, 1),
        due_on=due_on,
    )


def test_two_people_judge_the_policy_and_a_new_version_is_judged_anew(team, scope, document):
    fitri, rini = team.viewer("fitri"), team.viewer("rini")
    assert queries.policy.shown(fitri, scope).policy is None
    policy = services.choose(scope, document, "Satu-satunya.", viewer=fitri)
    refused("unchanged", services.choose, scope, document, "x", viewer=fitri)
    refused("element", services.judge, policy, "2025/5.2-j", "met", "q", "r", viewer=fitri)  # seen from the record, judged by nobody
    refused("words", services.judge, policy, "2025/5.2-a", "met", " ", "Jelas.", viewer=fitri)
    one = services.judge(policy, "2025/5.2-a", "met", "Penyuapan dilarang.", "Tanpa pengecualian.", viewer=fitri)
    refused("second", services.decide, one, approve=True, remark="", viewer=fitri)
    refused("side", services.decide, one, approve=True, remark="", viewer=team.viewer("aji"))
    refused("words", services.decide, one, approve=False, remark="", viewer=rini)
    services.decide(one, approve=True, remark="", viewer=rini)
    services.publish(policy, "public", "laman /integrity/", viewer=fitri)
    held = {line.element.key for line in queries.policy.shown(fitri, scope).lines if line.holds}
    assert held == {"2025/5.2-a", "2025/5.2-j", "2025/5.2-l"}
    found = queries.policy.shown(fitri, scope)
    assert (found.received.people, found.received.given) == (2, 0)
    version = document.current
    type(version).objects.filter(pk=version.pk).update(state="superseded")
    newer = type(version).objects.create(
        document=document, seq=2, label="2", state="in_force", sha256="0" * 64, text="x", drafted_by=team.persons["fitri"],
        begun_on=clock.today(), effective_from=clock.today(),
    )  # fmt: skip
    document.current = newer
    document.save()
    again = next(line for line in queries.policy.shown(fitri, scope).lines if line.element.key == "2025/5.2-a")
    assert (again.judgement, again.older, again.holds) == (None, True, False)
    assert replay.check() == []


def test_a_review_is_told_counts_and_what_is_behind_them(team, scope, objective):
    services.plan(scope, watch(team), viewer=team.viewer("fitri"))
    since = clock.today() - timedelta(days=365)
    told = {
        topic: [
            str(line.text)
            for section in contributions.told(topic, team.viewer("ratna"), team.units.root, since, clock.today())
            for line in section.lines
        ]
        for topic in (contributions.OBJECTIVES, contributions.MEASURES)
    }
    assert told[contributions.OBJECTIVES][0] == "1 sasaran: 1 di jalurnya"
    assert told[contributions.MEASURES][0].startswith("0 dari 3 pembacaan")
    assert not contributions.told(contributions.OBJECTIVES, team.viewer("citra"), team.units.root, since, clock.today())
