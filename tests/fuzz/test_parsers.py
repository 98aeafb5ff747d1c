"""Whatever reads what comes from outside either reads it or refuses it in the one way it promises."""

import json
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from amanah.foundation.imports import taking
from amanah.foundation.organisation.columns import SHAPE as PEOPLE
from amanah.kernel import notes, receipts, sealing, wordlist
from amanah.rooms.whistleblowing.browser_sealing import shapes
from amanah.rooms.whistleblowing.services.browser_filing import Misshapen
from amanah.rulebook import reading

nearly_words = st.lists(
    st.one_of(st.sampled_from(wordlist.words()), st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.from_regex(r"\d{1,12}", fullmatch=True)),
    max_size=14,
).map(" ".join)
nearly_json = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20)),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["case", "mailbox", "records", "files", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)
nearly_csv = st.lists(
    st.lists(st.sampled_from(["NIP", "nama", "Nama", "unit", "=1+1", "1.98e17", "", "ß", "\x00", '"', ";"]), max_size=9), max_size=6
).map(lambda rows: "\n".join(",".join(row) for row in rows))
nearly_toml = st.lists(
    st.sampled_from(
        [
            "[whistleblowing.x]",
            "value = 3",
            'value = "drei"',
            'unit = "working_day"',
            "[[versions]]",
            "from = 2026-01-01",
            "from = 1",
            "=",
            "x",
            "[a",
        ]
    ),
    max_size=10,
).map("\n".join)


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=200), nearly_words))
def test_a_receipt_is_read_or_says_what_is_wrong(text):
    with suppress(receipts.ReceiptError):
        found = receipts.parse(text)
        assert receipts.parse(str(found)) == found


@settings(deadline=None, max_examples=80)
@given(st.one_of(st.text(max_size=300), nearly_words))
def test_a_recovery_share_is_read_or_refused(text):
    with suppress(sealing.SharesError):
        assert sealing.read_share(text).threshold >= 1


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.text(max_size=300), st.just("amanah.example\n3\nAAAA\n"), st.text(alphabet="\n —abcAB=+/0", max_size=200)))
def test_a_checkpoint_is_read_or_refused(text):
    for read in (notes.Checkpoint.parse, notes.Verifier.parse, notes.TilePath.parse):
        with suppress(notes.NoteError):
            assert read(text) is not None


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.binary(max_size=300), nearly_csv.map(str.encode), st.binary(max_size=200).map(lambda data: b"PK\x03\x04" + data)))
def test_a_table_of_people_is_read_or_refused_as_a_whole(data):
    with suppress(ValidationError):
        assert all(line.number > 1 for line in taking.read(data, PEOPLE))


@settings(deadline=None, max_examples=100)
@given(st.one_of(st.binary(max_size=200), nearly_json.map(lambda value: json.dumps(value).encode())))
def test_what_a_browser_sealed_is_an_object_of_the_right_shape_or_refused(data):
    with suppress(Misshapen):
        values = shapes.read(data)
        for take in (shapes.text, shapes.raw, shapes.uuid):
            for name in ("case", "mailbox", "records"):
                with suppress(Misshapen):
                    assert take(values, name) is not None


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.binary(max_size=200), nearly_toml.map(str.encode)))
def test_a_family_of_rules_is_read_or_its_problems_are_named(data):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "family.toml").write_bytes(data)
        contents = reading.read_folder(Path(folder), "local")
    assert all(problem.text for problem in contents.problems)


@pytest.mark.parametrize("depth", [10_000])
def test_deep_nesting_is_refused_and_does_not_crash(depth):
    with pytest.raises(Misshapen):
        shapes.read(b"[" * depth)


def test_a_word_of_any_length_is_refused_at_once():
    began = time.process_time()
    with pytest.raises(receipts.ReceiptError):
        receipts.parse(("x" * 5000 + " ") * 8 + "123456789")
    assert time.process_time() - began < 1, "forty thousand letters took forty seconds once"
