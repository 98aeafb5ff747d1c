"""Delegated decisions and associates' commitments: who may decide today, and what came of asking."""

from datetime import timedelta

import pytest

from amanah.foundation.access import conflicts
from amanah.foundation.clocks import work
from amanah.foundation.imports.taking import Taken
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import imports, replay, services
from amanah.rooms.antibribery.approvals.models import Commitment
from amanah.rooms.antibribery.approvals.queries.standing import decider, standing_is, standing_of
from amanah.rooms.antibribery.approvals.refusals import Refused
from amanah.rooms.antibribery.approvals.services import Asked
from amanah.rooms.antibribery.approvals.tests.conftest import on

pytestmark = pytest.mark.django_db


def refused(code, verb, *args, **named):
    with pytest.raises(Refused) as said:
        verb(*args, **named)
    assert said.value.code == code


def test_who_decides_follows_the_word_of_the_delegate(team, mandate):
    one, hadi = mandate(), team.viewer("hadi")
    assert (standing_of(one), decider(one)) == ("decides", team.persons["hadi"])
    later = one.confirm_due + timedelta(days=1)
    with on(later):
        assert (standing_of(one), decider(one)) == ("unconfirmed", team.persons["gilang"])
        assert any(line.number == one.number for line in work.lines(team.viewer("hadi")))
        assert any(line.number == one.number for line in work.lines(team.viewer("fitri")))
        refused("side", services.confirm, one, "Tidak ada.", viewer=team.viewer("gilang"))
        services.confirm(one, "Ditanyakan lagi; tidak ada.", viewer=hadi)
        assert standing_of(one) == "decides"
        refused("instead", services.declare_conflict, one, "Kerabat.", instead=team.persons["hadi"], viewer=hadi)
        services.declare_conflict(one, "Kerabat pemohon.", viewer=hadi)
        assert (standing_of(one), decider(one)) == ("instead", team.persons["gilang"])
        services.declare_conflict(one, "Kerabat pemohon.", instead=team.persons["rini"], viewer=hadi)
        assert decider(one) == team.persons["rini"]
    with on(one.until + timedelta(days=1)):
        assert standing_of(one) == "expired"
        refused("state", services.confirm, one, "Tidak ada.", viewer=hadi)
    services.recall(one, "Pindah tugas.", viewer=team.viewer("fitri"))
    refused("state", services.recall, one, "Lagi.", viewer=team.viewer("gilang"))
    assert standing_of(one) == "recalled"
    assert replay.check() == []


def test_a_standing_is_the_same_asked_of_the_row_and_of_the_database(team, mandate):
    one = mandate()
    days = [one.since - timedelta(days=1), one.since, one.confirm_due, one.confirm_due + timedelta(days=1), one.until + timedelta(days=1)]
    for day in days:
        said = standing_of(one, day)
        found = [key for key in ("decides", "instead", "unconfirmed", "expired", "future", "recalled") if _fits(one, key, day)]
        assert found == [said]


def _fits(one, key, day):
    return type(one).objects.filter(standing_is(key, day), pk=one.pk).exists()


def test_nothing_is_delegated_that_may_not_be(team, mandate, monkeypatch):
    refused("side", mandate, by="rini")
    refused("self", mandate, delegate=team.persons["gilang"])
    refused("delegator", mandate, delegator=team.persons["rini"])
    refused("ceiling", mandate, ceiling=0)
    refused("days", mandate, until=clock.today() - timedelta(days=1))
    refused("scope", mandate, unit=team.units.placement)
    assert mandate(by="fitri", delegator=team.persons["kartika"], ceiling=None).ceiling is None
    hadi = team.persons["hadi"].pk
    monkeypatch.setitem(conflicts._checks, "interests", lambda person: (lambda _matter: True) if person == hadi else None)
    refused("interest", mandate)


def test_a_declaration_takes_the_word_back_without_saying_why(team, mandate, monkeypatch):
    one, hadi = mandate(), team.persons["hadi"].pk
    assert services.doubt() == 0
    monkeypatch.setitem(conflicts._checks, "interests", lambda person: (lambda _matter: True) if person == hadi else None)
    assert (services.doubt(), services.doubt()) == (1, 0)
    one.refresh_from_db()
    assert (standing_of(one), decider(one)) == ("unconfirmed", team.persons["gilang"])
    refused("interest", services.confirm, one, "Tidak ada.", viewer=team.viewer("hadi"))
    services.declare_conflict(one, "Ada kepentingan.", viewer=team.viewer("hadi"))
    assert standing_of(one) == "instead"
    assert replay.check() == []


