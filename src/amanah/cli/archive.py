"""What `backup` writes and `restore` reads: one tar with the database, the sealed files and, last, a manifest with a hash of each.

Everything a reporter entrusted to us is ciphertext in there already. The keys folder is never part of it: whoever finds a backup
finds what a thief of the database finds (docs/explanation), and whoever restores needs the keys from where they are kept.
"""

import hashlib
import io
import json
import os
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from amanah.cli import say

FORMAT = "amanah-backup/1"
MANIFEST = "manifest.json"
FILES = "files/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.pgdump"}
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """One file of the backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself."""

    format: str
    made_on: str
    database: str
    ledger_size: int
    members: tuple[Member, ...]

    def as_bytes(self) -> bytes:
        """As it stands in the tar."""
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def parse(cls, text: bytes) -> "Manifest":
        """From the tar; Refusal when it is not one of ours."""
        try:
            raw: dict[str, Any] = json.loads(text)
            members = tuple(Member(**member) for member in raw.pop("members"))
            manifest = cls(**raw, members=members)
        except (ValueError, TypeError, KeyError):
            raise say.Refusal("the manifest cannot be read; this is not a backup of Amanah, or it is damaged") from None
        if manifest.format != FORMAT or manifest.database not in DATABASES:
            raise say.Refusal(f"the backup has the format {manifest.format!r}, which this version does not know")
        return manifest


class Hashing:
    """Copies a stream while hashing it."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int = PIECE) -> bytes:
        """The next piece, hashed on its way."""
        piece = self._source.read(size)
        self._hash.update(piece)
        self.size += len(piece)
        return piece

    @property
    def sha256(self) -> str:
        """Of everything read so far."""
        return self._hash.hexdigest()


class Writer:
    """Writes the tar beside its final name, syncs it, and only then gives it that name."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._part = target.with_name(f".{target.name}.part")
        self._file = os.fdopen(os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by finish and abandon
        self.members: list[Member] = []

    def add(self, name: str, path: Path) -> None:
        """One file. Its times and owner stay out: they would tell when something arrived."""
        with path.open("rb") as file:
            entry = tarfile.TarInfo(name)
            entry.size = os.fstat(file.fileno()).st_size
            entry.mode = 0o600
            hashing = Hashing(file)
            self._tar.addfile(entry, hashing)
        self.members.append(Member(name, hashing.size, hashing.sha256))

    def finish(self, manifest: Manifest) -> None:
        """Close with the manifest; after this the backup is on the disk under its name."""
        text = manifest.as_bytes()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(text)
        entry.mode = 0o600
        self._tar.addfile(entry, io.BytesIO(text))
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.rename(self._target)

    def abandon(self) -> None:
        """Leave nothing behind."""
        self._file.close()
        self._part.unlink(missing_ok=True)


def unpack(source: Path, folder: Path) -> Manifest:
    """Extract into an empty folder and check every hash. Nothing but plain files with known names is accepted."""
    found: dict[str, Member] = {}
    manifest: Manifest | None = None
    try:
        with tarfile.open(source, mode="r|") as tar:
            for entry in tar:
                stream = tar.extractfile(entry) if entry.isreg() else None
                if stream is None or manifest is not None:
                    raise say.Refusal(f"the backup holds something that does not belong there: {entry.name}")
                if entry.name == MANIFEST:
                    manifest = Manifest.parse(stream.read())
                else:
                    found[entry.name] = _extract(entry.name, stream, folder)  # type: ignore[arg-type]  # a readable binary stream
    except tarfile.TarError as error:
        raise say.Refusal(f"the backup cannot be read: {error}") from None
    if manifest is None:
        raise say.Refusal("the backup has no manifest at its end; it was cut off")
    if found != {member.name: member for member in manifest.members}:
        wrong = sorted(set(found.values()) ^ set(manifest.members), key=lambda member: member.name)
        raise say.Refusal(f"the backup is damaged: {wrong[0].name} is not what was written")
    if DATABASES[manifest.database] not in found:
        raise say.Refusal("the backup holds no database")
    return manifest


def _extract(name: str, stream: BinaryIO, folder: Path) -> Member:
    parts = PurePosixPath(name).parts
    known = name in DATABASES.values() or (name.startswith(FILES) and ".." not in parts and not name.endswith("/"))
    if not known:
        raise say.Refusal(f"the backup holds something that does not belong there: {name}")
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    hashing = Hashing(stream)
    with path.open("xb") as file:
        while piece := hashing.read():
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())
    return Member(name, hashing.size, hashing.sha256)


def files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    """Every sealed file with its name in the tar, in a fixed order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{FILES}{path.relative_to(folder).as_posix()}", path


def copy_sqlite(source: Path, target: Path) -> None:
    """A consistent copy of a database in use (SQLite's online backup)."""
    with sqlite3.connect(source) as original, sqlite3.connect(target) as copy:
        original.backup(copy)
    original.close()
    copy.close()


def postgres(words: list[str], settings: dict[str, Any]) -> None:
    """Run one of PostgreSQL's own tools; the password goes through the environment, where `ps` does not show it."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {variable: str(settings[name]) for variable, name in names.items() if settings.get(name)}
    try:
        done = subprocess.run(words, env={**os.environ, **given}, check=False, capture_output=True, text=True)  # noqa: S603 - fixed words
    except FileNotFoundError:
        raise say.Refusal(f"{words[0]} is not installed (PostgreSQL's client tools)") from None
    if done.returncode != 0:
        raise say.Refusal(f"{words[0]}: {(done.stderr.strip().splitlines() or ['failed'])[0]}")
