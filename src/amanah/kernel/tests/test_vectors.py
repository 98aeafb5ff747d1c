"""The frozen formats: what was sealed once opens for ever. tests/vectors/check.mjs runs the same vectors with libsodium.js."""

import hashlib
import json
from base64 import b64decode
from pathlib import Path

import pytest

from amanah.kernel import receipts, sealing, wordlist
from amanah.kernel.sealing import FILE_HEADER_BYTES, CannotOpen, FileOpener, KdfParameters, KeyPair

FOLDER = Path(__file__).resolve().parents[4] / "tests" / "vectors"
ENVELOPE = json.loads((FOLDER / "envelope.json").read_text(encoding="utf-8"))
RECEIPT = json.loads((FOLDER / "receipt.json").read_text(encoding="utf-8"))


def open_sealed(v):
    return sealing.open_sealed(b64decode(v["key"]), b64decode(v["sealed"]), record=v["record"], field=v["field"], version=v["version"])


def unwrap(v):
    return sealing.unwrap(
        b64decode(v["wrapped"]), KeyPair(b64decode(v["public"]), b64decode(v["private"])), record=v["record"], holder=v["holder"]
    )


def unlock(v):
    return sealing.unlock_private_key(b64decode(v["locked"]), v["passphrase_utf8"], account=v["account"])


@pytest.mark.parametrize("v", ENVELOPE["key_pairs"])
def test_key_pairs(v):
    pair = sealing.key_pair_from_seed(b64decode(v["seed"]))
    assert (pair.public, pair.private) == (b64decode(v["public"]), b64decode(v["private"]))
    assert sealing.fingerprint(pair.public) == v["fingerprint"]


@pytest.mark.parametrize("v", ENVELOPE["sealed"])
def test_sealed_fields(v):
    assert open_sealed(v).decode() == v["plaintext_utf8"]
    assert len(b64decode(v["sealed"])) == 41 + v["bucket"]


@pytest.mark.parametrize("v", ENVELOPE["wraps"])
def test_wraps(v):
    assert unwrap(v) == b64decode(v["key"])


@pytest.mark.parametrize("v", ENVELOPE["locked_keys"])
def test_locked_keys(v):
    assert unlock(v) == b64decode(v["private"])


@pytest.mark.parametrize(
    ("act", "v"),
    [(open_sealed, v) for v in ENVELOPE["sealed_refused"]]
    + [(unwrap, v) for v in ENVELOPE["wraps_refused"]]
    + [(unlock, v) for v in ENVELOPE["locked_keys_refused"]],
)
def test_what_must_not_open(act, v):
    with pytest.raises(CannotOpen):
        act(v)


@pytest.mark.parametrize("v", ENVELOPE["files"])
def test_files(v):
    sealed = b64decode(v["sealed"])
    opener = FileOpener(b64decode(v["file_key"]), v["file_id"], sealed[:FILE_HEADER_BYTES])
    assert opener.open_chunk(sealed[FILE_HEADER_BYTES:]).decode() == v["content_utf8"]
    opener.finish()
    assert hashlib.sha256(sealed).hexdigest() == v["sealed_sha256_hex"]


def test_the_word_list_is_frozen():
    assert hashlib.sha256(("\n".join(wordlist.words()) + "\n").encode()).hexdigest() == RECEIPT["word_list_sha256_hex"]


@pytest.mark.parametrize("v", RECEIPT["receipts"])
def test_receipts(v):
    receipt = receipts.Receipt(v["locator"], tuple(v["words"]))
    assert (receipt.digits, str(receipt)) == (v["digits"], v["text"])


@pytest.mark.parametrize("v", RECEIPT["secrets"])
def test_mailbox_secrets(v):
    receipt = receipts.Receipt(1_234_567, tuple(v["words"]))
    made = receipts.mailbox_secrets(receipt, b64decode(v["salt"]), KdfParameters(v["ops"], v["mem_kib"]))
    assert made.key_pair == KeyPair(b64decode(v["public"]), b64decode(v["private"]))
    assert made.authenticator == b64decode(v["authenticator"])


@pytest.mark.parametrize("v", RECEIPT["read"])
def test_receipts_read_generously(v):
    assert receipts.parse(v["text"]) == receipts.Receipt(v["locator"], tuple(v["words"]))


@pytest.mark.parametrize("v", RECEIPT["refused"])
def test_receipts_refused_by_name(v):
    with pytest.raises(receipts.ReceiptError) as caught:
        receipts.parse(v["text"])
    assert (caught.value.kind, caught.value.word, caught.value.position) == (v["kind"], v["word"], v["position"])


def test_production_costs_are_covered():
    costs = {(v["ops"], v["mem_kib"]) for v in [*ENVELOPE["locked_keys"], *RECEIPT["secrets"]]}
    assert (sealing.PRODUCTION_KDF.ops, sealing.PRODUCTION_KDF.mem_kib) in costs
