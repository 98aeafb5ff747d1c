"""From closed to certified: nothing goes without two people, nothing stays that should go, and the ledger stays whole."""

import os
from datetime import UTC, date, datetime, timedelta

import pytest

from amanah.engines.cases import services as cases
from amanah.engines.cases.cohorts import queries as cohorts
from amanah.engines.cases.models import Case, Entry, Hold, Step
from amanah.engines.cases.queries import timeline
from amanah.engines.retention import certificate, contents, queries, schedule, services
from amanah.engines.retention.models import Batch, Item
from amanah.engines.retention.services import destroying
from amanah.foundation.access import exclusion
from amanah.foundation.access import services as access
from amanah.foundation.evidence import files
from amanah.foundation.evidence.models import CustodyEvent, EvidenceItem
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger import verify
from amanah.foundation.vault.models import Mailbox, SealedField, Wrap
from amanah.kernel import clock
from amanah.rooms.whistleblowing.afterwards import envelopes
from amanah.rooms.whistleblowing.tests import stories
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING
from tests.counting import queries_of

CLOSED = date(2026, 2, 10)
LATER = date(2027, 6, 1)  # six and six months after, by the default schedule


def on(day):
    return clock.at(datetime(day.year, day.month, day.day, 3, tzinfo=UTC))


def closed(people, count=1, outcome="insufficient"):
    with on(CLOSED):
        made = list(Case.objects.filter(closed_on=None).order_by("number"))[-count:]
        for case in made:
            cases.move(case, "acknowledge", viewer=people.viewer("ani"))
            cases.move(case, "archive", viewer=people.viewer("ani"), approver=people.viewer("budi"), outcome=outcome, reason_field="x")
    return made


@pytest.fixture
def office(people):
    """Ani appraises; Lia, another coordinator, approves."""
    access.grant_role(people.accounts["ani"], "retention.officer", people.units.root, since=date(2025, 1, 1))
    access.grant_role(people.accounts["ani"], "retention.approver", people.units.root, since=date(2025, 1, 1))
    people.add(
        "lia",
        "Lia Amelia",
        people.units.inspectorate,
        "Inspektur",
        roles=("whistleblowing.coordinator", "retention.approver"),
        since=date(2025, 1, 1),
    )
    return people


@pytest.fixture
def report(office, intake):
    """A report filed in earnest, with its sealed records, and closed."""
    with on(CLOSED):
        stories.file_one(intake)
    return closed(office)[0]


@pytest.fixture
def others(report, office, intake):
    """Three more, of other reporters."""
    with on(CLOSED):
        for _ in range(3):
            intake.cookies.clear()
            stories.file_one(intake)
    return closed(office, 3)


def batch_of(office, *made, verdict="destroy", reason="spent", until=None):
    ani = office.viewer("ani")
    batch = services.begin(ani, [case.pk for case in made])
    for item in batch.items.all():
        services.appraise(item, verdict, reason, until=until, viewer=ani)
    services.propose(batch, viewer=ani)
    return batch


def test_a_case_becomes_due_by_the_schedule(report, office):
    term = schedule.term(report)
    assert (term.line.key, term.active_until, term.due_on) == ("whistleblowing.set_aside", date(2026, 8, 10), date(2027, 2, 10))
    assert [term.phase(day).value for day in (date(2026, 8, 10), date(2027, 2, 10), date(2027, 2, 11))] == ["active", "inactive", "due"]
    with on(date(2027, 2, 10)):
        assert queries.due(office.viewer("ani")) == []
    with on(LATER):
        assert [found.case.pk for found in queries.due(office.viewer("ani"))] == [report.pk]
        assert queries.due(office.viewer("citra")) == queries.due(office.viewer("budi")) == []


@pytest.mark.parametrize("today", [date(2040, 2, 29), date(2046, 11, 23), date(2060, 1, 1)])
def test_what_is_not_looked_at_cannot_be_over(today):
    for line in schedule.lines():
        latest = schedule.at_latest(line, today)
        case = Case(kind=line.kind, outcome=min(line.outcomes), closed_on=latest + timedelta(days=1) if latest else None)
        term = schedule.term(case)
        assert term is None or term.phase(today) is not schedule.Phase.DUE, line.key


