"""A report on its way in: who can open it, what is left behind, and what happens when it cannot be taken."""

import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from amanah.engines.cases.models import Case, SubjectTag
from amanah.engines.cases.queries import visible
from amanah.engines.reports.intake import draft as drafts
from amanah.engines.reports.report import Identity, Report
from amanah.foundation.access import exclusion
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Keepsake, Mailbox, SealedField, Wrap
from amanah.kernel import clock
from amanah.rooms.whistleblowing.tests import stories
from amanah.rooms.whistleblowing.tests.stories import hidden, send, url, words_of, write
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


def holder(account):
    return f"account:{account.pk}"


def opened_by(account, record):
    return vault.content_key(record, holder(account), vault.unlock(account, PASSPHRASE))


def report_of(case, account):
    return Report.from_bytes(vault.open_field(case.ref, "report", opened_by(account, case.ref)))


def test_a_report_reaches_its_recipients_and_nobody_else(intake, people):
    stories.file_one(intake)
    case = Case.objects.get()
    assert (case.route, case.topic, case.state, case.opened_on) == ("inspectorate", "illegal_levy", "received", clock.today())
    assert set(keys.holders(case.ref)) == {holder(people.ani), holder(people.budi), "mailbox"}
    assert report_of(case, people.budi).answers["what"] == stories.WHAT
    assert case in visible(people.viewer("ani"))
    assert case not in visible(people.viewer("citra"))


def test_the_recovery_key_can_open_every_report_and_envelope(intake, people):
    key = vault.prepare_recovery_key(2, 3, actor="system")
    vault.confirm_recovery_key(key.id, actor="system")
    stories.file_one(intake)
    pair = vault.recover(key.shares[:2])
    records = set(Wrap.objects.filter(holder="recovery").values_list("record", flat=True))
    assert {record.split(":")[0] for record in records} == {"case", "identity", "work"}
    assert all(vault.content_key(record, "recovery", pair) for record in records)


def test_the_promised_clocks_run(intake, people):
    stories.file_one(intake)
    running = set(Deadline.objects.filter(ref=Case.objects.get().ref).values_list("name", flat=True))
    assert running == {"acknowledge", "triage", "close"}


def test_the_ledger_holds_the_sealed_report_and_no_word_of_it(intake, people):
    stories.file_one(intake)
    entries = ledger.entries(Case.objects.get().ref)
    assert [entry.kind for entry in entries] == ["case.opened"]
    assert len(entries[0].facts["sealed"]) == 64


def test_a_confidential_identity_opens_for_the_custodian_alone(intake, people):
    stories.file_one(intake, mode="confidential", name="Rina Pelapor", contact="0812", note="malam")
    case = Case.objects.get()
    report = report_of(case, people.ani)
    assert report.identity is None
    assert keys.holders(report.identity_ref) == [holder(people.indra)]
    identity = vault.open_field(report.identity_ref, "identity", opened_by(people.indra, report.identity_ref))
    assert Identity.from_bytes(identity) == Identity("Rina Pelapor", "0812", "malam")
    assert holder(people.indra) not in keys.holders(case.ref)


def test_an_anonymous_and_a_confidential_report_look_alike_in_the_database(intake, people):
    stories.file_one(intake)
    stories.file_one(Client(), mode="confidential", name="Rina")
    shapes = []
    for case in Case.objects.all():
        ref = report_of(case, people.ani).identity_ref
        shapes.append((SealedField.objects.get(record=ref).size_bucket, keys.holders(ref)))
    assert shapes[0] == shapes[1]


def test_an_open_report_tells_its_recipients_who_wrote(intake, people):
    stories.file_one(intake, mode="open", name="Rina Pelapor")
    assert report_of(Case.objects.get(), people.ani).identity == Identity("Rina Pelapor", "", "")


def test_names_typed_before_choosing_to_stay_anonymous_are_not_sent(intake, people):
    write(intake, mode="confidential", name="Rina Pelapor")
    stories.answer(intake, "mode", {"mode": "anonymous"})
    assert "Rina" not in intake.get(url("review")).content.decode()
    send(intake)
    report = report_of(Case.objects.get(), people.ani)
    identity = vault.open_field(report.identity_ref, "identity", opened_by(people.indra, report.identity_ref))
    assert not Identity.from_bytes(identity)


