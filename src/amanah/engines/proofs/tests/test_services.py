from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from amanah.engines.proofs import queries, replay, services
from amanah.engines.proofs.models import Proof, Use
from amanah.engines.proofs.queries import Freshness
from amanah.engines.proofs.refusals import Refused
from amanah.engines.proofs.services import Draft
from amanah.engines.proofs.tests.conftest import NEW_YEAR, PDF, YEAR_END, letter, upload
from amanah.foundation.evidence import queries as evidence
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices.models import Notice
from amanah.kernel import clock

pytestmark = pytest.mark.django_db


def refused(act, *args, **named):
    with pytest.raises(Refused) as refusal, transaction.atomic():
        act(*args, **named)
    assert refusal.value.sentence
    return refusal.value.code


def test_a_file_is_kept_sealed_and_its_facts_in_clear(put, team, folder):
    proof = put(Draft("SK Tim Zona Integritas", NEW_YEAR, YEAR_END, "Susunan tim kerja.", upload=upload()))
    assert (proof.kind, proof.file_name, proof.file_type, proof.file_size) == ("file", "sk-tim.pdf", "application/pdf", len(PDF))
    assert proof.number.startswith("BK-")
    assert proof.ends_on == YEAR_END
    (path,) = [path for path in folder.rglob("*") if path.is_file()]
    assert PDF not in path.read_bytes()
    item, opened = queries.file_of(team.viewer("hadi"), proof)
    assert (item.ref, opened.file_key, opened.sha256) == (proof.ref, bytes(Proof.objects.get().file_key), proof.file_sha256)
    assert evidence.damaged() == []
    added = ledger.entries(proof.ref)[-1]
    assert (added.kind, added.facts["file"], added.facts["until"]) == ("proof.added", proof.file_sha256, "2026-12-31")
    assert "Susunan" not in str([entry.facts for entry in ledger.entries(proof.ref)])
    assert replay.check() == []


def test_what_is_put_in_must_be_whole(put, team):
    assert refused(put, letter("  ")) == "words"
    assert refused(put, letter(until=date(2025, 12, 31))) == "period"
    assert refused(put, Draft("SK", NEW_YEAR)) == "file"
    for link in ("www.contoh.go.id", "javascript:alert(1)", "https://", "https://a b", "https://[", "https://a/" + "x" * 500):
        assert refused(put, Draft("Laman", NEW_YEAR, link=link)) == "address"
    assert put(Draft("Laman", NEW_YEAR, link=" https://contoh.go.id/a?b=1 ")).address == "https://contoh.go.id/a?b=1"
    gone = upload()
    EvidenceItem.objects.all().delete()
    from amanah.foundation.evidence.services import discard

    discard(gone.file_id)
    assert refused(put, Draft("SK", NEW_YEAR, upload=gone)) == "file"
    assert not Proof.objects.filter(title="SK").exists()


def test_who_may_add_replace_and_withdraw(put, team):
    units = team.units
    for name, unit, may in [
        ("hadi", units.k3_testing, True),
        ("hadi", units.k3, False),
        ("gilang", units.k3, True),
        ("gilang", units.k3_testing, True),
        ("gilang", units.placement, False),
        ("budi", units.k3_testing, True),
        ("budi", units.placement, False),
        ("ani", units.k3, False),
        ("citra", units.k3_testing, False),
    ]:
        if may:
            put(by=name, unit=unit)
        else:
            assert refused(put, by=name, unit=unit) == "unit"
    proof = put()
    assert refused(services.replace, proof, letter(), viewer=team.viewer("citra")) == "not_found"
    assert refused(services.withdraw, proof, "Keliru.", viewer=team.viewer("citra")) == "not_found"
    assert refused(services.replace, proof, letter(), viewer=team.viewer("ani")) == "unit"
    assert refused(services.withdraw, proof, "Keliru.", viewer=team.viewer("ani")) == "unit"


def test_a_newer_one_takes_its_place_where_it_speaks_for_the_period(put, team, shelf):
    hadi = team.viewer("hadi")
    now, before, locked = shelf.put("kini"), shelf.put("lalu", days=(date(2025, 1, 1), date(2025, 12, 31))), shelf.put("kunci")
    old = put(letter(since=date(2024, 7, 1)))
    for ref in (now, before, locked):
        services.use(old, ref, viewer=hadi)
    shelf.changers[locked] = set()
    newer = services.replace(old, letter("SK Tim yang baru", since=date(2026, 3, 1)), viewer=hadi)
    old.refresh_from_db()
    assert (old.replaced_by, old.ends_on, old.effective_until) == (newer, date(2026, 2, 28), None)
    assert {use.ref for use in Use.objects.filter(proof=newer, ended_on=None)} == {now}
    assert {use.ref for use in Use.objects.filter(proof=old, ended_on=None)} == {before, locked}
    ended = Use.objects.get(proof=old, ref=now)
    assert (ended.ended_on, ended.ended_by) == (clock.today(), team.hadi)
    assert refused(services.replace, old, letter(), viewer=hadi) == "closed"
    # It still speaks for its own days, so that it may be shown for them.
    services.use(old, shelf.put("lain", days=(date(2025, 1, 1), date(2025, 1, 31))), viewer=hadi)
    assert replay.check() == []


