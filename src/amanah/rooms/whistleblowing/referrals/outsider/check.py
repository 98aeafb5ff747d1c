"""Check a referral package: python3 check.py, in the folder where it was unpacked. Needs nothing but Python 3.8 or newer.

1. Every file in manifest.json is there and has the SHA-256 that stands there; no other file is there.
2. Every ledger entry named leads to the root of the checkpoint (RFC 6962), and checkpoint.txt says the same root and size.
What it does not check: the signature under checkpoint.txt (a C2SP signed note; the key is "verifier" in the manifest). Compare the
checkpoint with the one that the institution publishes at https://<origin>/checkpoint, or use any tool for C2SP tlog-tiles.
"""

import base64
import hashlib
import json
import sys
from pathlib import Path

OWN = {"README.txt", "check.py", "manifest.json", "checkpoint.txt"}


def hashed(data: bytes) -> bytes:
    """SHA-256."""
    return hashlib.sha256(data).digest()


def root_from(index: int, size: int, leaf: bytes, proof: list) -> bytes:
    """The root that an inclusion proof leads to (RFC 6962, 2.1.1)."""
    position, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise ValueError("the proof is too long")
        if position & 1 or position == last:
            found = hashed(b"\x01" + step + found)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            found = hashed(b"\x01" + found + step)
        position, last = position >> 1, last >> 1
    if last:
        raise ValueError("the proof is too short")
    return found


def check(folder: Path) -> list:
    """What is wrong, one sentence each."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    wrong = []
    for file in manifest["files"]:
        path = folder / file["path"]
        if not path.is_file():
            wrong.append(f"missing: {file['path']}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
            wrong.append(f"changed: {file['path']}")
    there = {str(path.relative_to(folder)).replace("\\", "/") for path in folder.rglob("*") if path.is_file()}
    wrong += [f"not in the manifest: {path}" for path in sorted(there - OWN - {file["path"] for file in manifest["files"]})]
    ledger = manifest["ledger"]
    note = (folder / "checkpoint.txt").read_text(encoding="utf-8").split("\n")
    if ledger["size"] and (note[:2] != [ledger["origin"], str(ledger["size"])] or base64.b64decode(note[2]).hex() != ledger["root"]):
        wrong.append("checkpoint.txt is another checkpoint than the manifest's")
    for entry in ledger["entries"]:
        leaf = hashed(b"\x00" + bytes.fromhex(entry["commitment"]))
        try:
            root = root_from(entry["index"], ledger["size"], leaf, [bytes.fromhex(step) for step in entry["proof"]])
        except ValueError:
            root = b""
        if root.hex() != ledger["root"]:
            wrong.append(f"ledger entry {entry['index']} does not lead to the checkpoint")
    return wrong


def main() -> int:
    """Say what was found."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".")
    wrong = check(folder)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    said = "\n".join(wrong) or f"all right: {len(manifest['files'])} files, {len(manifest['ledger']['entries'])} ledger entries"
    sys.stdout.write(said + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
