"""`amanah backup FILE`: one file with everything except the keys, consistent while the programs run."""

import argparse
import shutil
import tempfile
from pathlib import Path

from amanah.cli import archive, say


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah backup FILE [--json]`."""
    verb = verbs.add_parser("backup", help="write database and sealed files into one tar, without the keys")
    verb.add_argument("file", type=Path, metavar="FILE", help="the tar to write; an existing file is never overwritten")
    verb.add_argument("--json", action="store_true", help="what was written, for a program")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the backup; it appears under its name only when it is complete and on the disk."""
    target: Path = arguments.file.absolute()
    if target.exists():
        raise say.Refusal(f"{target} exists; choose another name")
    if not target.parent.is_dir():
        raise say.Refusal(f"the folder {target.parent} does not exist")
    say.django()
    from django.conf import settings
    from django.db import connection

    from amanah.foundation.ledger import queries
    from amanah.kernel import clock

    checkpoint = queries.latest_checkpoint()
    writer = archive.Writer(target)
    folder = Path(tempfile.mkdtemp(prefix="backup-", dir=settings.AMANAH_DATA))
    try:
        copy = folder / archive.DATABASES[connection.vendor]
        # The database first: every file that its rows name has been on the disk before the row (blueprint 4a), so none can be missing.
        if connection.vendor == "sqlite":
            archive.copy_sqlite(Path(str(settings.DATABASES["default"]["NAME"])), copy)
        else:
            words = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={copy}"]
            archive.postgres(words, connection.settings_dict)
        writer.add(copy.name, copy)
        for name, path in archive.files_below(settings.AMANAH_FILES):
            writer.add(name, path)
        manifest = archive.Manifest(
            format=archive.FORMAT,
            made_on=clock.today().isoformat(),
            database=connection.vendor,
            ledger_size=checkpoint.size if checkpoint else 0,
            members=tuple(writer.members),
        )
        writer.finish(manifest)
    except BaseException:
        writer.abandon()
        raise
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    size = target.stat().st_size
    if arguments.json:
        say.as_json({"file": str(target), "bytes": size, "files": len(manifest.members) - 1, "ledger_size": manifest.ledger_size})
    else:
        say.line(f"{target}: {size / 1e6:.1f} MB, the database and {len(manifest.members) - 1} sealed files.")
        say.line("What reporters entrusted is ciphertext in it. The keys are NOT in it; they are in")
        say.line(f"  {say.keys_folder()}")
        say.line(
            "and must be kept apart: with both together, and a passphrase, everything can be read; without them nothing can be restored."
        )
    return say.DONE
