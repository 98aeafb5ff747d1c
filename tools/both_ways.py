"""The short way of an empty database and the long one through every migration lead to the same place (docs/decisions/0048).

Migrates two SQLite databases, each in a process of its own as an installation does, and prints what differs between them; exit code 1
when anything does. `make test` runs it beside the types.
"""

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

WAYS = {"short": (), "long": ("--fake-initial",)}


def begin(folder: Path, words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start migrating a new database in `folder`."""
    folder.mkdir()
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_URL", "AMANAH_"))}
    command = [sys.executable, "-m", "amanah.cli", "manage", "migrate", "-v", "0", *words]
    return subprocess.Popen(command, env={**kept, "AMANAH_DATA": str(folder)})


def seen(folder: Path) -> dict[str, Any]:
    """Everything that a database holds besides rows, in an order of its own; where columns stand does not matter."""
    with sqlite3.connect(folder / "amanah.sqlite3") as con:
        found: dict[str, Any] = {
            f"trigger {name}": sql for name, sql in con.execute("select name, sql from sqlite_master where type = 'trigger'")
        }
        found["applied migrations"] = sorted(con.execute("select app, name from django_migrations"))
        tables = con.execute("select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%'").fetchall()
        for name, sql in tables:
            found[f"columns of {name}"] = sorted(row[1:] for row in con.execute(f"pragma table_info('{name}')"))
            found[f"keys of {name}"] = sorted(row[2:] for row in con.execute(f"pragma foreign_key_list('{name}')"))
            found[f"checks of {name}"] = sorted(re.findall(r'CONSTRAINT "(\w+)" CHECK \((.*?)\)(?=, CONSTRAINT|, FOREIGN|\)$)', sql))
            found[f"indexes of {name}"] = sorted(
                (row[2], row[3], row[4], tuple(part[2] for part in con.execute(f"pragma index_info('{row[1]}')")))
                for row in con.execute(f"pragma index_list('{name}')")
            )
    return found


def main() -> int:
    """Compare them."""
    with tempfile.TemporaryDirectory() as temporary:
        folders = {way: Path(temporary) / way for way in WAYS}
        running = [begin(folders[way], words) for way, words in WAYS.items()]
        codes = [process.wait() for process in running]  # both, before the folder goes
        if any(codes):
            return 1
        short, long = (seen(folders[way]) for way in WAYS)
    differing = sorted(name for name in {*short, *long} if short.get(name) != long.get(name))
    for name in differing:
        print(f"{name}\n  short way: {short.get(name)}\n  long way:  {long.get(name)}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
