"""What a reporter does once the report is sent, and who sees what of it."""

import io
import re
from datetime import date, timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.services import Refused
from amanah.engines.reports.intake import reminders
from amanah.engines.reports.queries import reading
from amanah.engines.reports.report import Identity
from amanah.engines.reports.services import handling
from amanah.foundation.evidence.models import CustodyEvent
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.foundation.vault.services.staff import holder_of
from amanah.kernel import clock, receipts
from amanah.rooms.whistleblowing.afterwards import envelopes, queries, services
from amanah.rooms.whistleblowing.afterwards.given import envelope_to_ask
from amanah.rooms.whistleblowing.afterwards.models import RatingTally
from amanah.rooms.whistleblowing.custody import CUSTODY
from amanah.rooms.whistleblowing.regime import REGIME
from amanah.rooms.whistleblowing.services import succession, triaging
from amanah.rooms.whistleblowing.tests.stories import WHAT, answer, file_one, open_box, url, write
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db

WHO = Identity("Sri Melati Pengirim", "0812-0000-4455", "hanya malam hari")


@pytest.fixture
def words(people, intake):
    return file_one(intake)


@pytest.fixture
def box(words):
    return vault.open_mailbox(receipts.parse(words))


@pytest.fixture
def case(box):
    return Case.objects.get(ref=box.record)


def keys_of(account):
    return vault.unlock(account, PASSPHRASE)


def opened(case, people, name):
    return reading.open_case(people.viewer(name), Case.objects.get(pk=case.pk), keys_of(getattr(people, name)))


def close(case, people):
    """Archived by Ani and Budi, as lacking data."""
    triaging.acknowledge(case, viewer=people.viewer("ani"))
    proposal = handling.propose(opened(case, people, "ani"), "archive", outcome="insufficient", reason="Tidak ada data.")
    handling.approve(proposal, viewer=people.viewer("budi"))
    case.refresh_from_db()


def read_as(people, name, envelope):
    account = getattr(people, name)
    key = vault.content_key(envelope, holder_of(account), keys_of(account))
    return Identity.from_bytes(vault.open_field(envelope, "identity", key))


def envelope_of(case):
    return envelopes.record_of(case.pk, 0)


def test_the_identity_opens_for_the_chosen_and_for_no_other_handler(people, box, case):
    services.give_identity(box, WHO, [str(people.ani.pk)])
    assert read_as(people, "ani", envelope_of(case)) == WHO
    for name in ("budi", "indra"):
        with pytest.raises(vault.NotAHolder):
            read_as(people, name, envelope_of(case))
    assert "Ani Rahmawati" in reading.content(opened(case, people, "budi")).texts("reporter_in")[-1].text


def test_given_to_the_custodians_it_is_the_envelope_that_handlers_ask_for(people, box, case):
    services.give_identity(box, WHO, [queries.CUSTODIANS])
    assert read_as(people, "indra", envelope_of(case)) == WHO
    with pytest.raises(vault.NotAHolder):
        read_as(people, "ani", envelope_of(case))
    assert envelope_to_ask(reading.content(opened(case, people, "ani"))) == envelope_of(case)


def test_a_database_thief_cannot_tell_that_it_was_given(people, box, case):
    before = set(SealedField.objects.values_list("record", "field"))
    services.give_identity(box, WHO, [str(people.ani.pk)])
    new = set(SealedField.objects.values_list("record", "field")) - before
    assert new == {(case.ref, "message/1"), (envelope_of(case), "identity")}
    entry = Entry.objects.get(case=case, seq=1)
    assert (entry.channel, entry.field) == ("reporter_in", "message/1")
    assert not [one for one in ledger.replay("case.entry") if envelope_of(case) in str((one.ref, one.facts))]


def test_custody_knows_whose_it_is_and_gives_it_to_nobody_else(people, box, case):
    services.give_identity(box, WHO, [str(people.ani.pk)])
    envelope = envelope_of(case)
    assert CUSTODY.hidden(people.viewer("ani"), [envelope]) == set()
    assert CUSTODY.may_hold(people.viewer("ani"), [envelope]) == {envelope}
    assert CUSTODY.may_hold(people.viewer("budi"), [envelope]) == set()
    assert CUSTODY.may_hold(people.viewer("indra"), [envelope]) == set(), "not even a custodian whom the reporter did not choose"
    assert envelope not in CUSTODY.due(people.viewer("indra"))


