"""The evidence package holds what there is to see, and anybody can check it with nothing but Python."""

import csv
import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from amanah.engines.proofs import services as proofs
from amanah.engines.proofs.models import Proof
from amanah.foundation.evidence import files
from amanah.foundation.ledger import services as ledger
from amanah.rooms.antibribery.auditor_room import packing, services
from amanah.rooms.antibribery.auditor_room.packing import contents
from amanah.rooms.antibribery.auditor_room.queries import room
from amanah.rooms.antibribery.auditor_room.services import Asked
from amanah.rooms.antibribery.auditor_room.tests.conftest import PDF
from amanah.rooms.antibribery.auditor_room.tests.test_visits import HOME
from amanah.rooms.antibribery.requirements import services as requirements

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """Papers are rendered in one test only: each costs half a second."""
    monkeypatch.setattr(contents, "pdf_bytes", lambda _template, data: repr(data).encode())
    monkeypatch.setattr("amanah.rooms.antibribery.requirements.desk.exports.pdf_bytes", lambda _template, _data: b"%PDF-paper")
    return monkeypatch


@pytest.fixture
def filled(world, say, keys, prove):
    """A scope with one answer that a file and an address prove, a second one with the same file, and one that nothing proves."""
    answer = say(world.scope, "2025", keys[0])
    world.proof = world.shelve(answer.ref, "notula rapat: maret/.pdf")
    world.link = prove(answer.ref)
    world.hidden = world.shelve(answer.ref, "rahasia.pdf", b"%PDF-1.4 lain")
    Proof.objects.filter(pk=world.hidden.pk).update(source="case:0b5b5b5e-0000-4000-8000-000000000001")
    say(world.scope, "2025", keys[2], how="Tanpa bukti.")
    return world


def open_files():
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def package(response):
    assert response.status_code == 200
    content = b"".join(response.streaming_content)
    return zipfile.ZipFile(io.BytesIO(content))


def check(archive, folder, *changes):
    """Unpack it, change what is to be changed, and run its own check."""
    archive.extractall(folder)
    for name, content in changes:
        (folder / name).write_bytes(content)
    done = subprocess.run([sys.executable, "-I", folder / "verify.py"], capture_output=True, text=True, check=False, cwd="/")
    return done.returncode, done.stdout + done.stderr


def test_a_package_is_whole_and_its_own_check_finds_every_change(filled, tmp_path):
    ledger.publish_checkpoint()
    archive = package(filled.guest(f"{HOME}{filled.visit.number}/package.zip"))
    names = archive.namelist()
    mine = next(name for name in names if filled.proof.number in name)
    assert mine.startswith("files/")
    assert archive.read(mine) == PDF
    assert sum(filled.proof.number in name for name in names) == 1
    assert {"index.pdf", "index.csv", "README.txt", "SHA256SUMS", "verify.py", "ledger/checkpoint.txt", "ledger/key.txt"} <= set(names)
    assert sum(name.startswith("records/") for name in names) == 2
    csv = archive.read("index.csv").decode()
    for words in (filled.proof.number, filled.proof.file_sha256, filled.link.address, "Belum terbukti"):
        assert words in csv
    for name in names:
        content = archive.read(name).decode(errors="replace")
        assert filled.hidden.number not in content, name
        assert "case:" not in content, name
    code, said = check(archive, tmp_path / "whole")
    assert code == 0, said
    assert "1 files are named by such an entry" in said
    assert ", 1 wait" in said  # that this package was taken
    code, said = check(archive, tmp_path / "file", (mine, b"%PDF-forged"))
    assert (code, f"changed: {mine}" in said) == (1, True)
    lines = archive.read("ledger/entries.jsonl").replace(b"proof.added", b"proof.adden")
    code, said = check(archive, tmp_path / "entry", ("ledger/entries.jsonl", lines))
    assert (code, "does not stand under the checkpoint" in said) == (1, True)


def test_a_file_that_cannot_be_opened_is_named_as_missing_and_the_package_goes_on(filled):
    files.remove(str(filled.proof.file_id))
    archive = package(filled.browse("fajar", f"{HOME}scope/{filled.scope.number}/package.zip"))
    assert not any(filled.proof.number in name for name in archive.namelist())
    assert "tidak dapat dibuka" in archive.read("index.pdf").decode()


def test_a_broken_connection_leaves_nothing_and_holds_little(filled, tmp_path):
    order = packing.Order(filled.scope, [room.book(filled.scope, "2025")], "system", "id")
    before = {path for path in tmp_path.rglob("*") if path.is_file()}, open_files()
    stream = packing.pack(order)
    assert next(stream).startswith(b"PK")
    stream.close()
    assert ({path for path in tmp_path.rglob("*") if path.is_file()}, open_files()) == before
    assert max(len(piece) for piece in packing.pack(order)) < 1_000_000


