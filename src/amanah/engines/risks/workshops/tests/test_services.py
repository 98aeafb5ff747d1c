from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from amanah.engines.risks.models import Assessment
from amanah.engines.risks.workshops import queries, replay, services
from amanah.engines.risks.workshops.models import Note, Score, Workshop
from amanah.engines.risks.workshops.refusals import SENTENCES, Refused
from amanah.foundation.access import conflicts
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger import verify
from amanah.foundation.ledger.tests.tampering import triggers_lifted
from amanah.foundation.notices import queries as notices
from amanah.kernel import clock
from amanah.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act(*args, **named)
    assert refusal.value.code == code
    assert str(refusal.value) == str(SENTENCES[code])


def told(team, name):
    return [notice.text for notice in notices.listing(team.viewer(name)).notices]


def test_from_called_to_settled(call, judge, team, active, django_capture_on_commit_callbacks):
    rudi = team.viewer("rudi")
    with django_capture_on_commit_callbacks(execute=True):
        workshop = call()
    assert workshop.number.startswith("LR-26-")
    assert "diminta menilai" in told(team, "hadi")[0]
    for name, likelihood in (("hadi", 2), ("rosa", 3), ("tuti", 5)):
        for risk in (0, 1):
            judge(workshop, name, likelihood, 3, risk=risk)
    services.open_scores(workshop, viewer=rudi)
    first, second = workshop.items.all()
    services.note(first, "Tuti melihat tiga kejadian yang tidak dicatat.", viewer=team.viewer("tuti"))
    services.settle(first, 4, 3, "Kejadian yang dilihat Tuti meyakinkan", viewer=rudi)
    refused("open_items", services.close, workshop, viewer=rudi)
    services.leave(second, "Tunggu hasil uji pengendalian", viewer=rudi)
    services.close(workshop, "Nilai pertama naik.", viewer=rudi)
    active.refresh_from_db()
    assessment = Assessment.objects.get(risk=active, stage="residual")
    assert (assessment.likelihood, assessment.impact, assessment.origin) == (4, 3, workshop.ref)
    assert (active.residual_likelihood, active.residual_impact) == (4, 3)
    assert (workshop.state, workshop.ended_on) == ("closed", clock.today())
    assert not clocks.open_by_ref([workshop.ref])
    assert replay.check() == []
    assert verify.run().ok


def test_what_was_said_is_in_the_ledger_only_as_a_salted_digest(call, judge):
    workshop = call()
    judge(workshop, "hadi", 2, 3, reason="Sangat jarang")
    entry = next(entry for entry in ledger.entries(workshop.ref) if entry.kind == "workshop.scored")
    assert set(entry.facts) == {"item", "participant", "seq", "digest"}
    again = judge(workshop, "hadi", 2, 3, reason="Sangat jarang")
    entries = [entry for entry in ledger.entries(workshop.ref) if entry.kind == "workshop.scored"]
    assert entries[0].facts["digest"] != entries[1].facts["digest"]
    assert again.seq == 2


def test_one_person_is_no_workshop(call, judge, team):
    refused("people", call, persons=("hadi", "rosa"))
    refused("people", call, persons=("hadi", "hadi", "rosa"))
    workshop = call()
    judge(workshop, "hadi", 2, 2)
    judge(workshop, "rosa", 2, 2)
    refused("few", services.open_scores, workshop, viewer=team.viewer("rudi"))
    judge(workshop, "tuti", 2, 2, risk=1)
    services.open_scores(workshop, viewer=team.viewer("rudi"))
    refused("few_here", services.settle, workshop.items.first(), 2, 2, "Semua sepakat", viewer=team.viewer("rudi"))


def test_after_opening_nobody_judges_any_more(opened, judge):
    refused("state", judge, opened, "hadi", 1, 1)
    refused("state", judge, opened, "rosa", 1, 1, risk=1)


def test_who_may_do_what(call, opened, team):
    refused("side", call, by="hadi")
    refused("side", call, by="rosa")
    refused("risks", call, unit=team.units.k3_testing)
    refused("risks", call, stage="someday")
    refused("day", call, days=0)
    refused("words", call, title="  ")
    first = opened.items.first()
    refused("side", services.settle, first, 2, 2, "x", viewer=team.viewer("hadi"))
    refused("not_found", services.note, first, "x", viewer=team.viewer("citra"))
    with pytest.raises(Refusal):
        services.settle(first, 9, 2, "x", viewer=team.viewer("rudi"))
    services.settle(first, 2, 2, "Cukup", viewer=team.viewer("rudi"))
    refused("state", services.settle, first, 2, 2, "Lagi", viewer=team.viewer("rudi"))


