import hashlib
import io
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import RequestFactory

from amanah.foundation.evidence import files, kinds, queries, services
from amanah.foundation.evidence.downloads import download
from amanah.foundation.evidence.errors import EvidenceError
from amanah.foundation.evidence.models import CustodyEvent, EvidenceItem
from amanah.foundation.evidence.uploads import SealedUpload, clean_name
from amanah.foundation.ledger import queries as ledger
from amanah.kernel import clock
from amanah.kernel.sealing import CannotOpen

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(100)
WORDS = b"Kepala seksi meminta uang pelicin sembilan juta rupiah"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.AMANAH_FILES = tmp_path / "files"
    return settings.AMANAH_FILES


def post(*named, **fields):
    request = RequestFactory().post("/report/", {"files": [SimpleUploadedFile(name, content) for name, content in named], **fields})
    assert request.POST is not None
    return request


def incoming(*named):
    return post(*named).FILES.getlist("files")


def on_disk(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def read(upload):
    return b"".join(files.opened(upload.file_id, upload.file_key))


def test_a_file_is_sealed_on_its_way_in_and_opens_with_its_key(folder):
    content = WORDS * 5000
    (sealed,) = services.take(incoming(("bukti transfer.txt", content))).kept
    assert (sealed.name, sealed.content_type, sealed.size) == ("bukti transfer.txt", "text/plain", len(content))
    assert sealed.sha256 == hashlib.sha256(content).hexdigest()
    assert sealed.ciphertext_sha256 == files.sha256(sealed.file_id)
    assert read(sealed) == content
    assert SealedUpload.from_bytes(sealed.to_bytes()) == sealed
    with pytest.raises(CannotOpen):
        b"".join(files.opened(sealed.file_id, bytes(32)))


def test_no_planted_word_and_no_name_reaches_the_disk(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    marker = b"KATATANAM-" + os.urandom(8).hex().encode()
    content = (marker + b" ") * 20_000
    taken = services.take(incoming((f"{marker.decode()}.txt", content), ("kosong.txt", b""), ("dua.bin", marker)))
    assert len(taken.kept) == 2
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 2
    for path in written:
        assert marker not in path.read_bytes()
        assert marker.decode() not in str(path)
    assert not any(marker.decode() in repr(one) for one in taken.kept)


def test_bad_files_are_refused_by_name_and_the_rest_is_kept(settings, folder):
    settings.AMANAH_FILE_LIMIT = 100_000
    settings.AMANAH_REPORT_LIMIT = 150_000
    taken = services.take(
        incoming(
            ("besar.bin", bytes(100_001)),
            ("baik.bin", bytes(100_000)),
            ("kosong.txt", b""),
            ("lebih.bin", bytes(50_001)),
            ("pas.bin", bytes(50_000)),
        )
    )
    assert [upload.name for upload in taken.kept] == ["baik.bin", "pas.bin"]
    assert [(one.name, one.code) for one in taken.refused] == [
        ("besar.bin", "too_large"),
        ("kosong.txt", "empty"),
        ("lebih.bin", "too_much"),
    ]
    assert all(str(one.reason) for one in taken.refused)
    assert len(on_disk(folder)) == 2


def test_what_the_record_has_already_counts(settings, folder):
    settings.AMANAH_REPORT_LIMIT = 150_000
    taken = services.take(incoming(("satu.bin", bytes(30_000)), ("dua.bin", bytes(100_000))), already=100_000)
    assert [upload.name for upload in taken.kept] == ["satu.bin"]
    assert [one.code for one in taken.refused] == ["too_much"]
    assert len(on_disk(folder)) == 1


def test_a_part_that_is_shorter_than_it_says_is_unreadable(folder):
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\nabc\r\n--x--\r\n'
    request = RequestFactory().post("/", body, content_type="multipart/form-data; boundary=x")
    taken = services.take(request.FILES.getlist("files"))
    assert [(one.name, one.code) for one in taken.refused] == [("a.txt", "unreadable")]
    assert on_disk(folder) == []


def test_what_nobody_takes_over_is_gone_when_the_request_ends(folder):
    request = post(("a.txt", WORDS), ("b.txt", WORDS))
    kept = request.FILES.getlist("files")[0].sealed
    assert len(on_disk(folder)) == 2
    request.close()
    assert read(kept) == WORDS
    assert len(on_disk(folder)) == 1


def test_a_visitor_who_goes_away_leaves_nothing(folder):
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + WORDS * 5000

    class Broken(io.BytesIO):
        def read(self, *args):
            if self.tell() > 150_000:
                raise OSError("connection lost")
            return super().read(*args)

    request = RequestFactory().post("/", body, content_type="multipart/form-data; boundary=x")
    request._stream = Broken(body)
    with pytest.raises(OSError, match="lost"):
        request._load_post_and_files()
    del request
    assert on_disk(folder) == []


def test_a_full_disk_is_told_and_leaves_nothing_behind(folder, monkeypatch):
    def on_a_full_disk(path):
        path.touch()
        return Path("/dev/full").open("wb", buffering=0)

    good = incoming(("baik.txt", WORDS))
    with monkeypatch.context() as patch:
        patch.setattr(files, "create", on_a_full_disk)
        bad = incoming(("penuh.txt", WORDS * 5000))
    assert bad[0].problem == "not_stored"
    with pytest.raises(services.NotStored):
        services.take([*good, *bad])
    assert on_disk(folder) == []


def test_a_folder_that_cannot_be_made_is_told(folder):
    folder.parent.mkdir(exist_ok=True, parents=True)
    folder.write_text("in the way")
    with pytest.raises(services.NotStored):
        services.take(incoming(("a.txt", WORDS)))


@pytest.mark.django_db
def test_custody_begins_with_attaching_and_is_in_the_ledger(folder):
    (sealed,) = services.take(incoming(("a.pdf", PDF))).kept
    with transaction.atomic():
        item = services.attach("case:1", sealed, actor="reporter")
    with transaction.atomic():
        services.record_custody(item, "downloaded", actor="account:1")
    assert list(queries.items("case:1")) == [item]
    assert [(event.act, event.actor, event.number) for event in queries.custody(item)] == [
        ("received", "reporter", 1),
        ("downloaded", "account:1", 2),
    ]
    entries = ledger.entries("case:1")
    assert [entry.kind for entry in entries] == ["evidence.received", "evidence.downloaded"]
    assert entries[0].facts["sealed_sha256"] == sealed.ciphertext_sha256
    assert item.size_bucket == 65536
    assert not services.discard(sealed.file_id)
    assert b"".join(services.open_stream(item, sealed.file_key)) == PDF


@pytest.mark.django_db(transaction=True)
def test_evidence_is_written_in_transactions_only(folder):
    (sealed,) = services.take(incoming(("a.pdf", PDF))).kept
    with pytest.raises(EvidenceError):
        services.attach("case:1", sealed, actor="reporter")


@pytest.mark.django_db
def test_a_discarded_file_cannot_be_attached(folder):
    (sealed,) = services.take(incoming(("a.pdf", PDF))).kept
    assert services.discard(sealed.file_id)
    assert not services.discard(sealed.file_id)
    with pytest.raises(services.NotThere), transaction.atomic():
        services.attach("case:1", sealed, actor="reporter")


@pytest.mark.django_db
def test_orphans_go_after_a_day_and_claimed_files_stay(folder):
    claimed, orphan = services.take(incoming(("a.txt", WORDS), ("b.txt", WORDS))).kept
    with transaction.atomic():
        services.attach("case:1", claimed, actor="reporter")
    assert services.sweep_orphans() == 0
    with clock.at(clock.now() + timedelta(hours=25)):
        assert services.sweep_orphans() == 1
    assert [path.stem for path in on_disk(folder)] == [claimed.file_id]
    with pytest.raises(services.NotThere):
        read(orphan)


@pytest.mark.django_db
def test_changed_and_missing_files_are_found(folder):
    one, two, three = services.take(incoming(("a.txt", WORDS), ("b.txt", WORDS), ("c.txt", WORDS))).kept
    with transaction.atomic():
        items = [services.attach("case:1", sealed, actor="reporter") for sealed in (one, two, three)]
    assert queries.damaged() == []
    files.remove(one.file_id)
    path = folder / files.path_of(two.file_id)
    path.write_bytes(path.read_bytes()[:-1])
    assert {item.pk for item in queries.damaged()} == {items[0].pk, items[1].pk}
    with pytest.raises(services.NotThere):
        services.open_stream(items[0], one.file_key)
    with pytest.raises(CannotOpen):
        b"".join(services.open_stream(items[1], two.file_key))


@pytest.mark.django_db
def test_two_files_exchanged_on_the_disk_do_not_open(folder):
    one, two = services.take(incoming(("a.txt", WORDS), ("b.txt", WORDS))).kept
    first, second = (folder / files.path_of(sealed.file_id) for sealed in (one, two))
    content = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(content)
    for sealed in (one, two):
        with pytest.raises(CannotOpen):
            read(sealed)


@pytest.mark.django_db
def test_a_download_is_an_attachment_that_no_browser_shows(folder):
    (sealed,) = services.take(incoming(("buku <besar>.html", b"<script>alert(1)</script>"))).kept
    with transaction.atomic():
        item = services.attach("case:1", sealed, actor="reporter")
    response = download(item, sealed, actor="account:1")
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Length"] == "25"
    assert CustodyEvent.objects.filter(act="downloaded").count() == 1


def test_file_times_say_the_day_only(folder):
    (sealed,) = services.take(incoming(("a.txt", WORDS))).kept
    stat = (folder / files.path_of(sealed.file_id)).stat()
    assert (stat.st_mtime + 7 * 3600) % 86400 == (stat.st_atime + 7 * 3600) % 86400 == 0
    assert stat.st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (PDF, "surat.docx", "application/pdf"),
        (PNG, "foto.txt", "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(50), "a", "image/jpeg"),
        (b"PK\x03\x04\x14\x00\x06\x00" + bytes(50), "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (b"nama;nilai\nani;1\n", "data.csv", "text/csv"),
        ("huruf é".encode()[:-1], "a.txt", "text/plain"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "foto.jpg", "application/x-dosexec"),
        (bytes(range(200, 256)), "foto.jpg", "application/octet-stream"),
    ],
)
def test_a_file_is_what_it_contains(head, name, expected):
    found = kinds.kind(head, name)
    assert found == expected or (expected == "application/x-dosexec" and "image" not in found)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("C:\\Users\\ani\\bukti.pdf", "bukti.pdf"),
        ("../../etc/passwd", "passwd"),
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("a\r\nb.txt", "ab.txt"),
        ("", "berkas"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_names_are_cleaned(name, clean):
    assert clean_name(name) == clean


@pytest.mark.django_db
def test_a_cross_site_request_leaves_nothing(intake, folder, settings):
    intake.handler.enforce_csrf_checks = True
    response = intake.post("/", {"files": SimpleUploadedFile("a.txt", WORDS)})
    assert response.status_code in {403, 404, 405}
    assert on_disk(folder) == []
    assert not EvidenceItem.objects.exists()