@pytest.mark.parametrize("passes_on", [False, True])
def test_it_follows_a_change_of_post_only_where_its_reporter_lets_it(people, box, case, passes_on):
    handling.assign(opened(case, people, "ani"), people.budi)
    services.give_identity(box, WHO, [str(people.budi.pk)], passes_on=passes_on)
    envelope = envelopes.record_of(case.pk, 0, passes_on=passes_on)
    people.add("joko", "Joko Susilo", people.units.inspectorate, "Auditor", roles=("whistleblowing.handler_inspectorate",), keys=True)
    people.add(
        "tono", "Tono Wijaya", people.units.inspectorate, "Auditor pertama", roles=("whistleblowing.handler_inspectorate",), keys=True
    )
    succession.hand_over(people.viewer("budi"), keys_of(people.budi), people.budi, people.joko)
    holders = set(Wrap.objects.filter(record=envelope, holder__startswith="account:").values_list("holder", flat=True))
    assert holders == {holder_of(people.joko if passes_on else people.budi)}
    if passes_on:
        assert read_as(people, "joko", envelope) == WHO
    # Whoever else works on the report, or comes to, gets it from nobody.
    assert envelope not in CUSTODY.may_hold(people.viewer("tono"), [envelope])


def test_it_follows_nobody_whom_the_report_is_about(people, box, case):
    handling.assign(opened(case, people, "ani"), people.budi)
    services.give_identity(box, WHO, [str(people.budi.pk)], passes_on=True)
    people.add("joko", "Joko Susilo", people.units.inspectorate, "Auditor", roles=("whistleblowing.handler_inspectorate",), keys=True)
    handling.name_subjects(opened(case, people, "ani"), ("Joko Susilo",))
    envelope = envelopes.record_of(case.pk, 0, passes_on=True)
    succession.hand_over(people.viewer("budi"), keys_of(people.budi), people.budi, people.joko)
    assert not Wrap.objects.filter(record=envelope, holder=holder_of(people.joko)).exists()


def test_nobody_who_was_not_offered_can_be_chosen(people, box):
    assert {one.key for one in queries.recipients(box)} == {queries.CUSTODIANS, str(people.ani.pk), str(people.budi.pk)}
    with pytest.raises(Refused):
        services.give_identity(box, WHO, [str(people.citra.pk)])


def test_after_five_times_there_is_no_sixth(people, box):
    for _again in range(envelopes.MOST):
        services.give_identity(box, WHO, [str(people.ani.pk)])
    with pytest.raises(Refused):
        services.give_identity(box, WHO, [str(people.ani.pk)])


def test_on_the_desk_the_chosen_reads_the_name_and_a_colleague_does_not(people, box, case, desk):
    services.give_identity(box, WHO, [str(people.ani.pk)])
    shown = {}
    for name in ("ani", "budi"):
        client = people.sign_in(Client(), name)
        client.post("/desk/vault/unlock/", {"passphrase": PASSPHRASE})
        shown[name] = client.get(f"/desk/whistleblowing/{case.number}/summary/").content.decode()
    assert WHO.name in shown["ani"]
    assert WHO.name not in shown["budi"]
    assert "Identitas yang diberitahukan pelapor kemudian" in shown["budi"]
    citra = people.sign_in(Client(), "citra")
    assert citra.get(f"/desk/whistleblowing/{case.number}/summary/").status_code == 404


def test_the_form_keeps_what_was_typed_and_says_what_is_missing(people, intake, words):
    open_box(intake, words)
    page = intake.post(url("give_identity"), {"name": "Sri", "to": []})
    assert page.status_code == 422
    assert 'value="Sri"' in page.content.decode()
    done = intake.post(url("give_identity"), {"name": "Sri", "to": [str(people.ani.pk)]}, follow=True)
    assert "Saya memberitahukan siapa saya kepada: Ani Rahmawati." in done.content.decode()
    assert Client().get(url("give_identity")).status_code == 403


def codes():
    return {(row.question, row.answer): row.count for row in RatingTally.objects.filter(count__gt=0)}


def test_an_open_report_is_not_rated(people, box, intake, words):
    with pytest.raises(Refused):
        services.rate(box, {"heard": "yes"}, "")
    open_box(intake, words)
    assert intake.get(url("rating")).status_code == 302


