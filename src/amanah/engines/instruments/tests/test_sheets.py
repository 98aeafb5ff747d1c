"""From an empty sheet to a locked one, and what each person may do on the way."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from amanah.engines.instruments import queries, replay, services
from amanah.engines.instruments.declare import COLUMNS, MOVES, STATES, as_mermaid
from amanah.engines.instruments.models import Answer, Edition, Proposal, Result, Sheet
from amanah.engines.instruments.refusals import SENTENCES, Refused
from amanah.foundation.access import conflicts
from amanah.foundation.access import services as access
from amanah.foundation.clocks import work
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


def told(team, name):
    return [notice.text for notice in notices.listing(team.viewer(name)).notices]


def waits(team, name):
    return [(line.number, str(line.next_act)) for line in work.lines(team.viewer(name)) if line.kind == "Lembar kerja"]


@pytest.fixture
def filled(opened, team):
    """An AKIP sheet that the unit filled with B and submitted."""
    sheet = opened()
    services.answer_many(sheet, "self", dict.fromkeys(sheet.definition.by_key, ("B", "Sesuai dokumen.")), viewer=team.viewer("sari"))
    services.submit(sheet, viewer=team.viewer("sari"))
    return sheet


@pytest.fixture
def locked(filled, team):
    """The same, agreed to, decided and locked."""
    services.agree(filled, viewer=team.viewer("vito"))
    services.verify(filled, viewer=team.viewer("vito"))
    services.record_verdict(filled, "B", clock.today(), "LHE-7/2026", viewer=team.viewer("rani"), total=Decimal("68.5"))
    services.lock(filled, viewer=team.viewer("rani"))
    return filled


def test_the_table_has_no_hole():
    reached = {"self"}
    for _ in MOVES:
        reached |= {move.target for move in MOVES.values() if move.sources & reached}
    assert reached == set(STATES)
    assert set(COLUMNS) == {state.column for state in STATES.values()} - {None}
    assert "(4 mata)" in as_mermaid()


def test_from_opened_to_locked(opened, team, django_capture_on_commit_callbacks):
    sari, vito, rani = team.viewer("sari"), team.viewer("vito"), team.viewer("rani")
    with django_capture_on_commit_callbacks(execute=True):
        sheet = opened()
        assert sheet.number.startswith("LK-26-")
        services.answer(sheet, "self", "1.1.a", "aa", viewer=sari, reason="Semua dokumen ada.")
        services.answer(sheet, "self", "1.2.a", "BB", viewer=sari)
        services.submit(sheet, viewer=sari)
    assert queries.results([sheet])[sheet.pk]["self"].total == Decimal("13.20")
    assert told(team, "vito") == [f"Lembar kerja {sheet.number} diajukan dan menunggu verifikasi Anda."]
    assert told(team, "pandu") == [f"Lembar kerja {sheet.number} dibuka untuk diisi unit Anda."]
    assert waits(team, "vera") == [(sheet.number, "Verifikasi jawabannya")]
    assert waits(team, "sari") == []
    with django_capture_on_commit_callbacks(execute=True):
        services.answer(sheet, "internal", "1.1.a", "B", viewer=vito, reason="Belum dipublikasikan.")
        services.note(sheet, "Lampirkan tautan publikasi.", viewer=vito, question="1.1.a")
        services.send_back(sheet, "Lengkapi bukti perencanaan.", viewer=vito)
    assert "dikembalikan" in told(team, "sari")[0]
    assert waits(team, "pandu") == [(sheet.number, "Perbaiki lalu ajukan kembali")]
    services.answer(sheet, "self", "1.1.a", "A", viewer=team.viewer("pandu"))
    services.resubmit(sheet, viewer=sari)
    refused("unjudged", services.verify, sheet, viewer=vito)  # one was rewritten, one never judged
    assert queries.unfold(vito, sheet).lines()[0].rewritten
    services.answer(sheet, "internal", "1.1.a", "B", viewer=vito, reason="Belum dipublikasikan.")
    services.agree(sheet, viewer=vito)
    services.resolve_note(sheet.notes.get(), viewer=vito)
    services.verify(sheet, viewer=vito)
    services.answer(sheet, "external", "1.1.a", "BB", viewer=rani, reason="LHE hlm. 4")
    services.record_verdict(sheet, "none", clock.today(), "LHE-7/2026", viewer=rani)
    services.lock(sheet, viewer=rani)
    sheet.refresh_from_db()
    assert (sheet.state, sheet.locked_on) == ("locked", clock.today())
    totals = {column: one.total for column, one in queries.results([sheet])[sheet.pk].items()}
    assert totals == {"self": Decimal("12.60"), "internal": Decimal("11.40"), "external": Decimal("4.80")}
    entries = [entry for entry in ledger.entries(sheet.ref) if entry.kind.startswith("sheet.")]
    assert [entry.facts["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert "dokumen" not in str([entry.facts for entry in entries])
    assert len(queries.timeline(sari, sheet)) == len(entries)
    assert [str(one.title) for one in queries.timeline(sari, sheet, question="1.2.a")] == ["Jawaban unit disetujui", "Jawaban ditulis"]
    assert replay.check() == []
    assert verify.run().ok


def test_each_column_has_its_turn_and_its_people(filled, team):
    sari, vito, rani = team.viewer("sari"), team.viewer("vito"), team.viewer("rani")
    refused("state", services.answer, filled, "self", "1.1.a", "AA", viewer=sari)
    refused("side", services.answer, filled, "internal", "1.1.a", "AA", viewer=sari)
    refused("side", services.answer, filled, "internal", "1.1.a", "AA", viewer=rani)
    refused("question", services.answer, filled, "internal", "9.9.z", "AA", viewer=vito)
    refused("answer", services.answer, filled, "internal", "1.1.a", "ZZ", viewer=vito)
    refused("state", services.record_verdict, filled, "B", clock.today(), "LHE", viewer=rani)
    refused("not_found", services.answer, filled, "internal", "1.1.a", "A", viewer=team.viewer("citra"))
    refused("words", services.send_back, filled, " ", viewer=vito)
    refused("long", services.send_back, filled, "x" * 4001, viewer=vito)
    services.agree(filled, viewer=vito, questions=["1.1.a"])
    services.agree(filled, viewer=vito)
    assert services.agree(filled, viewer=vito) is None
    services.verify(filled, viewer=vito)
    refused("verdict", services.record_verdict, filled, "WBK", clock.today(), "LHE", viewer=rani)
    refused("day", services.record_verdict, filled, "B", date(2999, 1, 1), "LHE", viewer=rani)
    refused("total", services.record_verdict, filled, "B", clock.today(), "LHE", viewer=rani, total=Decimal(101))
    refused("words", services.lock, filled, viewer=vito)  # without a verdict it takes a reason
    services.lock(filled, viewer=vito, text="Tahun ini tidak diusulkan.")
    refused("state", services.note, filled, "Terlambat.", viewer=vito)


def test_nobody_judges_what_they_answered(opened, team):
    sheet = opened()
    for name in ("sari", "pandu"):
        access.grant_role(team.accounts[name], "sheet_verifier", team.units.root)
    access.grant_role(team.accounts["vera"], "sheet_assessor", team.units.root)
    services.answer(sheet, "self", "1.1.a", "A", viewer=team.viewer("sari"))
    services.submit(sheet, viewer=team.viewer("sari"))
    refused("side", services.verify, sheet, viewer=team.viewer("sari"))
    refused("side", services.send_back, sheet, "Kurang.", viewer=team.viewer("pandu"))  # heads the unit
    services.send_back(sheet, "Lengkapi.", viewer=team.viewer("vera"))
    refused("side", services.answer, sheet, "self", "1.1.a", "AA", viewer=team.viewer("vera"))


def test_whoever_declared_an_interest_in_a_unit_judges_none_of_its_sheets(filled, team, monkeypatch):
    person = team.persons["vito"].pk
    mine = {person: lambda matter: matter.unit == team.units.placement}
    monkeypatch.setitem(conflicts._checks, "uji", mine.get)
    refused("side", services.verify, filled, viewer=team.viewer("vito"))
    assert waits(team, "vito") == []
    services.send_back(filled, "Lengkapi.", viewer=team.viewer("vera"))


def test_work_asks_no_more_for_many_sheets_than_for_one(filled, opened, team):
    from tests.counting import queries_of

    access.grant_role(team.accounts["vito"], "sheet_assessor", team.units.root)  # so that it is asked what he did on either side
    alone = queries_of(lambda: queries.lines(team.viewer("vito")))
    for month in range(1, 5):
        sheet = opened(period=(date(2026, month, 1), date(2026, month, 28)))
        services.answer(sheet, "self", "1.1.a", "A", viewer=team.viewer("vito" if month == 1 else "sari"))
        services.submit(sheet, viewer=team.viewer("sari"))
    assert len(queries.lines(team.viewer("vito"))) == 4  # of five: he answered one of them himself
    assert queries_of(lambda: queries.lines(team.viewer("vito"))) == alone


def test_a_locked_sheet_is_opened_by_two(locked, team):
    vito, vera = team.viewer("vito"), team.viewer("vera")
    refused("state", services.answer, locked, "internal", "1.1.a", "A", viewer=vito)
    refused("side", services.propose_reopen, locked, "Salah hitung.", viewer=team.viewer("sari"))
    proposal = services.propose_reopen(locked, "Salah hitung.", viewer=vito)
    refused("open_proposal", services.propose_reopen, locked, "Salah hitung.", viewer=vera)
    refused("same_person", services.approve, proposal, viewer=vito)
    assert waits(team, "vera") == [(locked.number, "Setujui atau tolak pembukaan kembali")]
    assert waits(team, "vito") == []
    assert queries.offers(vera, locked, queries.open_proposal(locked)).may_decide
    services.reject(proposal, "Sudah final.", viewer=vera)
    refused("decided", services.approve, proposal, viewer=vera)
    again = services.propose_reopen(locked, "Ada surat ralat.", viewer=vito)
    step = services.approve(again, viewer=vera)
    assert (step.actor, step.approver, step.target) == (team.accounts["vito"], team.accounts["vera"], "internal")
    locked.refresh_from_db()
    assert (locked.state, locked.locked_on, Proposal.objects.get(pk=again.pk).verdict) == ("internal", None, "approved")
    assert replay.check() == []


def test_who_has_nothing_to_do_with_a_unit_sees_nothing_of_it(filled, team):
    for name in ("citra", "gilang", "hadi", "ani"):
        viewer = team.viewer(name)
        assert not queries.visible(viewer).exists()
        assert queries.find(viewer, filled.number) is None
        assert queries.listing(viewer).rows == queries.timeline(viewer, filled) == queries.what_lifts(viewer, filled) == []
        assert queries.unfold(viewer, filled) is queries.what_if(viewer, filled, {}) is queries.between(viewer, filled) is None
        assert waits(team, name) == []
        refused("side", services.open_sheet, "iepk", team.units.placement, *(filled.period_from, filled.period_to), viewer=viewer)
    assert [row.sheet for row in queries.listing(team.viewer("kartika")).rows] == [filled]  # heads the whole


def test_a_sheet_is_opened_once_in_a_period_and_an_edition(opened, team):
    opened()
    refused("exists", opened)
    refused("side", opened, unit=team.units.k3)
    refused("instrument", opened, "gibt-es-nicht")
    refused("instrument", opened, period=(date(2019, 1, 1), date(2019, 12, 31)))
    refused("period", opened, "iepk", period=(date(2026, 12, 31), date(2026, 1, 1)))
    refused("period", opened, "iepk", period=(date(2024, 1, 1), date(2026, 1, 1)))
    assert opened("iepk", by="vito", unit=team.units.k3).unit == team.units.k3


def test_an_answer_is_kept_in_one_form_and_only_when_it_says_something_new(opened, team):
    sari = team.viewer("sari")
    sheet = opened("integrity-zone")
    write = lambda key, said, reason="": services.answer(sheet, "self", key, said, viewer=sari, reason=reason)  # noqa: E731
    write("pengungkit.pemenuhan.MP.1.a", "yes")
    assert write("pengungkit.pemenuhan.MP.1.a", " ya ") is None
    write("hasil.BERSIH.1.a", "3,60")
    write("pengungkit.reform.PW.3.a", {"reported": 45, "obliged": "50"}, " 45 dari 50 ")
    kept = dict(Answer.objects.filter(sheet=sheet).values_list("question", "value"))
    assert kept == {
        "pengungkit.pemenuhan.MP.1.a": "Ya",
        "hasil.BERSIH.1.a": "3.6",
        "pengungkit.reform.PW.3.a": {"reported": "45", "obliged": "50"},
    }
    write("hasil.BERSIH.1.a", "", "Survei belum selesai.")
    assert write("hasil.PRIMA.1.a", None) is None
    write("pengungkit.pemenuhan.MP.1.a", None)
    rows = {one.question: one for one in Answer.objects.filter(sheet=sheet)}
    assert set(rows) == {"hasil.BERSIH.1.a", "pengungkit.reform.PW.3.a"}
    assert (rows["hasil.BERSIH.1.a"].value, rows["hasil.BERSIH.1.a"].worth) == ("", None)
    assert Result.objects.get(sheet=sheet).total == Decimal("0.90")
    write("pengungkit.reform.PW.3.a", None)
    refused("empty", services.submit, sheet, viewer=sari)
    assert replay.check() == []


def test_all_of_many_answers_or_none(opened, team):
    sheet = opened()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        services.answer_many(sheet, "self", {"1.1.a": ("A", ""), "1.2.a": ("Q", "")}, viewer=team.viewer("sari"))
    assert refusal.value.question == "1.2.a"
    assert not Answer.objects.exists()


def test_what_was_changed_behind_the_services_is_found(filled):
    assert replay.check() == []
    Answer.objects.filter(sheet=filled, question="1.1.a").update(value="AA")
    assert "its answers are not those" in replay.check()[0].text
    Answer.objects.filter(sheet=filled, question="1.1.a").update(value="B")
    Result.objects.filter(sheet=filled).update(total=99)
    assert "is not what its answers come to" in replay.check()[0].text
    Result.objects.filter(sheet=filled).update(total=70)
    Sheet.objects.filter(pk=filled.pk).update(state="external")
    assert "its steps lead to 'internal'" in replay.check()[0].text


def test_steps_and_editions_are_only_added(filled):
    for rows, change in ((filled.steps, {"text": "x"}), (Edition.objects, {"content": "x"})):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {rows.model._meta.db_table}")
