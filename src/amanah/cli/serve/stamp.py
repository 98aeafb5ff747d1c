"""What the last preparation prepared for, so that the next start can skip it in a moment."""

import hashlib
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

from amanah.cli import say

PACKAGE = Path(__file__).resolve().parent.parent.parent


def path() -> Path:
    """Where it lies: with the data it speaks of, so that it is moved and deleted together with them."""
    return say.data_folder() / "prepared.json"


def wanted(*, demo: bool) -> str:
    """A fingerprint of everything that preparation depends on: code with tables or static files, and the settings that name places."""
    digest = hashlib.sha256()
    for word in (version("django"), sys.version, os.environ.get("DATABASE_URL", ""), str(say.keys_folder()), f"demo={demo}"):
        digest.update(f"{word}\0".encode())
    for pattern in ("**/migrations/*.py", "**/static/**/*", "cli/demo/*"):
        for file in sorted(PACKAGE.glob(pattern)):
            if file.is_file():
                status = file.stat()
                digest.update(f"{file.relative_to(PACKAGE)}\0{status.st_size}\0{status.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def read() -> dict[str, Any]:
    """The stamp; empty when there is none."""
    try:
        stamp: dict[str, Any] = json.loads(path().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp


def is_current(*, demo: bool) -> bool:
    """Whether nothing needs preparing. Never for a server database, which can be replaced without our seeing it: it must be asked."""
    return "DATABASE_URL" not in os.environ and (say.data_folder() / "amanah.sqlite3").exists() and _folders_hold(demo=demo)


def is_current_on_a_server() -> bool:
    """The same for a PostgreSQL, by asking it. Not for a demonstration, whose people may have to be made."""
    known = read().get("server")
    return bool(known) and _folders_hold(demo=False) and known == server()


def server() -> str:
    """A digest of what a PostgreSQL says of the migrations it has seen and of checkpoints; "" for others and where it does not say."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return ""
    import psycopg  # late: the supervisor loads this module, and asks no database

    try:
        with psycopg.connect(url) as database:
            seen = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name").fetchall()
            given_out = database.execute("SELECT count(*) > 0 FROM ledger_checkpoint").fetchall()
    except psycopg.Error:
        return ""
    return hashlib.sha256(repr((seen, given_out)).encode()).hexdigest()


def _folders_hold(*, demo: bool) -> bool:
    in_place = (say.data_folder() / "static", say.keys_folder())
    return all(place.exists() for place in in_place) and read().get("prepared") == wanted(demo=demo)


def is_demonstration() -> bool:
    """Whether the data folder was filled with the demonstration, whose passwords everyone knows."""
    return bool(read().get("people"))


def write(prepared: str, people: list[dict[str, str]]) -> None:
    """Remember a finished preparation and who can sign in to its demonstration."""
    part = path().with_suffix(".part")
    made = {"prepared": prepared, "people": people, "server": server()}
    part.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    part.replace(path())


def forget() -> None:
    """After the data were replaced."""
    path().unlink(missing_ok=True)