def test_who_takes_a_package_is_written_down_and_not_everybody_may(filled, team):
    address = f"{HOME}{filled.visit.number}/package.zip"
    package(filled.guest(address))
    assert list(filled.visit.steps.filter(act="packed").values_list("actor", flat=True)) == [filled.rina().account.pk]
    assert filled.browse("rosa", address).status_code == 403
    assert filled.browse("rosa", f"{HOME}scope/{filled.scope.number}/package.zip").status_code == 403
    assert filled.browse("citra", f"{HOME}scope/{filled.scope.number}/package.zip").status_code == 404
    services.end(filled.visit, "Selesai.", viewer=team.viewer("fajar"))
    assert filled.browse("fajar", address).status_code == 404


def test_the_index_is_a_paper_in_both_languages(asked, quick):
    filled = asked
    quick.undo()
    for language in ("id", "en"):
        book = room.book(filled.scope, "2025", ("4", "7.2"))
        order = packing.Order(filled.scope, [book], "system", language, filled.visit, room.talks_of(filled.visit))
        assert order.spoken(lambda order=order: contents._index(order)).startswith(b"%PDF-")


def test_words_of_the_licensed_copy_never_leave(filled, team):
    requirements.keep_text("2025", "4.1", "NASKAH-BERLISENSI", viewer=team.viewer("fajar"))
    archive = package(filled.guest(f"{HOME}{filled.visit.number}/package.zip"))
    assert not any(b"NASKAH-BERLISENSI" in archive.read(name) for name in archive.namelist())


@pytest.fixture
def asked(filled, team):
    """A request with a talk and two files for it, one of which proves a requirement too, and one file that arose from a case."""
    one = services.ask(filled.visit, Asked("evidence", "Daftar hadir 2026", "7.2"), viewer=filled.rina())
    filled.given = filled.shelve(one.ref, "hadir.csv", b"nama;hari\n")
    proofs.use(filled.proof, one.ref, viewer=team.viewer("fajar"))
    kept_back = filled.shelve(one.ref, "perkara.csv", b"nama\n")
    Proof.objects.filter(pk=kept_back.pk).update(source="case:0b5b5b5e-0000-4000-8000-000000000001")
    filled.kept_back = kept_back
    services.answer(one, "Terlampir dua berkas.", viewer=team.viewer("fajar"))
    services.again(one, "Bulan Maret?", viewer=filled.rina())
    filled.quiet = services.ask(filled.visit, Asked("question", "Siapa yang memimpin?"), viewer=filled.rina(1))
    filled.asked = one
    return filled


def test_a_package_of_a_visit_hands_over_what_was_asked_and_given(asked, tmp_path):
    ledger.publish_checkpoint()
    archive = package(asked.guest(f"{HOME}{asked.visit.number}/package.zip"))
    mine = f"requests/{asked.asked.number}/{asked.given.number} hadir.csv"
    assert archive.read(mine) == b"nama;hari\n"
    assert f"{hashlib.sha256(b'nama;hari' + chr(10).encode()).hexdigest()}  {mine}" in archive.read("SHA256SUMS").decode()
    assert sum(asked.proof.number in name for name in archive.namelist()) == 1  # it lies under the clause already
    rows = list(csv.reader(archive.read("requests.csv").decode("utf-8-sig").splitlines()))
    told = [row for row in rows if row[0] == asked.asked.number]
    assert [row[7] for row in told] == ["Rina Wulan", "Fajar Nugroho", "Rina Wulan", "Fajar Nugroho", "Fajar Nugroho"]
    assert [row[8] for row in told][:3] == ["Daftar hadir 2026", "Terlampir dua berkas.", "Bulan Maret?"]
    assert {row[9]: row[13] for row in told[3:]} == {one.number: one.file_sha256 for one in (asked.given, asked.proof)}
    assert all(row[12] in archive.namelist() for row in told[3:])
    assert [row[8] for row in rows if row[0] == asked.quiet.number] == ["Siapa yang memimpin?"]
    index, paper = archive.read("index.csv").decode(), archive.read("index.pdf").decode()
    for words in (asked.asked.number, asked.quiet.number, "Terlampir dua berkas.", mine):
        assert words in index
        assert words in paper
    for name in archive.namelist():
        assert asked.kept_back.number not in archive.read(name).decode(errors="replace"), name
    entries = archive.read("ledger/entries.jsonl").decode()
    assert asked.given.ref in entries
    assert f'\\"for\\":\\"{asked.asked.ref}' in entries
    code, said = check(archive, tmp_path / "whole")
    assert code == 0, said
    assert "2 files are named by such an entry" in said


def test_what_was_asked_in_a_visit_stays_with_the_visit(asked):
    archive = package(asked.browse("fajar", f"{HOME}scope/{asked.scope.number}/package.zip"))
    assert "requests.csv" not in archive.namelist()
    for name in archive.namelist():
        content = archive.read(name).decode(errors="replace")
        assert asked.asked.number not in content, name
        assert asked.given.number not in content, name
