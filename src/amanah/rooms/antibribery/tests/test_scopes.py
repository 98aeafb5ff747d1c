"""Scopes: who may know of one, who changes it, and what stays readable."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from amanah.foundation.threads import visibility
from amanah.kernel import clock
from amanah.rooms.antibribery import queries, replay, services
from amanah.rooms.antibribery.models import Change, Scope
from amanah.rooms.antibribery.services import Plan, Refused

pytestmark = pytest.mark.django_db
NAMED = {"decree": "SK-7/2026", "independence": "Tidak memutus izin.", "access": "Melapor langsung kepada Direktur Jenderal."}


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as caught, transaction.atomic():
        act(*args, **kwargs)
    return caught.value.code


def appoint(scope, team, *names, by="fajar"):
    people = [team.persons[name] for name in names]
    return services.appoint(scope, members=people, decree_on=clock.today(), viewer=team.viewer(by), **NAMED)


def test_who_has_a_role_there_leads_or_is_named_knows_of_it_and_nobody_else(team, scope):
    for name in ("fitri", "fajar", "arif", "rosa", "gilang", "kartika"):
        assert queries.find(team.viewer(name), scope.number) == scope
    for name in ("citra", "ani", "hadi", "dewi"):
        assert queries.find(team.viewer(name), scope.number) is None
        assert not queries.listing(team.viewer(name)).rows
        assert not visibility.may_see(team.viewer(name), scope.ref)
    appoint(scope, team, "hadi")
    assert queries.find(team.viewer("hadi"), scope.number) == scope


def test_only_who_keeps_the_unit_opens_a_scope_and_a_part_lies_within_its_whole(team, make):
    assert refused(make, by="rosa") == "side"
    assert refused(make, by="fajar", unit=team.units.placement) == "side"
    whole = make()
    part = make(by="fitri", title="Balai", unit=team.units.k3_testing, parent=whole)
    assert part.parent == whole
    assert refused(make, by="fitri", unit=team.units.placement, parent=whole) == "parent"
    assert refused(services.change, whole, reason="x", viewer=team.viewer("fitri"), parent=part) == "parent"


def test_statements_follow_one_another_and_none_is_changed(team, scope):
    services.state_anew(scope, "Pengujian saja.", "Sertifikasi pindah.", viewer=team.viewer("fajar"))
    assert [one.version for one in scope.statements.all()] == [2, 1]
    assert refused(services.state_anew, scope, "Pengujian saja.", "Lagi", viewer=team.viewer("fajar")) == "unchanged"
    with clock.at(clock.now() + timedelta(days=1)):
        services.state_anew(scope, "Pengujian saja.", "Ditinjau, tidak berubah.", viewer=team.viewer("fajar"))
    assert scope.statements.first().since == clock.today() + timedelta(days=1)
    with pytest.raises(Exception, match=r"append|only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE antibribery_statement SET text = 'lain'")


def test_the_function_changes_hands_and_is_never_top_management(team, scope):
    assert refused(appoint, scope, team, "gilang") == "top_is_member"
    assert refused(appoint, scope, team, "hadi", "hadi") == "members"
    appoint(scope, team, "hadi", "rosa")
    assert queries.function_of(scope) == {team.persons["hadi"].pk, team.persons["rosa"].pk}
    with clock.at(clock.now() + timedelta(days=40)):
        appoint(scope, team, "fitri")
        assert queries.function_of(scope) == {team.persons["fitri"].pk}
        assert queries.function_of(scope, clock.today() - timedelta(days=1)) == {team.persons["hadi"].pk, team.persons["rosa"].pk}


def test_a_change_is_decided_by_another_before_it_begins(team, scope):
    plan = Plan("Loket daring", "Antrean", "Petugas baru perlu pelatihan", team.persons["hadi"], clock.today() + timedelta(days=10))
    late = Plan("Loket", "Antrean", "Akibat", team.persons["hadi"], clock.today())
    assert refused(services.propose, scope, late, viewer=team.viewer("fajar")) == "late"
    change = services.propose(scope, plan, viewer=team.viewer("fajar"))
    assert refused(services.decide, change, approve=True, reason="Ya", viewer=team.viewer("fajar")) == "second"
    assert refused(services.decide, change, approve=True, reason="Ya", viewer=team.viewer("rosa")) == "side"
    with clock.at(clock.now() + timedelta(days=10)):
        assert refused(services.decide, change, approve=True, reason="Ya", viewer=team.viewer("gilang")) == "late"
    services.decide(change, approve=True, reason="Setuju", viewer=team.viewer("gilang"))
    assert refused(services.finish, change, "Baik", viewer=team.viewer("fajar")) == "state"
    with clock.at(clock.now() + timedelta(days=12)):
        services.finish(change, "Antrean berkurang", viewer=team.viewer("fajar"))
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(decided_on=change.begins_on)


def test_a_transition_day_needs_its_source_and_an_edition_to_leave(team, make):
    scope = make(editions="2025")
    day = clock.today() + timedelta(days=90)
    assert refused(services.confirm_transition, scope, day, "Kontrak", viewer=team.viewer("fajar")) == "edition"
    services.change(scope, editions="both", reason="Masa peralihan", viewer=team.viewer("fajar"))
    assert refused(services.confirm_transition, scope, day, " ", viewer=team.viewer("fajar")) == "source"
    services.confirm_transition(scope, day, "Kontrak pasal 4", viewer=team.viewer("fajar"))
    services.change(scope, editions="2025", reason="Selesai beralih", viewer=team.viewer("fajar"))
    assert scope.transition_on is None


def test_what_it_stands_in_is_ended_not_changed_and_the_ledger_fits(team, scope):
    item = services.add(scope, "party", "Perusahaan jasa K3", "Tarif yang jelas", viewer=team.viewer("fajar"), climate=True)
    services.decide_climate(scope, relevant=False, reason="Tidak mengubah risiko penyuapan", viewer=team.viewer("fajar"))
    services.end(item, "Tidak lagi bermitra", viewer=team.viewer("fajar"))
    assert refused(services.end, item, "Lagi", viewer=team.viewer("fajar")) == "state"
    assert not queries.entries(scope)["party"]
    assert [entry.day for entry in queries.timeline(scope)] == [clock.today()] * 4
    assert replay.check() == []
    Scope.objects.filter(pk=scope.pk).update(state="closed", closed_on=clock.today())
    assert [finding.ref for finding in replay.check()] == [scope.ref]