def test_people_named_are_shut_out_of_the_report_and_hold_no_key(intake, people):
    stories.file_one(intake, who="Budi Hartono, auditor", exclude="Orang Tak Dikenal Siapapun")
    case = Case.objects.get()
    assert holder(people.budi) not in keys.holders(case.ref)
    assert case not in visible(people.viewer("budi"))
    report = report_of(case, people.ani)
    assert report.unmatched == ("Orang Tak Dikenal Siapapun",)


def test_a_unit_that_must_not_see_is_shut_out_with_everybody_in_it(intake, people):
    stories.file_one(intake, exclude="FKAP", route="inspectorate")
    tags = {bytes(tag) for tag in SubjectTag.objects.values_list("tag", flat=True)}
    assert exclusion.unit_tag(people.units.fkap.pk) in tags
    assert exclusion.tags_of_viewer(people.persons["fitri"].pk) & tags


def test_the_reported_unit_is_a_subject_and_the_institution_never(intake, people):
    stories.file_one(intake, unit=str(people.units.k3.pk))
    tags = {bytes(tag) for tag in SubjectTag.objects.values_list("tag", flat=True)}
    assert exclusion.unit_tag(people.units.k3.pk) in tags
    stories.file_one(Client(), unit=str(people.units.root.pk))
    assert {bytes(tag) for tag in SubjectTag.objects.values_list("tag", flat=True)} == tags


def test_a_route_without_recipients_is_named_before_sending_and_refused_after(intake, people):
    write(intake, unit=str(people.units.inspectorate.pk))
    page = intake.get(url("recipient")).content.decode()
    assert "Inspektorat Jenderal: semua penerimanya" in page
    page = intake.get(url("review"))
    assert "Jalur yang lain masih terbuka" in page.content.decode()
    answer = intake.post(url("review"), hidden(page))
    assert answer.status_code == 409
    assert stories.WHAT in answer.content.decode()
    assert not Case.objects.exists()
    stories.answer(intake, "recipient", {"route": "antibribery"})
    assert send(intake).status_code == 200


def test_when_every_route_is_shut_the_outside_channels_are_shown(intake, people):
    write(intake, exclude="Fitri Handayani\nInspektorat Jenderal")
    page = intake.get(url("review")).content.decode()
    assert "pengaduan@kpk.go.id" in page
    assert "Kirim laporan</" not in page


def test_the_top_involved_shows_outside_channels_and_still_lets_choose(intake, people):
    write(intake)
    page = intake.post(url("recipient"), {"route": "top"})
    assert page.status_code == 200
    assert "kws.kpk.go.id" in page.content.decode()
    assert intake.post(url("recipient"), {"route": "antibribery"}).status_code == 302


def test_without_a_custodian_a_name_is_not_taken(intake, people):
    people.indra.grants.update(until=clock.today() - timedelta(days=1))
    write(intake, mode="confidential", name="Rina")
    page = intake.get(url("review"))
    assert "penyimpan amplop" in page.content.decode()
    assert intake.post(url("review"), hidden(page)).status_code == 409
    assert not Case.objects.exists()


def test_sending_twice_makes_one_report_and_says_so(intake, people):
    write(intake)
    carried = hidden(intake.get(url("review")))
    words_of(intake.post(url("review"), carried))
    again = intake.post(url("review"), carried, follow=True)
    assert "sudah terkirim" in again.content.decode()
    assert Case.objects.count() == 1


def test_two_browsers_with_one_cookie_make_one_report(intake, people):
    write(intake)
    carried = hidden(intake.get(url("review")))
    other = Client()
    other.cookies["draft"] = intake.cookies["draft"].value
    request = type("Request", (), {"COOKIES": {"draft": intake.cookies["draft"].value}})
    before = drafts.load(request, "whistleblowing")
    intake.post(url("review"), carried)
    drafts.replace(request, before)  # as if both had read the draft before either was taken
    assert other.post(url("review"), carried).url == url("sent")
    assert Case.objects.count() == 1


