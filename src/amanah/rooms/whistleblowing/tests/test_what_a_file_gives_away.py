"""Before sending, a reporter sees what a file reveals and chooses; the desk gets what was chosen and nothing else."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory

from amanah.engines.cases.models import Case
from amanah.engines.reports.intake.carried import Carried
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.cleaning import process
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.tests import samples
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import SealedField
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.tests.stories import file_one, open_box, send, url, write
from amanah.rooms.whistleblowing.tests.test_desk import ANSWERS, page, unlocked
from tests.people import PASSPHRASE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.AMANAH_FILES = tmp_path / "files"


def add(intake, *named):
    files = [SimpleUploadedFile(name, content) for name, content in named]
    return intake.post(url("files"), {"attached": files, "add": "1"}, follow=True).content.decode()


def choose(intake, choice):
    page = intake.get(url("files")).content.decode()
    names = set(re.findall(r'name="(choice-[0-9a-f-]+)"', page))
    assert intake.post(url("files"), dict.fromkeys(names, choice)).status_code == 302
    return names


def sent(people):
    """What the handler gets: the sealed descriptions and the contents."""
    case = Case.objects.get()
    key = vault.content_key(case.ref, f"account:{people.ani.pk}", vault.unlock(people.ani, PASSPHRASE))
    uploads = [SealedUpload.from_bytes(data) for data in vault.open_fields(case.ref, key, "file/").values()]
    return [(one, b"".join(evidence.open_stream(EvidenceItem.objects.get(pk=one.file_id), one.file_key))) for one in uploads]


def on_disk(settings):
    return {path.stem for path in Path(settings.AMANAH_FILES).rglob("*.sealed")}


def test_the_page_says_what_a_file_reveals_and_offers_a_cleaned_copy(intake, people):
    write(intake)
    page = add(intake, ("foto dari rina.jpg", samples.jpeg()), ("catatan.txt", b"kata-kata"), ("gaji.xlsx", samples.xlsx()))
    assert "Tempat (GPS): -6.20861, 106.84556" in page
    assert f"Nama pembuat: {samples.NAME}" in page
    assert "Merek dan jenis alat: Pabrik Telepon 7" in page
    assert "Lembar yang disembunyikan: Lembar Rahasia" in page
    assert page.count("Belum dibersihkan") == 1
    assert page.count("berkas-1.jpg") == 1
    assert len(set(re.findall(r'name="(choice-[0-9a-f-]+)"', page))) == 2
    assert len(re.findall(r'value="cleaned"[^>]* checked', page)) == 2


def test_the_enter_key_removes_nothing_and_sends_nothing(intake, people):
    write(intake)
    page_ = add(intake, ("a.png", samples.png()))
    form = page_.split('<form method="post" action="/report/files/"')[1]
    assert re.search(r"<button[^>]*>", form).group(0).startswith('<button class="unseen" name="add"')


def test_going_on_with_a_new_file_shows_what_it_reveals_first(intake, people):
    write(intake)
    response = intake.post(url("files"), {"attached": SimpleUploadedFile("a.jpg", samples.jpeg())})
    assert response.url == url("files")
    assert intake.post(url("files"), {}).url == url("mode")


def test_by_default_only_the_cleaned_copy_is_sent_and_nothing_tells_what_was_removed(intake, people, settings):
    write(intake)
    add(intake, (f"{samples.NAME}.jpg", samples.jpeg()))
    assert len(on_disk(settings)) == 2
    assert "berkas-1.jpg (salinan bersih)" in intake.get(url("review")).content.decode()
    send(intake)
    ((upload, content),) = sent(people)
    assert (upload.name, upload.state, upload.content_type, upload.findings) == ("berkas-1.jpg", "cleaned", "image/jpeg", ())
    assert samples.NAME.encode() not in content
    assert samples.NAME.encode() not in upload.to_bytes()
    assert on_disk(settings) == {upload.file_id}


def test_the_original_goes_alone_with_what_it_reveals(intake, people, settings):
    write(intake)
    original = samples.docx()
    add(intake, ("a.docx", original))
    choose(intake, "original")
    send(intake)
    ((upload, content),) = sent(people)
    assert (upload.name, upload.state, upload.pair, content) == ("a.docx", "original", "", original)
    assert "author" in {finding.code for finding in upload.findings}
    assert on_disk(settings) == {upload.file_id}


def test_both_are_sent_as_a_pair(intake, people, settings):
    write(intake)
    add(intake, ("surat.pdf", samples.pdf()), ("catatan.txt", b"kata-kata"))
    choose(intake, "both")
    send(intake)
    by_state = {upload.state: upload for upload, _ in sent(people)}
    assert set(by_state) == {"original", "cleaned", "not_cleaned"}
    assert by_state["original"].pair == by_state["cleaned"].file_id
    assert by_state["cleaned"].pair == by_state["original"].file_id
    assert on_disk(settings) == {upload.file_id for upload in by_state.values()}


def test_the_desk_shows_which_is_which_and_what_each_reveals(desk, people):
    carried = Carried()
    for name, content in (("surat.pdf", samples.pdf()), ("catatan.txt", b"kata"), ("foto.jpg", samples.jpeg())):
        request = RequestFactory().post("/", {"attached": SimpleUploadedFile(name, content)})
        carried.add(evidence.take(request.FILES.getlist("attached")).kept)
    for upload in carried.originals()[:1]:
        carried.choose({f"choice-{upload.file_id}": "both"})
    case_id = uuid4()
    filing.file_report(filing.from_answers(case_id, ANSWERS, carried.uploads()))
    case = Case.objects.get(pk=case_id)
    text = page(unlocked(desk, people, "ani"), case, "evidence")
    for shown in (
        "surat.pdf",
        "berkas-1.pdf",
        "berkas-3.jpg",
        "Salinan bersihnya",
        "Salinan bersih dari",
        "Belum dibersihkan",
        "catatan.txt",
    ):
        assert shown in text
    assert "foto.jpg" not in text
    assert f"Nama pembuat: {samples.NAME}" in text
    assert "Tempat (GPS)" not in text.split("berkas-3.jpg")[1].split("</tr>")[0]


def test_all_descriptions_of_files_are_equally_long_when_sealed(intake, people):
    write(intake)
    add(intake, ("a.pdf", samples.pdf()), ("b.txt", b"x"), ("n" * 110 + ".jpg", samples.jpeg()))
    choose(intake, "both")
    send(intake)
    buckets = set(SealedField.objects.filter(field__startswith="file/").values_list("size_bucket", flat=True))
    assert len(buckets) == 1


def test_taking_a_file_out_removes_its_copy_too(intake, people, settings):
    write(intake)
    page = add(intake, ("a.png", samples.png()))
    file_id = re.search(r'name="remove" value="([0-9a-f-]+)"', page).group(1)
    intake.post(url("files"), {"remove": file_id})
    assert on_disk(settings) == set()


def test_a_choice_for_a_strangers_file_or_of_nonsense_changes_nothing(intake, people):
    write(intake)
    add(intake, ("a.png", samples.png()))
    choose(intake, "apa saja")
    intake.post(url("files"), {"choice-00000000-0000-0000-0000-000000000000": "original"})
    send(intake)
    assert [upload.state for upload, _ in sent(people)] == ["cleaned"]


def test_a_busy_cleaner_says_so_and_can_be_asked_again(intake, people, monkeypatch):
    write(intake)
    with monkeypatch.context() as patch:
        patch.setattr(process, "WAIT_SECONDS", 0.01)
        for _ in range(2):
            process._workers.acquire()
        page = add(intake, ("a.png", samples.png()))
        for _ in range(2):
            process._workers.release()
    assert "Pembersih sedang sibuk" in page
    file_id = re.search(r'name="again" value="([0-9a-f-]+)"', page).group(1)
    page = intake.post(url("files"), {"again": file_id}, follow=True).content.decode()
    assert "Kirim salinan bersih" in page


def test_in_the_mailbox_nothing_is_sent_before_it_was_seen(intake, people, settings):
    words = file_one(intake)
    open_box(intake, words)
    page = intake.post(url("message"), {"text": "Ini fotonya", "attached": SimpleUploadedFile("a.jpg", samples.jpeg())}).content.decode()
    assert "Pesan Anda BELUM terkirim" in page
    assert "Tempat (GPS)" in page
    assert "Ini fotonya" in page
    assert not EvidenceItem.objects.exists()
    assert intake.post(url("message"), {"text": "Ini fotonya"}).status_code == 302
    ((upload, content),) = sent(people)
    assert (upload.name, upload.state) == ("berkas-1.jpg", "cleaned")
    assert samples.NAME.encode() not in content
    assert on_disk(settings) == {upload.file_id}
    assert not intake.cookies["outbox"].value


def test_files_waiting_in_one_mailbox_do_not_appear_in_another(intake, people, settings):
    first, second = file_one(intake), file_one(Client())
    open_box(intake, first)
    intake.post(url("message"), {"add": "1", "attached": SimpleUploadedFile("punya-satu.txt", b"x")})
    assert "punya-satu.txt" in intake.get(url("mailbox")).content.decode()
    open_box(intake, second)
    assert "punya-satu.txt" not in intake.get(url("mailbox")).content.decode()


def test_closing_the_mailbox_removes_what_waits(intake, people, settings):
    open_box(intake, file_one(intake))
    intake.post(url("message"), {"add": "1", "attached": SimpleUploadedFile("a.png", samples.png())})
    assert len(on_disk(settings)) == 2
    intake.post(url("leave"))
    assert on_disk(settings) == set()


def test_no_planted_word_reaches_the_disk_while_cleaning(intake, people, settings, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    write(intake)
    add(intake, (f"{samples.NAME}.docx", samples.docx()), ("b.pdf", samples.pdf()))
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 4
    for path in written:
        assert samples.NAME.encode() not in path.read_bytes()
