"""What a file gives away: found, named, and not in the cleaned copy; and nothing that a stranger sends harms the caller."""

import io
import resource
import subprocess
import sys
import time
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image

from amanah.foundation.evidence.cleaning import process, words
from amanah.foundation.evidence.cleaning.worker import kinds
from amanah.foundation.evidence.cleaning.worker.report import Findings, NotCleaned
from amanah.foundation.evidence.tests import samples

MADE = {"jpeg": samples.jpeg, "png": samples.png, "pdf": samples.pdf, "xlsx": samples.xlsx, "docx": samples.docx, "pptx": samples.pptx}


def clean(data):
    """The outcome and the cleaned copy (None where there is none)."""
    out = bytearray()
    outcome = process.clean(iter([data[:1000], data[1000:]]), len(data), out.extend)
    return outcome, None if outcome.reason else bytes(out)


def codes(outcome):
    return {finding.code for finding in outcome.findings}


@pytest.mark.parametrize("kind", MADE)
def test_the_planted_name_is_found_and_not_in_the_cleaned_copy(kind):
    data = MADE[kind]()
    assert any(samples.NAME.encode() in piece for piece in samples.everything_in(data))
    outcome, copy = clean(data)
    assert (outcome.kind, outcome.reason) == (kind, "")
    assert any(samples.NAME in value for finding in outcome.findings for value in finding.values)
    for piece in samples.everything_in(copy):
        assert samples.NAME.encode() not in piece
        assert samples.NAME.encode("utf-16-le") not in piece
        assert samples.NAME.encode("utf-16-be") not in piece
    assert not {finding.code for finding in clean(copy)[0].findings if not finding.stays}


@pytest.mark.parametrize("kind", MADE)
def test_every_finding_has_words(kind):
    for finding in clean(MADE[kind]())[0].findings:
        assert not words.sentence(finding).startswith("Keterangan lain")


def test_every_reason_has_words():
    for code in ("animated", "bomb", "broken", "busy", "embedded", "encrypted", "macros", "still", "too_large", "too_long", "unsupported"):
        assert words.reason(code) != words.reason("failed")


def test_a_photograph_says_where_when_and_by_what():
    outcome, _ = clean(samples.jpeg())
    said = {finding.code: finding.values for finding in outcome.findings}
    assert said["place"] == ("-6.20861, 106.84556",)
    assert said["device"] == ("Pabrik Telepon 7",)
    assert said["author"][0] == samples.NAME
    assert said["time"] == ("2026:03:05 10:15:00",)
    assert {"serial", "maker_note", "xmp", "comment", "trailing"} <= set(said)


def test_a_photograph_stays_as_it_looked():
    for orientation, size in ((1, (60, 40)), (3, (60, 40)), (6, (40, 60))):
        _, copy = clean(samples.jpeg(orientation))
        seen = Image.open(io.BytesIO(copy))
        assert seen.size == size
        assert not seen.getexif()
        first, last = seen.getpixel((2, 2)), seen.getpixel((size[0] - 3, size[1] - 3))
        red, blue = ((254, 0, 0), (0, 0, 254))
        expected = {1: (red, blue), 3: (blue, red), 6: (red, blue)}[orientation]
        assert all(abs(a - b) < 12 for got, want in zip((first, last), expected, strict=True) for a, b in zip(got, want, strict=True))


def test_a_png_keeps_every_pixel_and_its_transparency():
    _, copy = clean(samples.png())
    assert Image.open(io.BytesIO(copy)).tobytes() == samples.picture().tobytes()
    for mode in ("RGBA", "P", "L", "1", "LA", "I;16"):
        out = io.BytesIO()
        made = samples.picture().convert("L") if mode == "I;16" else samples.picture()
        made = Image.new("I;16", (5, 5), 700) if mode == "I;16" else made.convert(mode)
        made.save(out, "PNG", **({"transparency": 1} if mode == "P" else {}))
        outcome, copy = clean(out.getvalue())
        assert outcome.reason == ""
        before, after = Image.open(io.BytesIO(out.getvalue())), Image.open(io.BytesIO(copy))
        assert (before.mode, before.tobytes(), before.info.get("transparency")) == (
            after.mode,
            after.tobytes(),
            after.info.get("transparency"),
        )


