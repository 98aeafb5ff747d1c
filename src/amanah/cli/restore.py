"""`amanah restore FILE`: put a backup back into an empty place, and check the ledger afterwards."""

import argparse
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from amanah.cli import archive, say


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah restore FILE [--json]`."""
    verb = verbs.add_parser("restore", help="put a backup back where nothing is yet, then verify the ledger")
    verb.add_argument("file", type=Path, metavar="FILE", help="the tar that `amanah backup` wrote")
    verb.add_argument("--json", action="store_true", help="the result, for a program")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 when restored and the ledger is whole, 1 when restored and the ledger has something to say, 3 when nothing was changed."""
    if not arguments.file.is_file():
        raise say.Refusal(f"there is no file {arguments.file}")
    data = say.data_folder()
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    say.django()
    from django.conf import settings
    from django.db import connection

    _refuse_unless_empty(connection, settings.AMANAH_FILES)
    folder = Path(tempfile.mkdtemp(prefix="restore-", dir=data))
    try:
        manifest = archive.unpack(arguments.file, folder)
        if manifest.database != connection.vendor:
            raise say.Refusal(f"the backup comes from {manifest.database}, this installation uses {connection.vendor}")
        copy = folder / archive.DATABASES[manifest.database]
        if connection.vendor == "sqlite":
            _check_sqlite(copy)
        # Files before rows, as always: a row may never name a file that is not there.
        settings.AMANAH_FILES.mkdir(parents=True, exist_ok=True, mode=0o700)
        for path in (folder / archive.FILES).iterdir() if (folder / archive.FILES).is_dir() else ():
            path.rename(settings.AMANAH_FILES / path.name)
        if connection.vendor == "sqlite":
            copy.rename(str(settings.DATABASES["default"]["NAME"]))
        else:
            name = str(connection.settings_dict["NAME"])
            words = [
                "pg_restore",
                "--no-owner",
                "--no-privileges",
                "--exit-on-error",
                "--single-transaction",
                f"--dbname={name}",
                str(copy),
            ]
            archive.postgres(words, connection.settings_dict)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return _report(arguments, manifest)


def _refuse_unless_empty(connection: Any, files: Path) -> None:
    if connection.vendor == "sqlite":
        if Path(connection.settings_dict["NAME"]).exists():
            raise say.Refusal(f"there is a database at {connection.settings_dict['NAME']}; restore never overwrites")
    elif connection.introspection.table_names():
        raise say.Refusal("the database is not empty; restore never overwrites")
    if files.is_dir() and any(files.iterdir()):
        raise say.Refusal(f"there are files in {files}; restore never overwrites")


def _check_sqlite(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        (answer,) = database.execute("PRAGMA integrity_check").fetchone()
    if answer != "ok":
        raise say.Refusal(f"the database in the backup is damaged: {answer}")


def _report(arguments: argparse.Namespace, manifest: archive.Manifest) -> int:
    from amanah.cli.serve import stamp
    from amanah.foundation.ledger import verify

    stamp.forget()  # the next start looks at everything anew
    report = verify.run()
    if arguments.json:
        say.as_json({"restored": str(arguments.file), "made_on": manifest.made_on, "ledger": report.as_dict()})
    else:
        say.line(f"Restored the backup of {manifest.made_on}: the database and {len(manifest.members) - 1} sealed files.")
        say.line(str(report))
        if not (say.keys_folder() / "ledger").is_dir():
            say.line(
                f"The keys are not at {say.keys_folder()}; put them back before serving, or nothing can be signed and no subject excluded."
            )
    return say.DONE if report.ok else say.FOUND_WRONG