def test_nothing_is_carried_where_that_was_not_wanted_and_a_better_copy_changes_no_days(put, team, shelf):
    hadi, ref = team.viewer("hadi"), shelf.put("kini")
    old = put(letter(until=YEAR_END))
    services.use(old, ref, viewer=hadi)
    services.replace(old, letter("Salinan yang lebih jelas", until=YEAR_END), viewer=hadi, carry=False)
    old.refresh_from_db()
    assert old.ends_on == YEAR_END
    assert [shown.proof for shown in queries.of(hadi, [ref])[ref]] == [old]


def test_a_newer_one_never_lengthens_the_old(put, team):
    old = put(letter(since=date(2025, 1, 1), until=date(2025, 6, 30)))
    services.replace(old, letter(since=date(2026, 1, 1)), viewer=team.viewer("hadi"))
    old.refresh_from_db()
    assert old.ends_on == date(2025, 6, 30)


def test_withdrawn_is_said_wherever_it_is_used_and_told_to_who_used_it(put, team, shelf):
    ref = shelf.put("kini")
    proof = put()
    services.use(proof, ref, viewer=team.viewer("budi"))
    assert refused(services.withdraw, proof, " ", viewer=team.viewer("hadi")) == "words"
    services.withdraw(proof, "Nomornya keliru.", viewer=team.viewer("hadi"))
    (shown,) = queries.of(team.viewer("gilang"), [ref])[ref]
    assert shown.freshness(NEW_YEAR, YEAR_END) is Freshness.WITHDRAWN
    assert refused(services.withdraw, proof, "Lagi.", viewer=team.viewer("hadi")) == "closed"
    assert refused(services.use, proof, shelf.put("lain"), viewer=team.viewer("hadi")) == "closed"
    assert refused(services.replace, proof, letter(), viewer=team.viewer("hadi")) == "closed"
    assert replay.check() == []


def test_notices_reach_who_used_it_and_may_see_it(put, team, shelf, django_capture_on_commit_callbacks):
    ref = shelf.put("kini")
    proof, other = put(), put()
    services.use(proof, ref, viewer=team.viewer("budi"))
    services.use(other, ref, viewer=team.viewer("hadi"))
    with django_capture_on_commit_callbacks(execute=True):
        services.withdraw(proof, "Keliru.", viewer=team.viewer("hadi"))
        services.replace(other, letter(), viewer=team.viewer("hadi"), carry=False)
    assert [(notice.account, notice.code) for notice in Notice.objects.all()] == [(team.budi, "proofs.withdrawn")]


def test_uses_begin_and_end_and_are_never_lost(put, team, shelf):
    hadi, ref = team.viewer("hadi"), shelf.put("kini")
    proof = put()
    first = services.use(proof, ref, viewer=hadi)
    assert refused(services.use, proof, ref, viewer=hadi) == "used"
    assert refused(services.use, proof, ref, viewer=team.viewer("citra")) == "not_found"
    assert refused(services.use, proof, ref, viewer=team.viewer("gilang")) == "purpose"
    assert refused(services.use, proof, "nothing:1", viewer=hadi) == "purpose"
    assert refused(services.unuse, first, viewer=team.viewer("gilang")) == "purpose"
    services.unuse(first, viewer=hadi)
    assert refused(services.unuse, first, viewer=hadi) == "not_used"
    assert queries.of(hadi, [ref]) == queries.dates_of([ref]) == {}
    services.use(proof, ref, viewer=hadi)
    assert Use.objects.count() == 2
    assert [one.use.ended_on is None for one in queries.shows(hadi, proof)] == [True, False]
    assert replay.check() == []


def test_collected_for_a_record_it_is_used_at_once(put, team, shelf):
    ref = shelf.put("kini")
    proof = put(ref=ref)
    assert [shown.proof for shown in queries.of(team.viewer("hadi"), [ref])[ref]] == [proof]
    assert refused(put, ref="shelf:tiada") == "purpose"
    assert Proof.objects.count() == 1


def test_many_records_cost_one_query(put, team, shelf, django_assert_num_queries):
    hadi = team.viewer("hadi")
    refs = [shelf.put(f"no-{n}") for n in range(20)]
    proof = put()
    for ref in refs:
        services.use(proof, ref, viewer=hadi)
    queries.of(hadi, refs[:1])
    with django_assert_num_queries(1):
        found = queries.of(hadi, refs)
    assert list(map(len, found.values())) == [1] * 20
    with django_assert_num_queries(1):
        assert queries.dates_of(refs)[refs[0]][0].effective_from == NEW_YEAR


def test_days_moved_behind_the_ledgers_back_are_found(put, team, shelf):
    proof, other = put(letter(until=YEAR_END)), put()
    services.use(other, shelf.put("kini"), viewer=team.viewer("hadi"))
    assert replay.check() == []
    Proof.objects.filter(pk=proof.pk).update(effective_until=YEAR_END + timedelta(days=1), ends_on=None)
    Use.objects.update(ended_on=clock.today(), ended_by=team.hadi)
    assert {finding.ref for finding in replay.check()} == {proof.ref, other.ref}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM proofs_use")
    Proof.objects.filter(pk=other.pk).delete()
    assert {finding.ref for finding in replay.check()} == {proof.ref, other.ref}


def test_the_database_refuses_a_proof_of_nothing(put):
    proof = put()
    for wrong in ({"address": ""}, {"kind": "file"}, {"ends_on": date(2020, 1, 1)}, {"withdrawn_on": date(2026, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proof.objects.filter(pk=proof.pk).update(**wrong)