def test_the_words_can_be_seen_once_more_for_some_minutes_and_never_again(intake, people):
    write(intake)
    words = words_of(send(intake))
    assert words_of(intake.post(url("receipt"))) == words
    assert intake.post(url("receipt"), follow=True).redirect_chain
    assert 'class="receipt' not in intake.get(url("sent")).content.decode()


def test_the_words_are_gone_after_a_quarter_of_an_hour_and_after_done(intake, people):
    write(intake)
    send(intake)
    with clock.at(clock.now() + timedelta(minutes=16)):
        assert intake.post(url("receipt")).status_code == 302
        assert 'action="/report/receipt/"' not in intake.get(url("sent")).content.decode()
    assert intake.post(url("done")).status_code == 200
    assert not Keepsake.objects.exists()
    assert intake.get(url("sent")).status_code == 410


def test_an_expired_draft_keeps_the_text_that_the_page_carries(intake, people):
    write(intake)
    carried = hidden(intake.get(url("review")))
    with clock.at(clock.now() + timedelta(hours=2, minutes=1)):
        assert intake.get(url("review")).status_code == 410
        page = intake.post(url("review"), carried)
        assert page.status_code == 409
        text = page.content.decode()
        assert "BELUM terkirim" in text
        assert stories.WHAT in text
        assert not Case.objects.exists()
        words_of(intake.post(url("review"), hidden(page)))
    assert Case.objects.count() == 1


def test_an_expired_draft_keeps_the_answer_of_the_page_that_was_open(intake, people):
    write(intake)
    with clock.at(clock.now() + timedelta(hours=3)):
        page = intake.post(url("story"), {"what": "Yang baru saya tulis", "who": ""})
        assert "BELUM terkirim" in page.content.decode()
        assert "Yang baru saya tulis" in intake.get(url("story")).content.decode()


def test_a_tampered_cookie_opens_nothing_and_breaks_nothing(intake, people):
    write(intake)
    token = intake.cookies["draft"].value
    for wrong in ("", "x", token[:-2], token + "A", token[::-1], "ÿ", "../../etc"):
        intake.cookies["draft"] = wrong
        assert intake.get(url("review")).status_code == 410
    intake.cookies["draft"] = token
    assert intake.get(url("review")).status_code == 200


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(intake, people):
    intake.get(url("topic"))
    intake.post(url("topic"), {"topic": "bribery"})
    cookie = intake.cookies["draft"]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["max-age"]) == (True, "Strict", "/report/", "")


def test_a_cross_site_or_forged_request_has_no_effect(intake, people, settings):
    settings.CSRF_USE_SESSIONS = False
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(url("topic"), {"topic": "bribery"}).status_code == 403
    assert strict.post(url("review"), {"what": "x" * 30}).status_code == 403
    assert strict.post(url("mailbox"), {"receipt": "x"}).status_code == 403
    assert not Keepsake.objects.exists()
    assert not Case.objects.exists()


