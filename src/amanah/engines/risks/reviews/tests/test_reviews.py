from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from amanah.engines.risks import services as risks
from amanah.engines.risks.models import Assessment
from amanah.engines.risks.reviews import queries, replay, services
from amanah.engines.risks.reviews.models import Entry, Review
from amanah.engines.risks.reviews.refusals import SENTENCES, Refused
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks import tick
from amanah.foundation.ledger import verify
from amanah.foundation.notices import queries as notices
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


def refused(code, act, *args, **named):
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act(*args, **named)
    assert refusal.value.code == code
    assert str(refusal.value) == str(SENTENCES[code])


def told(team, name):
    return [notice.text for notice in notices.listing(team.viewer(name)).notices]


def entry_of(review, risk):
    return review.entries.get(risk=risk)


def test_a_round_from_open_to_signed(begin, team, active, other, django_capture_on_commit_callbacks):
    rudi, gilang = team.viewer("rudi"), team.viewer("gilang")
    review = begin()
    assert [entry.risk_id for entry in review.entries.all()] == [active.pk, other.pk]
    assert entry_of(review, active).before["inherent"] == [active.inherent_score, active.inherent_level]
    refused("running", begin)
    refused("open_entries", services.submit, review, "x", viewer=rudi)
    was = active.review_on
    services.change(entry_of(review, active), "Aduan bertambah", likelihood=5, impact=5, viewer=rudi)
    services.close(entry_of(review, other), "Layanannya dihentikan", viewer=rudi)
    active.refresh_from_db()
    other.refresh_from_db()
    assessment = Assessment.objects.get(risk=active, stage="residual")
    assert (assessment.origin, other.state, active.review_on >= was) == (review.ref, "closed", True)
    with django_capture_on_commit_callbacks(execute=True):
        services.submit(review, "Satu naik, satu ditutup", viewer=rudi)
    assert any("menunggu pengesahan" in text for text in told(team, "gilang"))
    assert [line.next_act for line in queries.lines(team.viewer("gilang"))] == ["Sahkan atau kembalikan"]
    refused("same_person", services.sign, review, viewer=rudi)
    refused("side", services.sign, review, viewer=team.viewer("rosa"))
    with django_capture_on_commit_callbacks(execute=True):
        services.sign(review, "Setuju", viewer=gilang)
    assert any("disahkan" in text for text in told(team, "rudi"))
    entry = entry_of(review, active)
    assert (entry.before["residual"], entry.after["residual"]) == ([None, ""], [assessment.score, assessment.level])
    assert not clocks.open_by_ref([review.ref])
    assert replay.check() == []
    assert verify.run().ok


def test_what_changed_is_told_since_the_last_round_and_no_earlier(begin, finish, team, active, other, plan):  # noqa: PLR0917
    rudi = team.viewer("rudi")
    risks.assess(active, "residual", 2, 2, "Setelah pengendalian", viewer=rudi)
    first = finish(begin())
    assert (first.found["new"], first.found["moved"]) == ([active.ref, other.ref], [])
    # Between the rounds, on the same day: one new, one closed, one moved, one flagged twice and answered once.
    new = risks.enter(plan(title="Baru"), rudi)
    risks.assess(active, "residual", 5, 5, "Pengendalian gagal", viewer=rudi)
    flag = risks.raise_flag(active, "control_failed", "control:x", "Uji gagal")
    risks.raise_flag(new, "indicator_breached", "indicator:y", "Lewat ambang")
    risks.clear_flag(flag, "Diperbaiki", rudi)
    risks.close(other, "Dihentikan", rudi)
    second = begin()
    assert second.previous == first
    assert [(entry.risk_id, entry.carried) for entry in second.entries.order_by("carried")] == [(new.pk, False), (active.pk, True)]
    what, _risks = queries.found(rudi, second)
    assert (what.new, what.closed, what.failed, what.signals, what.cleared) == (
        [new.ref],
        [other.ref],
        [active.ref],
        [new.ref],
        [active.ref],
    )
    (move,) = what.moved
    assert (move.risk, move.stage, move.up) == (active.ref, "residual", True)
    assert (move.was, move.now) == (first.entries.get(risk=active).after["residual"][1], Assessment.objects.last().level)
    signed = finish(second)
    risks.raise_flag(new, "signal", "case:z", "Sesudah disahkan")
    again, _risks = queries.found(rudi, signed)
    assert again == what  # what was signed stays as it was signed
    third, _risks = queries.found(rudi, begin())
    assert (third.new, third.moved, third.signals) == ([], [], [new.ref])


