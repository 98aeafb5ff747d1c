"""`amanah import-complaints FILE --by LOGIN`: bring in complaints that another system exported, for files too large for a browser."""

import argparse
import getpass
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from amanah.cli import say

if TYPE_CHECKING:
    from amanah.foundation.access.models import Account
    from amanah.rooms.complaints.exchange.services.imports import Opened

_BEAT = 0.5


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah import-complaints FILE --by LOGIN [--mapping NAME] [--check] [--json]`."""
    verb = verbs.add_parser(
        "import-complaints",
        help="bring in complaints from an export of SP4N-LAPOR! or SIMADU (CSV, XLSX)",
        epilog="Called again with the same file after it was interrupted, it goes on; then it asks for the person's key passphrase.",
    )
    verb.add_argument("file", type=Path)
    verb.add_argument("--by", required=True, metavar="LOGIN", help="the complaints officer who answers for it; must have a key")
    verb.add_argument(
        "--mapping", default="", metavar="NAME", help="a mapping of columns kept on the desk; default: guessed by the headers"
    )
    verb.add_argument("--check", action="store_true", help="only say what is wrong with which row; nothing is filed")
    verb.add_argument("--json", action="store_true", help="the result for a program")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """1 when rows were left out (or with --check: would be), else 0."""
    say.django()
    from amanah.foundation.access.models import Account
    from amanah.foundation.access.viewer import Viewer
    from amanah.foundation.imports.reading import Unreadable
    from amanah.rooms.complaints.exchange.importing import working
    from amanah.rooms.complaints.exchange.services import imports
    from amanah.rooms.complaints.workflow import OFFICERS

    account = Account.objects.filter(username=arguments.by).first()
    if account is None or not Viewer.of(account).has_any(OFFICERS):
        raise say.Refusal(f"{arguments.by} handles no complaints here", code=2)
    try:
        data = arguments.file.read_bytes()
    except OSError as error:
        raise say.Refusal(f"{arguments.file}: {error.strerror}", code=2) from None
    try:
        with working.sealing() as seal:
            opened = _opened(data, arguments.mapping, account)
            job = opened.job
            if job.state != job.State.IMPORTING:
                imports.check(opened)
            if not arguments.check:
                with _progress(opened, shown=not arguments.json and sys.stderr.isatty()):
                    imports.run(opened, seal=seal)
    except Unreadable as refusal:
        raise say.Refusal(refusal.sentence) from None
    job.refresh_from_db()
    result = {"import": str(job.pk), "state": job.state, "rows": job.rows, "filed": job.filed, "wrong": job.wrong}
    wrong = imports.wrong_rows(opened)
    if arguments.json:
        say.as_json(result | {"errors": [{"line": line, "wrong": codes} for line, _cells, codes in wrong]})
    else:
        say.line(f"{job.rows:,} rows, {job.filed:,} filed, {job.wrong:,} left out")
        for line, _cells, codes in wrong[:20]:
            say.line(f"  line {line}: " + ", ".join(f"{field}: {code}" for field, code in codes.items()))
    return say.FOUND_WRONG if job.wrong else say.DONE


def _opened(data: bytes, mapping: str, account: "Account") -> "Opened":
    """A new import, or the one of this file that was interrupted."""
    from amanah.foundation.imports.columns import fitting, missing
    from amanah.foundation.vault import services as vault
    from amanah.rooms.complaints.exchange.importing import checking, columns
    from amanah.rooms.complaints.exchange.models import Import, Mapping
    from amanah.rooms.complaints.exchange.services import imports

    begun = Import.objects.filter(account=account, file_tag=checking.file_tag(data), state=Import.State.IMPORTING).first()
    if begun is not None:
        say.line(f"going on behind row {begun.done:,} of {begun.rows:,}")
        return imports.opened(begun, vault.unlock(account, getpass.getpass(f"key passphrase of {account}: ")))
    kept = Mapping.objects.filter(name=mapping).first() if mapping else None
    if mapping and kept is None:
        raise say.Refusal(f"no mapping is kept under the name {mapping!r}", code=2)
    meant = fitting(columns.FIELDS, kept.columns, columns.headers_of(data)) if kept else columns.proposed(data)
    if absent := missing(columns.SHAPE, meant):
        raise say.Refusal(
            f"no column is known to mean: {', '.join(absent)}. Set and keep a mapping on the desk, then name it with --mapping.", code=2
        )
    return imports.bring(data, meant, account=account)


class _progress:  # noqa: N801 - used like a function
    """A line on standard error that says how far it is, while the work goes on."""

    def __init__(self, opened: "Opened", *, shown: bool) -> None:
        self._job, self._over = opened.job, threading.Event()
        self._thread = threading.Thread(target=self._tell, daemon=True) if shown else None

    def __enter__(self) -> None:
        if self._thread is not None:
            self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()

    def _tell(self) -> None:
        began = time.monotonic()
        while not self._over.wait(_BEAT):
            job = self._job  # brought up to date by whoever stores
            share = job.done / max(job.rows, 1)
            print(f"\r[{'#' * int(share * 40):<40}] {job.done:,}/{job.rows:,}  {time.monotonic() - began:.0f} s", end="", file=sys.stderr)
        print(file=sys.stderr)
