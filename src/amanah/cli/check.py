"""`amanah check`: whether this installation is fit to be served, and in production fit to be trusted."""

import argparse
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from amanah.cli import say

SCARCE = 1_000_000_000  # bytes free below which a warning is given
FULL = 200_000_000  # and below which a report may not be storable
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it should be. Errors make the exit code 1."""

    level: Literal["error", "warning"]
    area: str
    text: str


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah check [--json] [--grants]`."""
    verb = verbs.add_parser("check", help="look at settings, rulebook, keys, disk and database; refuse what production must not have")
    verb.add_argument("--json", action="store_true", help="the findings, for a program")
    verb.add_argument(
        "--grants", action="store_true", help="print the SQL that makes the narrow PostgreSQL role for intake, and check nothing"
    )
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """0 when there is no error (warnings are allowed), else 1."""
    say.django()
    if arguments.grants:
        from amanah.config import grants  # only after Django is set up

        say.line(grants.sql())
        return say.DONE
    found = list(findings())
    errors = sum(finding.level == "error" for finding in found)
    if arguments.json:
        say.as_json({"ok": errors == 0, "findings": [asdict(finding) for finding in found]})
    else:
        for finding in found:
            say.line(f"{finding.level.upper():<8} {finding.area}: {finding.text}")
        say.line(f"{errors} errors, {len(found) - errors} warnings")
    return say.FOUND_WRONG if errors else say.DONE


def findings() -> Iterator[Finding]:
    """Everything there is to say, worst areas first."""
    from django.conf import settings

    from amanah.cli.serve import stamp

    # A folder that was filled by `serve --demo` is a demonstration as long as it is reachable from this machine only.
    demo = settings.AMANAH_DEMO or (stamp.is_demonstration() and LOOPBACK.issuperset(settings.ALLOWED_HOSTS))
    yield from _database()
    yield from _django()
    yield from rulebook_findings(production=not demo)
    yield from questionnaire_findings()
    yield from criteria_findings()
    yield from scheme_findings()
    yield from keys_findings(settings.AMANAH_KEYS, settings.AMANAH_DATA, production=not demo)
    yield from _exchanged()
    yield from _disk(settings.AMANAH_DATA)
    yield from transport_findings(settings.ALLOWED_HOSTS, demo=demo, secure=settings.AMANAH_SECURE)
    if stamp.is_demonstration() and not demo:
        yield Finding(
            "error", "demonstration", "the data folder holds the demonstration, whose passwords are public; begin with an empty one"
        )


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        yield Finding("error", "database", f"cannot be used ({type(error).__name__})")
        return
    if missing:
        yield Finding(
            "error", "database", f"{len(missing)} migrations are not applied; `amanah serve` applies them, or `amanah manage migrate`"
        )
    if connection.vendor == "postgresql" and "DATABASE_URL_INTAKE" not in os.environ:
        yield Finding("warning", "database", "intake connects as the desk does; `amanah check --grants` prints a narrow role for it")


def _django() -> Iterator[Finding]:
    from django.core import checks

    for message in checks.run_checks():
        if not message.is_silenced():
            level: Literal["error", "warning"] = "error" if message.is_serious() else "warning"
            yield Finding(level, "django", f"{message.id or ''} {message.msg}".strip())


def rulebook_findings(*, production: bool) -> Iterator[Finding]:
    """Overlaps, gaps, unknown units; in production also values that are examples and no law."""
    from amanah.kernel import clock
    from amanah.rulebook.book import read_book

    overlay = os.environ.get("AMANAH_RULEBOOK")
    if overlay and not Path(overlay).is_dir():
        yield Finding("error", "rulebook", f"AMANAH_RULEBOOK names {overlay}, which is no folder")
        return
    book, problems = read_book(Path(overlay) if overlay else None)
    for problem in problems:
        yield Finding("error" if problem.level == "error" else "warning", "rulebook", str(problem))
    if production:
        yield from _examples(book, clock.today())