def test_a_commitment_is_given_in_writing_or_refused_and_answered(team, commitment):
    one, fitri = commitment, team.viewer("fitri")
    refused("proof", services.commit, one, " ", right_to_end=True, viewer=fitri)
    refused("days", services.commit, one, "Pasal 14", right_to_end=True, expires_on=clock.today(), viewer=fitri)
    end = clock.today() + timedelta(days=20)
    services.commit(one, "Pasal 14", right_to_end=True, expires_on=end, training="Modul dasar", viewer=team.viewer("gilang"))
    assert any(line.number == one.number for line in work.lines(team.viewer("fitri")))
    services.renew(one, "Kontrak diperpanjang.", viewer=fitri)
    refused("done", services.refuse, one, "Kebijakan grup.", "", viewer=fitri)
    services.refuse(one, "Kebijakan grup.", "Pembayaran diperiksa dua orang.", viewer=fitri)
    assert (one.state, one.document, one.expires_on) == ("refused", "", None)
    refused("state", services.commit, one, "Pasal 14", right_to_end=True, viewer=fitri)
    refused("side", services.ask_commitment, Asked(team.units.k3, "PT B", "K 1", "low"), viewer=team.viewer("rosa"))
    assert replay.check() == []


def test_a_list_comes_in_whole_or_not_at_all(team, commitment):
    fitri = team.viewer("fitri")
    text = (
        "Unit;Rekan bisnis;Kontrak;Risiko;Dokumen;Hak mengakhiri;Berlaku sampai\n"
        "DIT-K3;PT Satu;K 1;di atas rendah;Pasal 3;ya;2099-12-31\n"
        "DIT-K3;PT Dua;K 2;rendah;;;\n"
        "{more}"
    )
    wrong = text.format(more="DIT-K3;CV Alat-Ukur;Kontrak 12;rendah;;;\nDIT-PENEMPATAN;PT Tiga;K 3;rendah;;;\n")
    taken = Taken.of(wrong.encode(), imports.SHAPE)
    plan = imports.LIST.plan(taken.lines(imports.SHAPE, taken.chosen(imports.SHAPE)), viewer=fitri)
    assert [sorted(row.errors) for row in plan.rows] == [[], [], ["matter"], ["unit"]]
    taken = Taken.of(text.format(more="").encode(), imports.SHAPE)
    lines = taken.lines(imports.SHAPE, taken.chosen(imports.SHAPE))
    plan = imports.LIST.plan(lines, viewer=fitri)
    imports.LIST.apply(lines, digest=plan.digest, viewer=fitri)
    assert set(Commitment.objects.values_list("associate", "state")) == {
        ("PT Alat Ukur", "wanted"),
        ("PT Satu", "given"),
        ("PT Dua", "wanted"),
    }
    assert replay.check() == []


def test_who_keeps_a_commitment_hears_once_that_it_ends_and_once_that_it_is_over(team, commitment, django_capture_on_commit_callbacks):
    fitri, today = team.viewer("fitri"), clock.today()
    services.commit(commitment, "Pakta 3", right_to_end=True, viewer=fitri, expires_on=today + timedelta(days=100))
    assert services.remind() == 0

    def told():
        return sorted(Notice.objects.filter(ref=commitment.ref).values_list("code", "account__username"))

    with on(today + timedelta(days=45)):
        with django_capture_on_commit_callbacks(execute=True):
            assert (services.remind(), services.remind()) == (1, 0)
        assert told() == [("smap_approvals.commitment_ends", name) for name in ("fajar", "fitri", "gilang")]
        Notice.objects.update(read_on=clock.today())
        assert services.remind() == 0
        services.renew(Commitment.objects.get(), "Kontrak diperpanjang.", viewer=fitri)
        services.commit(commitment, "Pakta 4", right_to_end=True, viewer=fitri, expires_on=today + timedelta(days=400))
    with on(today + timedelta(days=390)):
        assert services.remind() == 1
    with on(today + timedelta(days=401)):
        with django_capture_on_commit_callbacks(execute=True):
            assert (services.remind(), services.remind()) == (1, 0)
        assert ("smap_approvals.commitment_ended", "fitri") in told()
    assert replay.check() == []