def test_destroyed_whole_and_the_ledger_tells_it_from_missing(report, office, intake):
    figures = {key: cells.tidy() for key, cells in cohorts.everything(WHISTLEBLOWING.key).items()}
    leaves = [entry.leaf_hash for entry in ledger.entries(report.ref)]
    steps, entries = Step.objects.count(), Entry.objects.count()
    with on(LATER):
        before = contents.of(report)
        assert before.mailbox
        assert len(before.records) >= 3  # the report, the staff's record, the identity envelope
        batch = batch_of(office, report)
        services.approve(batch, viewer=office.viewer("lia"))
        assert services.carry_out() == 1
        assert services.carry_out() == 0
        batch.refresh_from_db()
        assert batch.state == Batch.State.DONE
        assert not SealedField.objects.filter(record__in=before.records).exists()
        assert not Wrap.objects.filter(record__in=before.records).exists()
        assert not Wrap.objects.exclude(record__startswith="account").filter(record__contains=str(report.pk)).exists()
        assert not SealedField.objects.filter(record__startswith="identity:").exists()
        assert not Mailbox.objects.exists()
        assert queries.due(office.viewer("ani")) == []
    report.refresh_from_db()
    assert (report.state, report.outcome, Step.objects.count(), Entry.objects.count()) == ("archived", "insufficient", steps, entries)
    assert {key: cells.tidy() for key, cells in cohorts.everything(WHISTLEBLOWING.key).items()} == figures
    kept = ledger.entries(report.ref)
    assert [entry.leaf_hash for entry in kept[: len(leaves)]] == leaves
    told = {entry.kind for entry in kept if not entry.erased}
    assert told == {"retention.appraised", "retention.destroyed"}
    found = verify.run()
    assert found.ok, found.findings
    assert found.destroyed == len(before.entries)
    assert queries.destroyed(report).what["sha256"] == before.sha256
    assert timeline(office.viewer("ani"), report)


def test_two_people_and_nobody_whom_it_concerns(report, office):
    with on(LATER):
        batch = batch_of(office, report)
        with pytest.raises(services.Refused) as refusal:
            services.approve(batch, viewer=office.viewer("ani"))
        assert refusal.value.code == "same_person"
        for name in ("budi", "citra", "gilang"):
            with pytest.raises(services.Refused) as refusal:
                services.approve(batch, viewer=office.viewer(name))
            assert refusal.value.code == "role"
        cases.tag_subject(report, [exclusion.person_tag(office.persons["lia"].pk)], viewer=office.viewer("ani"))
        assert queries.find(office.viewer("lia"), batch.number) is None
        with pytest.raises(services.Refused) as refusal:
            services.approve(batch, viewer=office.viewer("lia"))
        assert refusal.value.code == "not_found"
        assert services.carry_out() == 0
        assert Mailbox.objects.exists()


def test_a_hold_stops_it_before_and_after_approval(report, office):
    with on(LATER):
        ani = office.viewer("ani")
        batch = batch_of(office, report)
        services.approve(batch, viewer=office.viewer("lia"))
        hold = Hold.objects.create(case=report, placed_on=LATER, placed_by=office.accounts["ani"], reason_field="x")
        assert services.carry_out() == 0
        assert batch.items.get().state == Item.State.HELD
        assert Mailbox.objects.exists()
        assert [found.held for found in queries.due(ani)] == [True]
        again = services.begin(ani, [report.pk])
        with pytest.raises(services.Refused) as refusal:
            services.appraise(again.items.get(), "destroy", "spent", viewer=ani)
        assert refusal.value.code == "held"
        hold.released_on = LATER
        hold.save()
        services.appraise(again.items.get(), "destroy", "spent", viewer=ani)


def test_reopened_since_is_not_destroyed(report, office):
    with on(LATER):
        batch = batch_of(office, report)
        services.approve(batch, viewer=office.viewer("lia"))
        cases.move(report, "reopen", viewer=office.viewer("ani"), approver=office.viewer("lia"), reason_field="x")
        services.carry_out()
        assert batch.items.get().state == Item.State.HELD


def test_extended_comes_back_and_kept_does_not(report, office):
    with on(LATER):
        with pytest.raises(services.Refused) as refusal:
            batch_of(office, report, verdict="extend", reason="related", until=LATER)
        assert refusal.value.code == "until"
        batch = Batch.objects.get()
        services.appraise(batch.items.get(), "extend", "related", until=date(2028, 1, 1), viewer=office.viewer("ani"))
        services.propose(batch, viewer=office.viewer("ani"))
        services.approve(batch, viewer=office.viewer("lia"))
        services.carry_out()
        assert queries.due(office.viewer("ani")) == []
    with on(date(2028, 2, 1)):
        assert len(queries.due(office.viewer("ani"))) == 1
        batch = batch_of(office, report, verdict="keep", reason="history")
        services.approve(batch, viewer=office.viewer("lia"))
        services.carry_out()
        assert queries.due(office.viewer("ani")) == []
        assert Mailbox.objects.exists()


