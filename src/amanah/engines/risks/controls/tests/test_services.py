from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amanah.engines.risks import services as register
from amanah.engines.risks.controls import declare, queries, replay, sampling, services
from amanah.engines.risks.controls.models import Control, Serves, Step, Test
from amanah.engines.risks.controls.services import Found, Place, Refused
from amanah.foundation.access import services as access
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock
from tests.counting import queries_of

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(Refused) as refusal:
        act(*args, **named)
    assert refusal.value.code == code


def test_only_who_keeps_the_unit_writes_controls_down(team, active):
    for name in ("tuti", "rosa", "citra", "pandu", "hadi"):
        refused("side", services.enter, title="Apa saja", unit=team.units.k3, viewer=team.viewer(name))
    made = services.enter(title="Kepala memeriksa", unit=team.units.k3, viewer=team.viewer("gilang"), places=[Place(active)])
    assert made.number.startswith("PG-26-")
    assert made.next_test_on == clock.today().replace(year=clock.today().year + 2)
    assert [entry.act for entry in Step.objects.all()] == ["entered"]


def test_a_key_control_is_tested_every_year_and_one_that_failed_soon_again(control, drawn, judge):
    assert control.next_test_on == clock.today().replace(year=clock.today().year + 1)
    judge(drawn, "ineffective", 2)
    control.refresh_from_db()
    assert control.next_test_on < clock.today() + timedelta(days=95)


def test_a_place_belongs_to_the_same_risk(team, plan, control, active):
    from amanah.engines.risks.services import CausePlan

    other = register.enter(plan(title="Risiko lain", causes=[CausePlan("Tidak ada rotasi")]), team.viewer("rudi"))
    cause = other.causes.get()
    rudi = team.viewer("rudi")
    refused("place", services.link, control, Place(active, cause=cause), viewer=rudi)
    services.link(control, Place(other, cause=cause), viewer=rudi)
    refused("linked", services.link, control, Place(other, cause=cause), viewer=rudi)
    refused("linked", services.link, control, Place(active), viewer=rudi)
    refused("side", services.link, control, Place(other), viewer=team.viewer("tuti"))
    assert {(one.cause, one.consequence) for one in queries.of_risk(rudi, other)} == {(cause.pk, None)}
    services.unlink(Serves.objects.get(cause=cause), "Tidak tepat", viewer=rudi)
    assert queries.of_risk(rudi, other) == []


def test_whoever_carries_a_control_out_never_tests_it(team, control):
    access.grant_role(team.accounts["hadi"], "control_tester", team.units.k3)
    refused("own", services.record_design, control, Found("effective", "Baik"), viewer=team.viewer("hadi"))
    nobody_named = services.enter(title="Tanpa nama", unit=team.units.k3, viewer=team.viewer("rudi"))
    access.grant_role(team.accounts["gilang"], "control_tester", team.units.k3)
    refused("own", services.record_design, nobody_named, Found("effective", "Baik"), viewer=team.viewer("gilang"))
    refused("side", services.record_design, control, Found("effective", "Baik"), viewer=team.viewer("rudi"))
    refused("not_found", services.record_design, control, Found("effective", "Baik"), viewer=team.viewer("citra"))