def test_participants_are_asked_excused_and_asked_again(call, judge, team):
    workshop, rudi = call(), team.viewer("rudi")
    hadi = workshop.participants.get(person=team.persons["hadi"])
    refused("again", services.invite, workshop, team.persons["hadi"], viewer=rudi)
    refused("words", services.excuse, workshop, hadi, " ", viewer=rudi)
    services.excuse(workshop, hadi, "Dinas luar", viewer=rudi)
    refused("participant", judge, workshop, "hadi", 1, 1)
    services.invite(workshop, team.persons["hadi"], viewer=rudi)
    judge(workshop, "hadi", 1, 1)
    services.invite(workshop, team.persons["gilang"], viewer=rudi)
    judge(workshop, "gilang", 2, 1)
    refused("level", judge, workshop, "hadi", 6, 1)
    refused("level", judge, workshop, "hadi", 0, 1)
    refused("words", judge, workshop, "hadi", 1, 1, reason=" ")
    refused("participant", judge, workshop, "rudi", 1, 1)


def test_late_and_silent_people_are_named(call, judge, team, at, django_capture_on_commit_callbacks):
    workshop = call()
    judge(workshop, "hadi", 1, 1)
    with at(workshop.until + timedelta(days=1)), django_capture_on_commit_callbacks(execute=True):
        from amanah.foundation.clocks import tick

        tick.run(clock.now())
        judge(workshop, "rosa", 1, 1)
        found = {one.participant.person.name: one for one in queries.attendance(team.viewer("rudi"), workshop)}
    assert [found[name].late for name in ("Hadi Susanto", "Rosa Lestari", "Tuti Wulandari")] == [False, True, False]
    assert [found[name].judged for name in ("Hadi Susanto", "Rosa Lestari", "Tuti Wulandari")] == [1, 1, 0]
    assert any("lewat sejak" in text for text in told(team, "tuti"))
    assert not any("lewat sejak" in text for text in told(team, "hadi"))


def test_a_declared_interest_keeps_off(call, judge, team, monkeypatch, active, other):  # noqa: PLR0917
    workshop = call()
    first = workshop.items.first()
    services.recuse(first, "Saudara saya penguji di sini", viewer=team.viewer("hadi"))
    refused("kept_off", judge, workshop, "hadi", 1, 1)
    judge(workshop, "hadi", 1, 1, risk=1)
    for name in ("rosa", "tuti"):
        judge(workshop, name, 2, 2)
    services.invite(workshop, team.persons["gilang"], viewer=team.viewer("rudi"))
    judge(workshop, "gilang", 3, 3)
    services.open_scores(workshop, viewer=team.viewer("rudi"))
    hadi = team.viewer("hadi")
    assert set(queries.spreads(hadi, queries.items(hadi, workshop))) == {workshop.items.all()[1].pk}
    assert queries.notes(hadi, first) == []
    refused("kept_off", services.note, first, "x", viewer=hadi)
    # What was declared elsewhere takes the risk out of sight altogether.
    monkeypatch.setattr(conflicts, "aside", lambda people: dict.fromkeys(people, conflicts.Aside(refs=frozenset({active.ref}))))
    rosa = team.viewer("rosa")
    assert [item.risk_id for item in queries.items(rosa, workshop)] == [other.pk]


def test_what_was_cancelled_is_never_opened(call, judge, team):
    workshop, rudi = call(), team.viewer("rudi")
    for name in ("hadi", "rosa", "tuti"):
        judge(workshop, name, 1, 1)
    services.cancel(workshop, "Salah unit", viewer=rudi)
    refused("state", services.open_scores, workshop, viewer=rudi)
    assert queries.revealed(rudi, queries.items(rudi, workshop)) == []
    assert replay.check() == []


@pytest.mark.parametrize("model", [Score, Note])
def test_rows_are_only_ever_added(opened, team, model):
    services.note(opened.items.first(), "Catatan", viewer=team.viewer("rudi"))
    table = model._meta.db_table
    for statement in (f"UPDATE {table} SET day = '2020-01-01'", f"DELETE FROM {table}"):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_the_check_finds_what_was_rewritten(opened):
    with triggers_lifted():
        Score.objects.filter(pk=Score.objects.first().pk).update(likelihood=5)
    assert len(replay.check()) == 1
    Workshop.objects.update(state="scoring")
    assert len(replay.check()) == 2