def test_a_pdf_keeps_its_pages_words_and_links_and_loses_its_past():
    data = samples.pdf()
    outcome, copy = clean(data)
    assert {"author", "xmp", "attachment", "script", "comment", "private", "thumbnail", "picture", "revisions", "custom"} <= codes(outcome)
    assert {finding.code for finding in outcome.findings if finding.stays} == {"comment_text", "link"}
    assert copy.count(b"startxref") == 1
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert samples.VISIBLE.encode() in document.pages[0].Contents.read_bytes()
        assert str(document.pages[0].Annots[1].A.URI) == "https://contoh.example/"
        seen = pikepdf.PdfImage(document.pages[0].Resources.XObject.P).as_pil_image()
        assert seen.tobytes() == Image.open(io.BytesIO(samples.jpeg())).tobytes()
        assert "/Info" not in document.trailer
        assert not document.attachments


def test_a_table_keeps_its_cells_and_names_what_is_hidden():
    outcome, copy = clean(samples.xlsx())
    stays = {finding.code: finding.values for finding in outcome.findings if finding.stays}
    assert stays["hidden_sheet"] == ("Lembar Rahasia",)
    assert "hidden_rows" in stays
    assert {"author", "editor", "comment", "path", "time"} <= codes(outcome)
    book = load_workbook(io.BytesIO(copy))
    assert book["Sheet"]["A1"].value == samples.VISIBLE
    assert book["Sheet"]["A1"].comment is None
    assert book["Lembar Rahasia"].sheet_state == "hidden"


def test_a_document_keeps_its_text_and_tracked_deletions_without_their_author():
    outcome, copy = clean(samples.docx())
    assert {"author", "comment", "changes", "ids", "template", "thumbnail", "picture", "place", "picture_name", "custom"} <= codes(outcome)
    assert [finding.code for finding in outcome.findings if finding.stays] == ["deleted_text"]
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        body = archive.read("word/document.xml").decode()
        assert not [name for name in archive.namelist() if "comment" in name or "customXml" in name or "docProps" in name]
        assert Image.open(io.BytesIO(archive.read("word/media/image1.jpeg"))).size == (60, 40)
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    for kept in (samples.VISIBLE, " dan lagi", "tambahan", "terhapus"):
        assert kept in body
    assert "commentReference" not in body
    assert "2026-03-05" not in body


def test_a_presentation_keeps_its_slides_and_names_hidden_ones_and_notes():
    outcome, copy = clean(samples.pptx())
    assert {finding.code for finding in outcome.findings if finding.stays} == {"hidden_slide", "notes"}
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        assert samples.VISIBLE in archive.read("ppt/slides/slide1.xml").decode()
        assert not [name for name in archive.namelist() if "omment" in name]


@pytest.mark.parametrize("data", [b"", b"hanya kata-kata", b"MZ\x90\x00", b"GIF89a", b"PK\x03\x04rusak", b"\x00" * 5000])
def test_anything_else_is_never_passed_off_as_clean(data):
    outcome, copy = clean(data)
    assert outcome.reason == "unsupported"
    assert copy is None


def test_what_cannot_be_cleaned_says_why():
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(samples.pdf())) as document:
        document.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    moving = io.BytesIO()
    samples.picture().save(moving, "PNG", save_all=True, append_images=[samples.picture().rotate(180)])
    reasons = {
        "encrypted": locked.getvalue(),
        "animated": moving.getvalue(),
        "macros": samples.docx(extra=[("word/vbaProject.bin", b"\xd0\xcf", "vbaProject")]),
        "embedded": samples.docx(extra=[("word/media/film.mp4", b"\x00\x00\x00\x18ftyp", "video")]),
        "broken": samples.jpeg()[:300],
    }
    assert {reason: clean(data)[0].reason for reason, data in reasons.items()} == {reason: reason for reason in reasons}


def _chunk(kind, body):
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def zip_bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'<Types><Override PartName="/a" ContentType="{kinds.MAIN_PARTS["docx"]}"/></Types>')
        for number in range(5):
            archive.writestr(f"{number}.xml", bytes(60 * 1024**2))
    return out.getvalue()