def test_the_database_holds_four_eyes_too(team, control, drawn, judge):
    made = judge(drawn)
    same = {"owner_id": made.tester_id}
    fields = {field.attname: getattr(made, field.attname) for field in Test._meta.concrete_fields}
    copy = {**fields, **same, "id": "0" * 32, "ref": "test:x", "number": "PU-26-000000", "seq": 9, "plan_id": None, "kind": "design"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Test.objects.create(**copy)
    for act in (lambda: Test.objects.update(verdict="ineffective"), lambda: Step.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_design_and_operation_are_judged_apart(team, control, drawn, judge):
    services.record_design(control, Found("effective", "Cukup bila dijalankan."), viewer=team.viewer("tuti"))
    assert (control.design, control.operating, control.verdict) == ("effective", "", "")
    judge(drawn)
    control.refresh_from_db()
    assert (control.operating, control.verdict) == ("effective", "effective")
    assert replay.check() == []
    Control.objects.update(operating="ineffective")
    assert [finding.ref for finding in replay.check()] == [control.ref]


def test_every_item_of_the_sample_gets_a_result_and_exceptions_forbid_effective(team, drawn, judge):
    tuti = team.viewer("tuti")
    refused("results", services.record_operating, drawn, {drawn.chosen[0]: ("fine", "")}, Found("effective", "x"), viewer=tuti)
    refused("exceptions", judge, drawn, "effective", 1)
    none_seen = dict.fromkeys(drawn.chosen, ("unable", "Berkas hilang"))
    refused("unable", services.record_operating, drawn, none_seen, Found("effective", "x"), viewer=tuti)
    made = judge(drawn, "partly", 1)
    assert (made.population, made.sample, made.exceptions) == (40, 5, 1)
    refused("state", judge, drawn)


def test_the_sample_can_be_drawn_again_by_anybody(drawn):
    assert sampling.draw(drawn.items, 5, drawn.seed) == drawn.chosen
    assert sampling.digest(drawn.items) == drawn.digest
    assert len(set(drawn.chosen)) == 5


def test_one_sample_at_a_time(team, control, drawn):
    today = clock.today()
    said = {"from_day": today, "to_day": today, "population": 3, "size": 5, "procedure": "x", "viewer": team.viewer("tuti")}
    refused("running", services.plan_test, control, **said)
    refused("side", services.withdraw, drawn, "Salah", viewer=team.viewer("rudi"))
    services.withdraw(drawn, "Populasinya kurang", viewer=team.viewer("tuti"))
    again = services.plan_test(control, **said)
    assert again.chosen == [1, 2, 3]
    for wrong, code in (({"population": 0}, "population"), ({"size": 0}, "sample"), ({"to_day": today + timedelta(1)}, "days")):
        services.withdraw(again, "x", viewer=team.viewer("tuti")) if again.state == "open" else None
        refused(code, services.plan_test, control, **(said | wrong))


def test_a_failed_test_flags_every_risk_and_an_effective_one_lets_it_be_taken_back(  # noqa: PLR0917
    team, control, drawn, judge, active, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        judge(drawn, "ineffective", 3)
    active.refresh_from_db()
    assert active.flagged
    assert active.flags.get().origin == control.ref
    assert {notice.account.username for notice in Notice.objects.filter(code="controls.failed")} == {"hadi", "gilang"}
    rudi = team.viewer("rudi")
    refused("not_effective", services.clear_flags, control, "Sudah baik", viewer=rudi)
    with pytest.raises(Refused):
        services.clear_flags(control, "Sudah baik", viewer=team.viewer("tuti"))
    today = clock.today()
    again = services.plan_test(control, from_day=today, to_day=today, population=10, size=3, procedure="x", viewer=team.viewer("tuti"))
    judge(again)
    control.refresh_from_db()
    refused("no_flag", services.clear_flags, control, "Bukan bagian saya", viewer=team.viewer("tuti"))
    assert services.clear_flags(control, "Uji ulang bersih", viewer=rudi) == 1
    active.refresh_from_db()
    assert not active.flagged


def test_a_pressure_test_waits_for_a_second_person_and_is_kept_from_the_owner(team, control, active):
    tuti, rudi = team.viewer("tuti"), team.viewer("rudi")
    today = clock.today()
    plan = services.plan_pressure(control, "Minta surat tanpa uji lewat telepon.", from_day=today, to_day=today, viewer=tuti)
    refused("state", services.record_pressure, plan, attempts=1, through=0, found=Found("effective", "x"), viewer=tuti)
    refused("second", services.approve, plan, viewer=tuti)
    access.grant_role(team.accounts["hadi"], "risk_manager", team.units.k3)
    hadi = team.viewer("hadi")
    assert not queries.visible_plans(hadi, control).exists()
    refused("not_found", services.approve, plan, viewer=hadi)
    assert all("telepon" not in entry.text for entry in queries.timeline(hadi, control))
    services.approve(plan, viewer=rudi)
    refused("attempts", services.record_pressure, plan, attempts=1, through=2, found=Found("ineffective", "x"), viewer=tuti)
    made = services.record_pressure(plan, attempts=3, through=1, found=Found("ineffective", "Satu surat terbit."), viewer=tuti)
    assert (made.sample, made.exceptions) == (3, 1)
    active.refresh_from_db()
    assert active.flagged
    assert queries.visible_plans(hadi, control).filter(pk=plan.pk).exists()
    other = services.plan_pressure(control, "Coba lagi.", from_day=today, to_day=today, viewer=tuti)
    services.reject(other, "Terlalu berisiko", viewer=rudi)
    refused("state", services.record_pressure, other, attempts=1, through=0, found=Found("effective", "x"), viewer=tuti)


def test_a_control_out_of_use_serves_nothing(team, control, drawn, active):
    rudi = team.viewer("rudi")
    services.retire(control, "Diganti sistem baru", viewer=rudi)
    drawn.refresh_from_db()
    assert (control.state, control.next_test_on, drawn.state) == ("retired", None, "withdrawn")
    assert queries.coverage(rudi, type(active).objects.all()) == {}
    refused("state", services.record_design, control, Found("effective", "x"), viewer=team.viewer("tuti"))
    services.restore(control, "Sistem baru gagal", viewer=rudi)
    assert control.next_test_on is not None


def test_a_change_says_why(team, control):
    rudi = team.viewer("rudi")
    refused("unchanged", services.change, control, reason="x", viewer=rudi, title=control.title)
    refused("words", services.change, control, reason=" ", viewer=rudi, key=False)
    control.refresh_from_db()
    services.change(control, reason="Bukan kunci lagi", viewer=rudi, key=False)
    assert control.next_test_on == clock.today().replace(year=clock.today().year + 2)
    refused("code", services.change, control, reason="x", viewer=rudi, nature="magic")


def test_coverage_counts_a_control_once_for_a_risk(team, control, active, drawn, judge):
    rudi = team.viewer("rudi")
    assert queries.coverage(rudi, type(active).objects.all())[active.pk].verdicts["untested"] == 1
    judge(drawn)
    found = queries.coverage(rudi, type(active).objects.all())[active.pk]
    assert (found.controls, found.key, found.proven, found.natures["preventive"]) == (1, 1, 1, 1)
    Control.objects.update(next_test_on=clock.today() - timedelta(days=1))
    assert queries.coverage(rudi, type(active).objects.all())[active.pk].verdicts["stale"] == 1
    assert declare.verdict_title("") == declare.UNTESTED


def test_work_asks_no_more_for_many_pressure_tests_than_for_one(team, active):
    today = clock.today()

    def proposed(name):
        made = services.enter(title=name, unit=team.units.k3, viewer=team.viewer("rudi"), places=[Place(active)])
        services.plan_pressure(made, "Coba lewat telepon.", from_day=today, to_day=today, viewer=team.viewer("tuti"))

    proposed("Satu")
    alone = queries_of(lambda: queries.lines(team.viewer("rudi")))
    for number in range(3):
        proposed(f"Lagi {number}")
    assert len(queries.lines(team.viewer("rudi"))) == 4
    assert queries_of(lambda: queries.lines(team.viewer("rudi"))) == alone