def test_a_round_says_changed_only_where_something_did(begin, team, active, other, at):
    with at(clock.today() + timedelta(days=1)):
        review, rudi = begin(), team.viewer("rudi")
        entry = entry_of(review, other)
        refused("unchanged", services.change, entry, "Rasanya lebih tinggi", viewer=rudi)
        refused("words", services.confirm, entry, " ", viewer=rudi)
        risks.assess(other, "inherent", 2, 2, "Baru dinilai", viewer=rudi)
        services.change(entry, "Kini dinilai", viewer=rudi)
        services.confirm(entry, "Dilihat lagi, tetap", viewer=rudi)  # until it is submitted one may think again
        risks.close(other, "Dihentikan", rudi)
        refused("closed", services.confirm, entry, "Tetap", viewer=rudi)
        services.close(entry, "Sudah dihentikan", viewer=rudi)
    assert entry_of(review, other).verdict == "closed"


def test_who_may_open_and_when(begin, team, at, django_capture_on_commit_callbacks):
    refused("side", begin, by="rosa")
    refused("side", begin, by="citra")
    refused("empty", begin, by="rina", unit=team.units.placement)
    refused("period", begin, period_to=clock.today() + timedelta(days=1))
    refused("period", begin, days=-1)
    review = begin()
    assert begin(unit=team.units.k3_testing, deep=False).entries.count() == 1
    refused("state", services.sign, review, viewer=team.viewer("gilang"))
    with at(review.due_on + timedelta(days=1)), django_capture_on_commit_callbacks(execute=True):
        tick.run(clock.now())
    assert any("melewati tenggat" in text for text in told(team, "rudi"))


def test_the_second_person_can_send_it_back(begin, team, django_capture_on_commit_callbacks):
    review, rudi, gilang = begin(), team.viewer("rudi"), team.viewer("gilang")
    for entry in review.entries.all():
        services.confirm(entry, "Tetap", viewer=rudi)
    services.submit(review, "Selesai", viewer=rudi)
    refused("words", services.send_back, review, "", viewer=gilang)
    with django_capture_on_commit_callbacks(execute=True):
        services.send_back(review, "Lihat lagi tarifnya", viewer=gilang)
    assert (review.state, review.submitted_by, review.returned_reason) == ("open", None, "Lihat lagi tarifnya")
    assert any("dikembalikan" in text for text in told(team, "rudi"))
    services.submit(review, "Sudah dilihat", viewer=rudi)
    services.sign(review, viewer=team.viewer("rina"))  # another manager of the register is a second person, too
    assert (review.state, review.returned_reason) == ("signed", "")


def test_whoever_sees_no_register_sees_no_round_and_no_change(begin, team, active, sealed, plan):
    review = begin()
    for name in ("citra", "pandu", "budi", "hadi"):
        assert not queries.visible(team.viewer(name)).exists()
        assert queries.listing(team.viewer(name)).rows == []
    assert queries.listing(team.viewer("rosa")).rows[0].risks == review.entries.count()


def test_the_database_holds_the_second_person(begin, finish):
    review = finish(begin())
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.filter(pk=review.pk).update(signed_by=review.submitted_by)


def test_the_check_finds_what_was_rewritten(begin, finish):
    review = finish(begin())
    Entry.objects.filter(review=review).update(words="Lain")
    assert len(replay.check()) == 1
    Review.objects.update(state="open", signed_on=None)
    assert len(replay.check()) == 1
