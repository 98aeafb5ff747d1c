"""Checks this package with nothing but Python: python3 verify.py.

1. Every file is the one that SHA256SUMS names.
2. Every entry of the ledger in ledger/entries.jsonl stands in the tree under ledger/checkpoint.txt (RFC 6962 inclusion proof).
3. Files whose digest an entry of the ledger names are counted: they are, bit for bit, what was added on the day of that entry.

The checkpoint itself is signed. Compare it with the one that the institution publishes, or that somebody kept on another day;
ledger/key.txt holds the key that the signature is checked with (a "note" as of C2SP, Ed25519).
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node of the tree."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def leads_to(index: int, size: int, hashed: bytes, proof: list[bytes], *, root: bytes) -> bool:
    """Whether the proof leads from the leaf to the root (RFC 9162, 2.1.3.2)."""
    at, last = index, size - 1
    for step in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            hashed = node(step, hashed)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            hashed = node(hashed, step)
        at, last = at // 2, last // 2
    return last == 0 and hashed == root


def files() -> tuple[dict[str, str], list[str]]:
    """The digests of SHA256SUMS, and what does not fit them."""
    named: dict[str, str] = {}
    wrong: list[str] = []
    for line in (HERE / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        expected, name = line.split("  ", 1)
        named[name] = expected
        path = HERE / name
        if not path.is_file():
            wrong.append(f"missing: {name}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            wrong.append(f"changed: {name}")
    return named, wrong


def entries() -> tuple[int, int, set[str], list[str]]:
    """How many entries are proved, how many wait for the next checkpoint, the digests they name, and what does not fit."""
    note = (HERE / "ledger" / "checkpoint.txt").read_text(encoding="utf-8").split("\n")
    size, root = (int(note[1]), base64.b64decode(note[2])) if any(note) else (0, b"")
    proved = waiting = 0
    named: set[str] = set()
    wrong: list[str] = []
    for line in (HERE / "ledger" / "entries.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        payload = entry["payload"].encode()
        commitment = hashlib.sha256(base64.b64decode(entry["salt"]) + payload).digest()
        leaf = hashlib.sha256(b"\x00" + commitment).digest()
        content = json.loads(payload)
        if content["index"] != entry["index"]:
            wrong.append(f"entry {entry['index']} says that it is another one")
        if entry["proof"] is None:
            waiting += 1
        elif leads_to(entry["index"], size, leaf, [base64.b64decode(one) for one in entry["proof"]], root=root):
            proved += 1
            named.update(value for value in content["facts"].values() if isinstance(value, str))
        else:
            wrong.append(f"entry {entry['index']} does not stand under the checkpoint")
    return proved, waiting, named, wrong


def main() -> int:
    """0 when everything fits, 1 when not."""
    sums, wrong = files()
    proved, waiting, named, wrong_entries = entries()
    attested = sum(digest in named for digest in sums.values())
    wrong += wrong_entries
    said = [
        f"{len(sums)} files have the digest that is listed",
        f"{proved} entries of the ledger stand under the checkpoint, {waiting} wait for the next one",
        f"{attested} files are named by such an entry with their digest",
    ]
    sys.stdout.write("\n".join(wrong or said) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
