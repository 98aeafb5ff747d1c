import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amanah.kernel import notes

# The example of the Go reference implementation (golang.org/x/mod/sumdb/note): published key, text and signature.
VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = TEXT + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"

# The example checkpoint of c2sp.org/tlog-checkpoint (its key is not published; the body is what counts here).
CHECKPOINT = """example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
"""

PETER = notes.Verifier.parse(VERIFIER)


def test_the_golden_note_verifies_and_is_signed_byte_for_byte():
    signer = notes.Signer("PeterNeumann", SEED)
    assert notes.open_note(NOTE, PETER) == TEXT
    assert signer.sign(TEXT) == NOTE
    assert str(signer.verifier) == str(PETER) == VERIFIER
    assert "810a" not in repr(signer)


def test_other_signatures_are_ignored():
    with_more = NOTE + "— someone.else/key " + base64.b64encode(b"\x00" * 80).decode() + "\n"
    assert notes.open_note(with_more, PETER) == TEXT


@pytest.mark.parametrize(
    "note",
    [
        NOTE.replace("cryptography", "cryptographY"),
        NOTE.replace("PeterNeumann", "PeterNewman"),
        NOTE.replace("\n\n", "\n"),
        NOTE[:-1],
        NOTE + "\n",
        NOTE.replace("x08go/ZJ", "x08go/ZK"),
        NOTE.replace("x08go/ZJ", "x08go/Z"),
        NOTE + "- no signature\n",
        TEXT,
        "",
        NOTE.replace("If you", "If\tyou"),
        "x" * 70000 + NOTE,
    ],
)
def test_what_the_key_did_not_sign_is_refused(note):
    with pytest.raises(notes.NoteError):
        notes.open_note(note, PETER)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        VERIFIER.replace("c74f", "c74e"),
        VERIFIER.replace("+ARpc", "+Axpc"),
        VERIFIER[:-4],
        VERIFIER.replace("Peter", "Peter "),
    ],
)
def test_a_mangled_key_is_refused(text):
    with pytest.raises(notes.NoteError):
        notes.Verifier.parse(text)


def test_the_example_checkpoint():
    checkpoint = notes.Checkpoint.parse(CHECKPOINT)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert CHECKPOINT.startswith(checkpoint.text() + "\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n",
        "origin\n05\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n5\nCsUY\n",
        "origin\n5\n????\n",
        "origin\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    with pytest.raises(notes.NoteError):
        notes.Checkpoint.parse(text)


def test_a_checkpoint_is_not_written_with_a_bad_origin():
    with pytest.raises(notes.NoteError):
        notes.Checkpoint("two words", 1, b"x" * 32).text()


@given(st.integers(0, 10**15), st.integers(1, 256), st.none() | st.integers(0, 63))
def test_tile_paths_have_one_form(number, width, level):
    path = notes.TilePath(level, number, width)
    assert notes.TilePath.parse(str(path)) == path


def test_the_example_tile_path():
    assert str(notes.TilePath(0, 1234067)) == "tile/0/x001/x234/067"


@pytest.mark.parametrize(
    "text",
    [
        "tile/0/67",
        "tile/00/067",
        "tile/64/000",
        "tile/0/x000/067",
        "tile/0/067.p/256",
        "tile/0/067.p/0",
        "tile/0/067.p/01",
        "tile/0/067/",
        "tile/data/000",
        "tile/0/001/067",
        "tile/0/067\n",
        "tile/0/٠٦٧",
    ],
)
def test_other_tile_paths_are_refused(text):
    with pytest.raises(notes.NoteError):
        notes.TilePath.parse(text)


def test_the_example_tree_of_70000():
    paths = [str(path) for path in notes.tiles(70_000)]
    assert len(paths) == 273 + 1 + 1 + 1 + 1
    assert paths[273:] == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"]
    assert [str(path) for path in notes.tiles(256)] == ["tile/0/000", "tile/1/000.p/1"]
    assert notes.tiles(0) == []


def test_entry_bundles_carry_lengths():
    assert notes.entry_bundle([b"", b"abc"]) == b"\x00\x00\x00\x03abc"
