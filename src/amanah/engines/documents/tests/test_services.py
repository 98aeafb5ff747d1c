"""Controlled documents: nobody approves what they wrote, contents stay as approved, reading is proved, the ledger fits."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from amanah.engines.documents import addresses, queries, replay, services, telling, tied
from amanah.engines.documents.events import Acknowledged
from amanah.engines.documents.models import Document, Reading, Round, Signature, Step, Version
from amanah.engines.documents.queries import Filters
from amanah.engines.documents.refusals import SENTENCES, Refused
from amanah.engines.documents.services import Aim, Content, Heading
from amanah.engines.documents.tests.conftest import POLICY, TEXT, approved, making, soon
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks import work
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads.models import Link
from amanah.kernel import clock, events

pytestmark = pytest.mark.django_db


def refused(code, act, *arguments, **named):
    with pytest.raises(Refused) as refusal:
        act(*arguments, **named)
    assert refusal.value.code == code
    assert str(refusal.value) == str(SENTENCES[code])


def people(team, *names):
    return [team.persons[name] for name in names]


def later(days):
    return clock.at(clock.now() + timedelta(days=days))


def notified(account):
    return set(Notice.objects.filter(account=account).values_list("code", flat=True))


def test_a_document_goes_from_draft_through_review_to_force(team, policy):
    version, fitri = making(policy), team.viewer("fitri")
    services.review(version, people(team, "ani", "budi"), viewer=fitri)
    remark = services.remark(version, "Sebutkan saluran laporannya.", viewer=team.viewer("ani"), place="kalimat 1")
    services.finish(version, viewer=team.viewer("ani"))
    refused("remarks", services.ask, version, people(team, "lestari", "kartika"), viewer=fitri)
    services.write(version, Content(text="Suap dilarang. Laporkan lewat /report/.", summary="Versi pertama"), viewer=fitri)
    services.answer(remark, "Ditambahkan pada kalimat kedua.", accepted=True, viewer=fitri)
    services.ask(version, people(team, "lestari", "kartika"), viewer=fitri)
    assert services.approve(version, viewer=team.viewer("lestari")) is False
    assert services.approve(version, viewer=team.viewer("kartika")) is True

    policy.refresh_from_db()
    version.refresh_from_db()
    assert (version.state, version.effective_from, policy.current_id) == ("in_force", clock.today(), version.pk)
    assert policy.review_on > clock.today() + timedelta(days=360)
    acts = " ".join(policy.steps.values_list("act", flat=True))
    assert acts == "opened reviewing remarked reviewed written answered asked signed signed in_force"
    assert notified(team.ani) == {"documents.review"}
    assert notified(team.lestari) == {"documents.approval"}
    assert replay.check() == []


def test_nobody_approves_what_they_wrote_and_one_is_not_two(team, policy):
    version, fitri = making(policy), team.viewer("fitri")
    refused("unreviewed", services.ask, version, people(team, "lestari", "kartika"), viewer=fitri)
    refused("reviewers", services.review, version, people(team, "fitri"), viewer=fitri)
    refused("reviewers", services.review, version, [], viewer=fitri)
    services.review(version, people(team, "ani"), viewer=fitri)
    services.finish(version, viewer=team.viewer("ani"))
    for chosen in (("lestari",), ("lestari", "lestari"), ("fitri", "lestari"), ("ani", "budi", "lestari")):
        refused("approvers", services.ask, version, people(team, *chosen), viewer=fitri)

    access.grant_role(team.lestari, "document_keeper", team.units.fkap)
    services.write(version, TEXT, viewer=team.viewer("lestari"))
    refused("approvers", services.ask, version, people(team, "lestari", "kartika"), viewer=fitri)
    services.ask(version, people(team, "ani", "kartika"), viewer=fitri)
    refused("side", services.approve, version, viewer=team.viewer("fitri"))
    refused("not_found", services.approve, version, viewer=team.viewer("citra"))
    services.approve(version, viewer=team.viewer("ani"))
    refused("side", services.approve, version, viewer=team.viewer("ani"))
    person = team.persons["fitri"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.create(version=version, asked=9, approver=person, drafter=person)


def test_content_stays_as_it_is_from_the_moment_approval_is_asked_for(team, policy):
    version, fitri = making(policy), team.viewer("fitri")
    services.review(version, people(team, "ani"), viewer=fitri)
    services.finish(version, viewer=team.viewer("ani"))
    services.ask(version, people(team, "lestari", "kartika"), viewer=fitri)
    refused("state", services.write, version, Content(text="Lain."), viewer=fitri)
    refused("state", services.review, version, people(team, "ani"), viewer=fitri)
    services.send_back(version, "Belum menyebut sanksi.", viewer=team.viewer("kartika"))
    services.write(version, Content(text="Suap dilarang; pelanggar dikenai sanksi."), viewer=fitri)
    services.ask(version, people(team, "lestari", "kartika"), viewer=fitri)
    services.approve(version, viewer=team.viewer("lestari"))
    services.approve(version, viewer=team.viewer("kartika"))
    assert replay.check() == []

    Version.objects.filter(pk=version.pk).update(text="Suap dilarang, kecuali sedikit.")
    (finding,) = replay.check()
    assert "does not say what it said" in str(finding)
    with pytest.raises(DatabaseError), transaction.atomic():
        Step.objects.filter(document=policy).update(text="")


def test_the_next_version_takes_the_place_of_the_one_in_force_only_when_it_is_approved(team, in_force):
    first = in_force.current
    refused("content", services.revise, in_force, Content(), viewer=team.viewer("fitri"))
    refused("content", services.revise, in_force, Content(text="a", address="https://contoh.id"), viewer=team.viewer("fitri"))
    refused("address", services.revise, in_force, Content(address="javascript:alert(1)"), viewer=team.viewer("fitri"))
    second = services.revise(in_force, Content(address="https://jdih.contoh.id/kb-01", label="2026.1"), viewer=team.viewer("fitri"))
    refused("open", services.revise, in_force, TEXT, viewer=team.viewer("fitri"))
    assert Document.objects.get(pk=in_force.pk).current_id == first.pk
    services.drop(second, "Menunggu aturan baru.", viewer=team.viewer("fitri"))
    third = services.revise(in_force, Content(text="Versi baru"), viewer=team.viewer("fitri"))
    approved(team, in_force)

    first.refresh_from_db()
    assert (first.state, in_force.current_id, third.seq) == ("superseded", third.pk, 3)
    assert replay.check() == []


def test_a_version_is_handed_out_and_read_with_proof(team, in_force):
    heard = []
    fitri = team.viewer("fitri")
    with_events(heard)
    refused("due", services.distribute, in_force, [Aim(unit=team.units.k3)], clock.today(), viewer=fitri)
    refused("readers", services.distribute, in_force, [Aim(unit=team.units.k3, post="Juru masak")], soon(), viewer=fitri)
    refused("unit", services.distribute, in_force, [Aim(unit=team.units.k3)], soon(), viewer=team.viewer("hadi"))
    assert services.distribute(in_force, [Aim(unit=team.units.k3), Aim(person=team.persons["citra"])], soon(), viewer=fitri) == 3
    assert services.distribute(in_force, [Aim(unit=team.units.k3, post="penguji k3")], soon(), viewer=fitri) == 0
    assert notified(team.hadi) == {"documents.read"}
    assert [one.next_act for one in work.lines(team.viewer("hadi"))] == ["Baca dan nyatakan sudah dibaca"]

    services.acknowledge(in_force, viewer=team.viewer("hadi"))
    services.acknowledge(in_force, viewer=team.viewer("hadi"))
    refused("not_reading", services.acknowledge, in_force, viewer=team.viewer("budi"))
    assert [one.person_id for one in heard] == [team.persons["hadi"].pk]
    assert queries.waiting(team.viewer("hadi")) == []
    assert queries.read_counts([in_force]) == {in_force.current_id: (3, 1)}
    assert [one.read_on is None for one in queries.readers(fitri, in_force, in_force.current)] == [True, True, False]
    assert queries.readers(team.viewer("hadi"), in_force, in_force.current) == []
    assert replay.check() == []
    Reading.objects.filter(read_on__isnull=True).update(read_on=clock.today())
    assert ["who read it" in str(one) for one in replay.check()] == [True]


def with_events(heard):
    events.subscribe(Acknowledged, heard.append)


def test_who_joins_later_gets_it_too_and_who_is_late_hears_of_it(team, in_force):
    services.distribute(in_force, [Aim(unit=team.units.k3)], soon(), viewer=team.viewer("fitri"))
    team.add("joni", "Joni Iskandar", team.units.k3_testing, "Penguji K3 muda")
    assert services.catch_up(clock.now()) == 0  # looked for today already
    with later(3):
        assert services.catch_up(clock.now()) == 1
        assert services.catch_up(clock.now()) == 0
        assert queries.waiting(team.viewer("joni"))[0].due_on == clock.today() + timedelta(days=14)
    with later(15):
        clocks.announce(clock.today())
    assert "documents.read_by" in notified(team.hadi)
    assert "documents.unread" in notified(team.fitri)


def test_the_new_version_goes_to_whom_the_old_one_went(team, in_force):
    refused("target", services.again, in_force, soon(), viewer=team.viewer("fitri"))
    services.distribute(in_force, [Aim(unit=team.units.k3)], soon(), viewer=team.viewer("fitri"))
    services.acknowledge(in_force, viewer=team.viewer("hadi"))
    services.revise(in_force, Content(text="Versi kedua"), viewer=team.viewer("fitri"))
    approved(team, in_force)
    assert queries.waiting(team.viewer("hadi")) == []
    assert services.again(in_force, soon(), viewer=team.viewer("fitri")) == 2
    assert [one.version.seq for one in queries.waiting(team.viewer("hadi"))] == [2]


def test_who_sees_what(team, policy):
    assert queries.find(team.viewer("citra"), policy.number) is None
    assert queries.find(team.viewer("ani"), policy.number) is None
    assert queries.find(team.viewer("kartika"), policy.number) == policy  # heads the ministry
    services.review(making(policy), people(team, "ani"), viewer=team.viewer("fitri"))
    assert queries.find(team.viewer("ani"), policy.number) == policy
    services.finish(making(policy), viewer=team.viewer("ani"))
    services.ask(making(policy), people(team, "lestari", "kartika"), viewer=team.viewer("fitri"))
    for name in ("lestari", "kartika"):
        services.approve(making(policy) if name == "lestari" else policy.versions.get(), viewer=team.viewer(name))
    policy.refresh_from_db()
    assert queries.find(team.viewer("citra"), policy.number) == policy
    services.revise(policy, TEXT, viewer=team.viewer("fitri"))
    assert [one.state for one in queries.versions(team.viewer("citra"), policy)] == ["in_force"]
    assert len(queries.versions(team.viewer("fitri"), policy)) == 2

    closed = Heading("Daftar jabatan berisiko", "record", shared=False)
    hidden = services.keep(closed, team.units.fkap, TEXT, clock.today(), viewer=team.viewer("fitri"))
    assert queries.find(team.viewer("citra"), hidden.number) is None
    services.distribute(hidden, [Aim(person=team.persons["citra"])], soon(), viewer=team.viewer("fitri"))
    assert queries.find(team.viewer("citra"), hidden.number) == hidden
    refused("unit", services.open_document, POLICY, team.units.k3, TEXT, viewer=team.viewer("fitri"))


def test_review_falls_due_is_confirmed_and_the_document_withdrawn(team, in_force):
    due = in_force.review_on
    with clock.at(clock.now() + (due - clock.today()) + timedelta(days=1)):
        assert [one.pk for one in queries.listing(team.viewer("fitri"), Filters(standing="due")).rows] == [in_force.pk]
        assert [one.next_act for one in work.lines(team.viewer("fitri"))] == ["Tinjau ulang"]
        clocks.announce(clock.today())
        assert "documents.look" in notified(team.fitri)
        services.confirm(in_force, "Masih sesuai dengan aturan terbaru.", viewer=team.viewer("fitri"))
        in_force.refresh_from_db()
        assert in_force.review_on > clock.today()
        services.distribute(in_force, [Aim(unit=team.units.k3)], soon(), viewer=team.viewer("fitri"))
        refused("words", services.withdraw, in_force, " ", viewer=team.viewer("fitri"))
        services.withdraw(in_force, "Diganti kebijakan kementerian.", viewer=team.viewer("fitri"))
        assert queries.waiting(team.viewer("hadi")) == []
        assert "documents.withdrawn" in notified(team.hadi)
        refused("closed", services.revise, in_force, TEXT, viewer=team.viewer("fitri"))
        assert queries.gone_from(in_force).year == clock.today().year + 5
        assert replay.check() == []


def test_an_external_document_has_an_issuer_and_needs_no_approval(team):
    fitri, k3 = team.viewer("fitri"), team.units.fkap
    law = Heading("Peraturan KPK tentang pelaporan gratifikasi", "external", issuer="KPK", every_months=6)
    kept = services.keep(law, k3, Content(address="https://jdih.kpk.go.id", label="2/2019"), clock.today(), viewer=fitri)
    assert (kept.current.state, kept.current.imported, kept.current.label) == ("in_force", True, "2/2019")
    refused("issuer", services.keep, Heading("Tanpa penerbit", "external"), k3, TEXT, clock.today(), viewer=fitri)
    refused("issuer", services.open_document, Heading("Sendiri", "policy", issuer="KPK"), k3, TEXT, viewer=fitri)
    refused("period", services.keep, law, k3, TEXT, soon(), viewer=fitri)
    services.describe(kept, Heading("Peraturan KPK 2/2019", "external", issuer="KPK", code="EK-1"), viewer=fitri)
    refused("code", services.keep, Heading("Lain", "form", code="EK-1"), k3, TEXT, clock.today(), viewer=fitri)
    kept.refresh_from_db()
    assert (kept.title, kept.review_on) == ("Peraturan KPK 2/2019", None)


def test_a_document_is_tied_to_another_record_that_one_may_see(team, in_force, policy):
    other = services.keep(Heading("Prosedur hadiah", "procedure"), team.units.fkap, TEXT, clock.today(), viewer=team.viewer("fitri"))
    services.tie(in_force, other.ref, viewer=team.viewer("fitri"))
    assert Link.objects.filter(source=in_force.ref, target=other.ref, relation="about").count() == 1
    refused("target", services.tie, in_force, in_force.ref, viewer=team.viewer("fitri"))
    refused("target", services.tie, in_force, "case:00000000-0000-0000-0000-000000000000", viewer=team.viewer("fitri"))
    assert addresses.tying("risk:1", "/desk/") == "/desk/documents/tie/?for=risk%3A1&next=%2Fdesk%2F"


def test_a_tie_is_taken_back_and_the_ledger_keeps_that_it_was(team, in_force):
    other = services.keep(Heading("Prosedur hadiah", "procedure"), team.units.fkap, TEXT, clock.today(), viewer=team.viewer("fitri"))
    refused("target", services.untie, in_force, other.ref, viewer=team.viewer("fitri"))
    services.tie(in_force, other.ref, viewer=team.viewer("fitri"))
    found = tied.to(team.viewer("fitri"), [other.ref])[other.ref]
    assert [(one.standing, one.document) for one in found] == [("in_force", in_force)]
    assert [one.document for one in tied.to(team.viewer("citra"), [other.ref])[other.ref]] == [in_force]  # shared, in force
    refused("unit", services.untie, in_force, other.ref, viewer=team.viewer("ani"))
    services.untie(in_force, other.ref, viewer=team.viewer("fitri"))
    assert tied.to(team.viewer("fitri"), [other.ref]) == {}
    assert {"document.tied", "document.untied", "thread.unlinked"} <= {entry.kind for entry in ledger.entries(in_force.ref)}
    assert replay.check() == []


def test_two_people_destroy_what_a_document_said_once_its_time_is_over(team, in_force, django_capture_on_commit_callbacks):
    fitri, budi = team.viewer("fitri"), team.viewer("budi")
    version = in_force.current
    services.withdraw(in_force, "Diganti", viewer=fitri)
    refused("kept", services.ask_end, in_force, "Habis", viewer=fitri)
    with clock.at(clock.now() + timedelta(days=5 * 366)):
        assert [one.next_act for one in work.lines(fitri)] == ["Usulkan pemusnahan: masa simpannya habis"]
        refused("unit", services.ask_end, in_force, "Habis", viewer=team.viewer("ani"))
        refused("state", services.destroy, in_force, viewer=budi)
        services.ask_end(in_force, "Nilai gunanya habis", viewer=fitri)
        refused("second", services.destroy, in_force, viewer=fitri)
        refused("side", services.destroy, in_force, viewer=team.viewer("ani"))
        access.grant_role(team.accounts["budi"], "document_keeper", team.units.secretariat)
        budi = team.viewer("budi")
        services.spare(in_force, "Masih dipakai perkara", viewer=budi)
        services.ask_end(in_force, "Perkaranya selesai", viewer=fitri)
        with django_capture_on_commit_callbacks(execute=True):
            services.destroy(in_force, viewer=team.viewer("budi"))
        in_force.refresh_from_db()
        version.refresh_from_db()
        assert (version.text, version.summary, version.sha256 != "") == ("", "", True)
        told = [entry for entry in ledger.entries(in_force.ref) if entry.kind == "document.destroyed"]
        assert [entry.facts["contents"] for entry in told] == [[[1, version.sha256]]]
        assert [one.pk for one in queries.listing(fitri, Filters(standing="destroyed")).rows] == [in_force.pk]
        assert list(work.lines(fitri)) == []
        refused("state", services.ask_end, in_force, "Lagi", viewer=fitri)
        assert replay.check() == []
        Version.objects.filter(pk=version.pk).update(text="Kembali")
        assert len(replay.check()) == 1


def test_many_readers_are_told_in_portions_through_the_beat_and_each_once(team, in_force, monkeypatch):
    monkeypatch.setattr(telling, "MOST", 3)
    services.distribute(in_force, [Aim(unit=team.units.root)], soon(), viewer=team.viewer("fitri"))
    told = Notice.objects.filter(code="documents.read")
    able = {one.pk for one in Account.objects.filter(person__in=in_force.current.readings.values("person")) if one.may_sign_in()}
    assert told.count() <= 3
    for _beat in range(30):
        if not telling.go_on(clock.now()):
            break
    assert Round.objects.count() == 0
    mine = {team.fitri.pk}
    assert set(told.values_list("account", flat=True)) == able - mine
    assert told.count() == len(able - mine) > 3


def test_an_account_without_a_person_drafts_nothing(team):
    account = access.create_account("mesin", person=None, password="rahasia-uji-mesin")
    access.grant_role(account, "document_keeper", team.units.root)
    refused("nobody", services.open_document, POLICY, team.units.fkap, TEXT, viewer=team.viewer("mesin"))