def test_a_rating_counts_once_and_can_be_changed(people, box, case, intake, words):
    close(case, people)
    services.rate(box, {"heard": "yes", "informed": "no"}, "Terlalu lama.")
    assert codes() == {("heard", "yes"): 1, ("informed", "no"): 1, ("safe", "skip"): 1}
    open_box(intake, words)
    page = intake.get(url("rating")).content.decode()
    assert "Terlalu lama." in page
    assert intake.post(url("rating"), {"heard": "partly", "informed": "no", "safe": "yes", "text": "Baik."}).status_code == 302
    assert codes() == {("heard", "partly"): 1, ("informed", "no"): 1, ("safe", "yes"): 1}
    assert queries.tally()[services.quarter_of(case.closed_on)]["heard"] == {"partly": 1}
    told = reading.content(opened(case, people, "budi")).texts("reporter_in")[-1].text
    assert "Baik." in told
    assert "Apakah Anda merasa aman selama laporan ditangani? Ya" in told


def test_counts_carry_nothing_of_a_case(people, box, case):
    close(case, people)
    services.rate(box, {"heard": "no"}, "kata rahasia")
    assert {field.name for field in RatingTally._meta.fields} == {"id", "quarter", "question", "answer", "count"}
    assert all(row.quarter.day == 1 for row in RatingTally.objects.all())
    assert services.quarter_of(date(2026, 11, 22)) == date(2026, 10, 1)


def test_the_copy_holds_the_report_and_its_number(people, intake, words):
    assert Client().post(url("copy")).status_code == 403
    open_box(intake, words)
    answered = intake.post(url("copy"))
    assert answered["Content-Disposition"] == 'attachment; filename="salinan.pdf"'
    with pikepdf.open(io.BytesIO(answered.content)) as document:
        assert Case.objects.get().number in str(document.docinfo.get("/Title", "")) + str(document.open_metadata())


def test_the_copy_says_what_was_written_and_nothing_of_staff(people, box, case):
    from amanah.rooms.whistleblowing.afterwards import copying

    handling.write_note(opened(case, people, "ani"), "catatan di antara petugas")
    handling.ask(opened(case, people, "ani"), "pertanyaan petugas", wait=False)
    said = str(copying.contents(box))
    assert WHAT in said
    assert case.number in said
    assert "petugas" not in said


def test_own_and_sent_files_come_back_and_leave_no_trace(people, intake):
    write(intake)
    answer(intake, "files", {"attached": SimpleUploadedFile("bukti saya.txt", b"isi bukti"), "add": "1"})
    from amanah.rooms.whistleblowing.tests.stories import send, words_of

    words = words_of(send(intake))
    page = open_box(intake, words).content.decode()
    address = re.search(r"/mailbox/file/[0-9a-f-]+/", page)[0]
    noted, size = CustodyEvent.objects.count(), ledger.size()
    answered = intake.get(address)
    assert b"".join(answered.streaming_content) == b"isi bukti"
    assert answered["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answered["Content-Security-Policy"]
    assert (CustodyEvent.objects.count(), ledger.size()) == (noted, size)
    other = Client()
    open_box(other, file_one(other))
    assert other.get(address).status_code == 404, "another mailbox"
    assert Client().get(address).status_code == 403


def test_the_calendar_names_no_one_and_nothing(people, intake):
    text = intake.get(url("reminder")).content.decode()
    days = reminders.of_new_report(REGIME)
    assert [f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in text for day in days] == [True, True]
    for word in ("lapor", "amanah", "kementerian", "whistle", "http", "@"):
        assert word not in text.lower()
    assert set(re.findall(r"SUMMARY:(.*)\r", text)) == {"Periksa catatan"}


def test_what_is_late_is_looked_for_again_in_a_month(case):
    assert reminders.coming(case) == reminders.of_new_report(REGIME)
    with clock.at(clock.now() + timedelta(days=400)):
        assert reminders.coming(case) == [clock.today() + timedelta(days=30)]


def test_full_and_empty_mailboxes_are_of_one_length(people, box, case, intake, words):
    lengths = [len(open_box(Client(), words).content)]
    for number in range(3):
        handling.ask(opened(case, people, "ani"), f"Pertanyaan {number}. " * 40, wait=False)
        lengths.append(len(open_box(Client(), words).content))
    assert len(set(lengths)) == 1, lengths
    assert len(Client().get(url("mailbox")).content) == lengths[0]
    wrong = receipts.generate(1_000_001)
    assert len(open_box(Client(), str(wrong)).content) == lengths[0]


def test_the_padding_does_not_compress_away(people, intake, words):
    import zlib

    page = open_box(intake, words)
    filler = page.content.rpartition(b"<!--")[2]
    assert len(zlib.compress(filler, 9)) > 0.7 * len(filler)
    assert "no-transform" in page["Cache-Control"]
