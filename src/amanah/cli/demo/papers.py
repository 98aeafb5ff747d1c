# ruff: noqa: PLR2004 - how often is a matter of taste here
"""Small invented papers that reporters and handlers attach, sealed as every upload is."""

import hashlib
import random
from datetime import date

from amanah.cli.demo.names import words
from amanah.cli.demo.stories import Teller, rupiah
from amanah.foundation.evidence.files import SealingWriter
from amanah.foundation.evidence.uploads import SealedUpload


def name(rng: random.Random) -> str:
    """An invented person who is nobody in the institution."""
    return f"{rng.choice(words('given'))} {rng.choice(words('family'))}"


def paper(rng: random.Random, teller: Teller, day: date) -> SealedUpload:
    """A list of payments or a note, as a file."""
    if rng.random() < 0.5:
        rows = [
            f"{rng.randint(1, 28):02d}-{day:%m-%Y};{name(rng)};{rupiah(rng.randint(2, 60) * 50_000)}" for _ in range(rng.randint(4, 12))
        ]
        return sealed("daftar-pembayaran.csv", "text/csv", "tanggal;nama;jumlah\n" + "\n".join(rows) + "\n")
    return sealed("catatan.txt", "text/plain", teller.say("note", day=day, suspect=None, town="Jakarta") + "\n")


def sealed(file_name: str, content_type: str, text: str) -> SealedUpload:
    """A small text as a file on the disk."""
    data = text.encode()
    writer = SealingWriter()
    writer.write(data)
    ciphertext_sha256 = writer.finish()
    return SealedUpload(
        writer.file_id, writer.file_key, file_name, content_type, writer.size, hashlib.sha256(data).hexdigest(), ciphertext_sha256
    )