def entities():
    made = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "x" * 100}">' for n in range(12))
    return samples.docx(extra=[("word/lucu.xml", f'<?xml version="1.0"?><!DOCTYPE d [{made}]><d>&e11;</d>', "styles")])


def pixels():
    head = (60_000).to_bytes(4, "big") + (60_000).to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(bytes(10**6))) + _chunk(b"IEND", b"")


def depth():
    return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages " + b"[" * 200_000 + b"\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF"


@pytest.mark.parametrize("bomb", [zip_bomb, entities, pixels, depth])
def test_bombs_are_refused_in_time(bomb):
    data = bomb()
    began = time.monotonic()
    outcome, copy = clean(data)
    assert outcome.reason
    assert copy is None
    assert time.monotonic() - began < process.SECONDS


def test_a_file_beyond_the_limit_is_not_even_read():
    def never():
        raise AssertionError
        yield b""

    assert process.clean(never(), process.MOST_BYTES + 1, bytes).reason == "too_large"


def test_the_worker_can_neither_write_nor_open_a_file_nor_a_socket(tmp_path):
    attempts = """
import sys, socket, os
from amanah.foundation.evidence.cleaning.worker import __main__ as worker
held = open(sys.argv[1], "wb", buffering=0)
worker.confine()
for number, attempt in enumerate((
    lambda: held.write(b"x"),
    lambda: open(sys.argv[1] + "2", "wb"),
    lambda: open("/etc/hostname", "rb"),
    lambda: socket.socket(),
    lambda: os.pipe(),
    lambda: bytearray(2 * 1024**3),
)):
    try:
        attempt()
    except (OSError, MemoryError):
        print(number, end=" ")
"""
    prelude = "import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
    done = subprocess.run([sys.executable, "-I", "-c", prelude + attempts, tmp_path / "f"], capture_output=True, check=False)
    assert done.stdout.split() == [b"0", b"1", b"2", b"3", b"4", b"5"], done.stderr.decode()
    assert [path.stat().st_size for path in tmp_path.iterdir()] == [0]
    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 3


def test_the_libraries_are_loaded_in_the_worker_alone():
    code = "import sys, amanah.foundation.evidence.cleaning.process; print([n for n in ('PIL', 'pikepdf', 'lxml') if n in sys.modules])"
    assert subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, check=True).stdout == b"[]\n"


def test_a_worker_that_takes_too_long_is_ended(monkeypatch):
    monkeypatch.setattr(process, "SECONDS", 0.4)

    def slowly():
        yield b"%PDF-"
        time.sleep(0.8)
        yield b"1.4"

    outcome = process.clean(slowly(), 8, bytes)
    assert outcome.reason == "too_long"


@pytest.fixture(scope="module")
def originals():
    return {kind: make() for kind, make in MADE.items()}


@pytest.mark.filterwarnings("ignore")  # the worker's libraries warn of what is damaged; there, nobody listens
@settings(max_examples=150, deadline=None)
@given(
    kind=st.sampled_from(sorted(MADE)),
    changed=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8),
    cut=st.one_of(st.none(), st.integers(1, 10**6)),
)
def test_damaged_files_are_cleaned_or_refused_and_never_crash(originals, kind, changed, cut):
    """In this process, for speed: what a tool raises must be among what the worker answers for."""
    whole = bytearray(originals[kind])
    for at, value in changed:
        whole[at % len(whole)] = value
    broken = bytes(whole[: cut % len(whole)] if cut else whole)
    found_kind = kinds.kind(broken)
    try:
        tool = kinds.load(found_kind)
        tool(tool(broken, Findings()), Findings())
    except (NotCleaned, MemoryError, zipfile.BadZipFile, *kinds.BROKEN):
        return


@pytest.mark.parametrize("kind", MADE)
def test_cut_and_mutated_files_come_back_from_the_worker_with_an_answer(kind):
    whole = MADE[kind]()
    for part in (0.3, 0.9):
        outcome, _ = clean(whole[: int(len(whole) * part)])
        assert outcome.reason not in {"failed", "too_long"}
