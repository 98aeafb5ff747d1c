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
    """Whether nothing needs preparing. Never for a server database, which can be replaced without our seeing it."""
    in_place = (say.data_folder() / "amanah.sqlite3", say.data_folder() / "static", say.keys_folder())
    return "DATABASE_URL" not in os.environ and all(place.exists() for place in in_place) and read().get("prepared") == wanted(demo=demo)


def is_demonstration() -> bool:
    """Whether the data folder was filled with the demonstration, whose passwords everyone knows."""
    return bool(read().get("people"))


def write(prepared: str, people: list[dict[str, str]]) -> None:
    """Remember a finished preparation and who can sign in to its demonstration."""
    part = path().with_suffix(".part")
    part.write_text(json.dumps({"prepared": prepared, "people": people}, ensure_ascii=False), encoding="utf-8")
    part.replace(path())


def forget() -> None:
    """After the data were replaced."""
    path().unlink(missing_ok=True)
