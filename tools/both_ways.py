"""The short way of an empty database and the long one through every migration lead to the same place (docs/decisions/0048).

Migrates two SQLite databases, each in a process of its own as an installation does, and prints what differs between them; exit code 1
when anything does. `make test` runs it beside the types.
"""

import os
import re
import runpy
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.db.migrations.state import ModelState, ProjectState

WAYS = ("short", "long")
OLDER = "of_an_older_database"
"""A table that is there before, so that the database is not empty and goes the long way."""


def begin(folder: Path, way: str) -> subprocess.Popen[bytes]:
    """Start migrating a new database in `folder`."""
    folder.mkdir(mode=0o700)
    if way == "long":
        with sqlite3.connect(folder / "amanah.sqlite3") as con:
            con.execute(f"create table {OLDER} (id integer)")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("DATABASE_URL", "AMANAH_"))}
    return subprocess.Popen([sys.executable, __file__, way], env={**kept, "AMANAH_DATA": str(folder)})


def migrate() -> None:
    """Run the command, in a process of its own.

    With each new model Django makes everything anew that is related to it over any number of steps: nine tenths of the time of the long
    way. Here the new model alone is made; what happens in the database stays Django's.
    """

    def add_model(self: ProjectState, model: ModelState) -> None:
        key = model.app_label, model.name_lower
        self.models[key] = model
        if self._relations is not None:
            self.resolve_model_relations(key)
        if "apps" in self.__dict__:
            self.apps.render_multiple([model])

    ProjectState.add_model = add_model
    sys.argv = ["amanah", "manage", "migrate", "-v", "0"]
    runpy.run_module("amanah.cli", run_name="__main__")


def seen(folder: Path) -> dict[str, Any]:
    """Everything that a database holds besides rows, in an order of its own; where columns stand does not matter."""
    with sqlite3.connect(folder / "amanah.sqlite3") as con:
        found: dict[str, Any] = {
            f"trigger {name}": sql for name, sql in con.execute("select name, sql from sqlite_master where type = 'trigger'")
        }
        found["applied migrations"] = sorted(con.execute("select app, name from django_migrations"))
        tables = con.execute(
            "select name, sql from sqlite_master where type = 'table' and name not like 'sqlite_%' and name <> ?", [OLDER]
        ).fetchall()
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
        running = [begin(folders[way], way) for way in WAYS]
        codes = [process.wait() for process in running]  # both, before the folder goes
        if any(codes):
            return 1
        short, long = (seen(folders[way]) for way in WAYS)
    differing = sorted(name for name in {*short, *long} if short.get(name) != long.get(name))
    for name in differing:
        print(f"{name}\n  short way: {short.get(name)}\n  long way:  {long.get(name)}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(migrate() if len(sys.argv) > 1 else main())