def test_errors_stand_beside_the_field_and_nothing_typed_is_lost(intake, people):
    stories.answer(intake, "topic", {"topic": "bribery"})
    page = intake.post(url("story"), {"what": "panjang " * 2600, "who": "Nama Seseorang"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "paling banyak 20000 huruf" in text
    assert text.count("panjang ") >= 2600
    assert "Nama Seseorang" in text
    assert "maxlength" not in text


def test_a_unit_that_was_never_offered_is_refused(intake, people):
    stories.answer(intake, "topic", {"topic": "bribery"})
    assert intake.post(url("place"), {"unit": str(uuid.uuid4()), "place": "Loket"}).status_code == 422


def test_a_unit_is_found_without_scripts(intake, people):
    stories.answer(intake, "topic", {"topic": "bribery"})
    page = intake.post(url("place"), {"query": "uji k3", "search": "1", "place": "lantai dua"}).content.decode()
    assert "Subdirektorat Pengujian K3" in page
    assert str(people.units.k3_testing.pk) in page
    assert "lantai dua" in page


def test_a_disk_that_takes_nothing_is_said_and_keeps_the_text(intake, people, settings, tmp_path):
    write(intake)
    intake.post(url("files"), {"attached": SimpleUploadedFile("bukti.txt", b"isi bukti"), "add": "1"})
    carried = hidden(intake.get(url("review")))
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where a folder should be")
    settings.AMANAH_FILES = blocked
    answer = intake.post(url("review"), carried)
    assert answer.status_code in {503, 507}
    assert "BELUM terkirim" in answer.content.decode()
    assert stories.WHAT in answer.content.decode()
    assert not Case.objects.exists()
    assert not SealedField.objects.exists()
    upload = intake.post(url("files"), {"attached": SimpleUploadedFile("lagi.txt", b"isi"), "add": "1"})
    assert upload.status_code == 507
    assert "TIDAK tersimpan" in upload.content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_refuses_is_said_and_keeps_the_text(intake, people):
    write(intake)
    carried = hidden(intake.get(url("review")))
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {Mailbox._meta.db_table} RENAME TO elsewhere")
    try:
        answer = intake.post(url("review"), carried)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE elsewhere RENAME TO {Mailbox._meta.db_table}")
    assert answer.status_code == 503
    assert "BELUM terkirim" in answer.content.decode()
    assert stories.WHAT in answer.content.decode()
    assert not Case.objects.exists()


def test_files_travel_sealed_and_one_bad_file_spoils_none(intake, people, settings):
    settings.AMANAH_FILE_LIMIT = 1000
    write(intake)
    batch = [
        SimpleUploadedFile("bukti.txt", b"isi bukti"),
        SimpleUploadedFile("besar.bin", b"x" * 2000),
        SimpleUploadedFile("kosong.txt", b""),
    ]
    page = intake.post(url("files"), {"attached": batch, "add": "1"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "besar.bin" in text
    assert "kosong.txt" in text
    assert text.count("bukti.txt") >= 1
    send(intake)
    case, item = Case.objects.get(), EvidenceItem.objects.get()
    assert item.ref == case.ref
    assert report_of(case, people.ani).files == (str(item.pk),)


def test_a_file_can_be_taken_out_again(intake, people, settings):
    write(intake)
    intake.post(url("files"), {"attached": SimpleUploadedFile("bukti.txt", b"isi bukti"), "add": "1"})
    page = intake.get(url("files")).content.decode()
    file_id = page.split('name="remove" value="')[1].split('"')[0] if 'name="remove" value="' in page else page.split('value="')[-1]
    intake.post(url("files"), {"remove": file_id})
    assert "bukti.txt" not in intake.get(url("files")).content.decode()
    assert not [path for path in Path(settings.AMANAH_FILES).rglob("*") if path.stem == file_id]


def test_each_page_asks_the_database_little(intake, people, django_assert_max_num_queries):
    write(intake)
    for name, most in (("topic", 1), ("story", 1), ("details", 1), ("files", 1), ("mode", 1), ("shield", 1)):
        with django_assert_max_num_queries(most):
            intake.get(url(name))
    with django_assert_max_num_queries(0):
        intake.get(url("start"))
    with django_assert_max_num_queries(4):
        intake.post(url("story"), stories.ANSWERS["story"] | {"what": "Lain"})


def test_without_a_draft_later_pages_say_so(intake, people):
    assert intake.get(url("story")).status_code == 410
    assert intake.get(url("review")).status_code == 410
    assert intake.post(url("review"), {}).status_code == 410
    assert intake.get(url("start")).status_code == 200
    assert not intake.cookies


def test_more_names_than_can_be_looked_up_are_not_dropped_silently(intake, people):
    stories.answer(intake, "topic", {"topic": "bribery"})
    page = intake.post(url("story"), {"what": "x", "who": "\n".join(f"Orang {number}" for number in range(60))})
    assert page.status_code == 422
    assert "paling banyak 50 nama" in page.content.decode()
    assert "Orang 59" in page.content.decode()