def test_killed_between_the_rows_and_the_files(office, intake, monkeypatch):
    with on(CLOSED):
        stories.file_one(intake)
        case = Case.objects.get()
        sealed = files.SealingWriter()
        sealed.write(b"bukti")
        digest = sealed.finish()
        item = EvidenceItem.objects.create(
            id=sealed.file_id, ref=case.ref, path=files.path_of(sealed.file_id), size_bucket=64, ciphertext_sha256=digest, day=CLOSED
        )
        CustodyEvent.objects.create(item=item, number=1, act="received", actor="reporter", day=CLOSED)
    closed(office)
    path = files.root() / files.path_of(sealed.file_id)

    def killed(_item):
        raise KeyboardInterrupt

    with on(LATER):
        batch = batch_of(office, case)
        services.approve(batch, viewer=office.viewer("lia"))
        with monkeypatch.context() as patch:
            patch.setattr(destroying, "_remove_files", killed)
            with pytest.raises(KeyboardInterrupt):
                services.carry_out()
        assert path.exists()
        assert not EvidenceItem.objects.exists()
        batch.refresh_from_db()
        assert batch.state == Batch.State.APPROVED
        services.carry_out()
        assert not path.exists()
        batch.refresh_from_db()
        assert batch.state == Batch.State.DONE
    assert verify.run().ok


def test_a_failure_inside_leaves_everything(report, office, monkeypatch):
    with on(LATER):
        batch = batch_of(office, report)
        services.approve(batch, viewer=office.viewer("lia"))

        def broken(*_args, **_more):
            raise OSError(os.strerror(28))

        with monkeypatch.context() as patch:
            patch.setattr(destroying.ledger, "append", broken)
            with pytest.raises(OSError, match="space"):
                services.carry_out()
        assert contents.of(report).fields > 0
        assert Mailbox.objects.exists()


def test_screens(report, office, desk):
    with on(LATER):
        office.sign_in(desk, "ani")
        home = desk.get("/desk/retention/").text
        assert report.number in home
        assert "Belum diverifikasi" in home
        answer = desk.post("/desk/retention/begin/", {"case": str(report.pk)})
        page = desk.get(answer.url).text
        item = Item.objects.get()
        bad = desk.post(f"{answer.url}appraise/{item.pk}/", {"verdict": "extend", "reason": "related"})
        assert "Tetapkan sampai kapan" in bad.text
        desk.post(f"{answer.url}appraise/{item.pk}/", {"verdict": "destroy", "reason": "spent"})
        page = desk.get(answer.url).text
        assert "Gladi" in page
        desk.post(f"{answer.url}propose/")
        assert desk.get(f"{answer.url}certificate.pdf").status_code == 404
        office.sign_in(desk, "citra")
        assert desk.get("/desk/retention/").status_code == desk.get(answer.url).status_code == 404
        office.sign_in(desk, "lia")
        assert "Setujui pemusnahan" in desk.get(answer.url).text
        desk.post(f"{answer.url}approve/")
        services.carry_out()
        assert desk.get(f"{answer.url}certificate.pdf").content.startswith(b"%PDF-")
        assert report.number in str(certificate.contents(Batch.objects.get()))
        office.sign_in(desk, "ani")
        assert "Isi laporan ini telah dimusnahkan" in desk.get(f"/desk/whistleblowing/{report.number}/").text


def test_the_dry_run_of_a_batch_asks_no_more_for_many_cases_than_for_one(report, others, office, desk):
    def page(*made):
        address = f"/desk/retention/{batch_of(office, *made).number}/"
        assert all(case.number in desk.get(address).text for case in made)
        return queries_of(lambda: [desk.get(address)])

    with on(LATER):
        office.sign_in(desk, "ani")
        assert page(report) == page(*others)


def test_many_cases_at_once_go_as_each_goes_alone(report, others):
    every = [report, *others]
    assert contents.of_each(every) == {case.pk: contents.of(case) for case in every}
    assert len({record for case in every for record in contents.of(case).records}) == sum(len(contents.of(case).records) for case in every)


@pytest.mark.parametrize("passes_on", [False, True])
def test_an_identity_that_was_given_later_goes_with_its_report(report, passes_on):
    envelope = envelopes.record_of(report.pk, 1, passes_on=passes_on)
    SealedField.objects.create(record=envelope, field="identity", version=1, ciphertext=b"sealed", size_bucket=1024)
    assert envelope in contents.of(report).records


def test_what_closed_before_there_was_a_schedule_falls_under_its_first_version():
    old = Case(kind=WHISTLEBLOWING.key, outcome="insufficient", closed_on=date(2018, 3, 15))

    term = schedule.term(old)

    assert (term.active_until, term.due_on) == (date(2018, 9, 15), date(2019, 3, 15))