def questionnaire_findings() -> Iterator[Finding]:
    """Questionnaires with an unknown word, a condition that looks ahead or a missing translation; they are left out until mended."""
    from amanah.rooms.whistleblowing.questionnaires.book import read_book

    overlay = os.environ.get("AMANAH_QUESTIONNAIRES")
    if overlay and not Path(overlay).is_dir():
        yield Finding("error", "questionnaires", f"AMANAH_QUESTIONNAIRES names {overlay}, which is no folder")
        return
    for problem in read_book(Path(overlay) if overlay else None)[1]:
        yield Finding("error", "questionnaires", str(problem))


def criteria_findings() -> Iterator[Finding]:
    """Criteria of risks that cannot be used; nobody could score a risk with them."""
    from amanah.engines.risks import criteria

    overlay = os.environ.get("AMANAH_RISK_CRITERIA")
    if overlay and not Path(overlay).is_dir():
        yield Finding("error", "criteria", f"AMANAH_RISK_CRITERIA names {overlay}, which is no folder")
        return
    try:
        criteria.in_force()
    except criteria.CriteriaError as error:
        yield Finding("error", "criteria", str(error))


def scheme_findings() -> Iterator[Finding]:
    """A library of schemes that cannot be read; nobody could begin a risk from it."""
    from amanah.engines.risks.library.reading import LibraryError, library

    overlay = os.environ.get("AMANAH_SCHEMES")
    if overlay and not Path(overlay).is_dir():
        yield Finding("error", "schemes", f"AMANAH_SCHEMES names {overlay}, which is no folder")
        return
    try:
        library()
    except LibraryError as error:
        yield Finding("error", "schemes", str(error))


def _examples(book: Any, today: date) -> Iterator[Finding]:
    for provision in book.in_force(today):
        if provision.status == "example":
            yield Finding("error", "rulebook", f"{provision.key} is an example, not law; put your own value into the overlay folder")


def keys_findings(keys: Path, data: Path, *, production: bool) -> Iterator[Finding]:
    """Whether the folder of keys is there, closed to others, and kept apart from what backups take."""
    if not keys.is_dir():
        yield Finding("error", "keys", f"there is no folder {keys}; if it was lost, see docs/how-to/operate.md")
        return
    for path in (keys, *sorted(keys.rglob("*"))):
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            yield Finding("error", "keys", f"{path} can be read by others; chmod go-rwx")
    if production and keys.is_relative_to(data):
        yield Finding("warning", "keys", f"{keys} lies inside the data folder; set AMANAH_KEYS to another disk, outside every backup")


def _exchanged() -> Iterator[Finding]:
    """Public keys that are not those which the ledger saw being made."""
    from django.db import DatabaseError

    from amanah.foundation.vault import queries

    try:
        exchanged = queries.exchanged_keys()
    except DatabaseError:
        return  # said already, with the database
    for holder in exchanged:
        yield Finding("error", "keys", f"the public key of {holder} is not the one that the ledger saw being made; somebody exchanged it")


def _disk(data: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(data if data.is_dir() else data.parent).free
    if free < FULL:
        yield Finding("error", "disk", f"only {free / 1e6:.0f} MB are free; reports with files may be refused")
    elif free < SCARCE:
        yield Finding("warning", "disk", f"only {free / 1e6:.0f} MB are free")


def transport_findings(hosts: list[str], *, demo: bool, secure: bool) -> Iterator[Finding]:
    """Known passwords and cookies without TLS exist on loopback only; an onion address needs no TLS."""
    public = [host for host in hosts if host not in LOOPBACK]
    if demo and public:
        yield Finding(
            "error", "demonstration", f"AMANAH_DEMO is on, and AMANAH_HOSTS names {public[0]}: its passwords are public knowledge"
        )
    if not demo and not secure and [host for host in public if not host.endswith(".onion")]:
        yield Finding("error", "transport", "AMANAH_SECURE is off for an address outside this machine; only an onion address needs no TLS")
    if not demo and not public:
        yield Finding("warning", "transport", "AMANAH_HOSTS names no address but loopback; nobody else can reach this installation")
