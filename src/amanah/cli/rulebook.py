"""`amanah rulebook`: what the law says, as of a day."""

import argparse
import os
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from amanah.cli import say
from amanah.kernel import clock
from amanah.rulebook.book import OVERLAY, Book, book, read_book
from amanah.rulebook.reading import Problem, RuleError
from amanah.rulebook.rules import PERIODS, Provision, Rule, Version, cite, day_in_words, in_words

CALLED_WRONGLY = 2


def add_parser(verbs: argparse._SubParsersAction) -> None:
    """`amanah rulebook list | show KEY | due KEY --from DATE`."""
    verb = verbs.add_parser("rulebook", help="legal numbers with their dates and basis: list, show, due")
    sub = verb.add_subparsers(metavar="list|show|due", required=True)
    listing = sub.add_parser("list", help="every rule in force on a day")
    listing.add_argument("--on", type=_day, metavar="DATE", help="a day as YYYY-MM-DD; today if left out")
    showing = sub.add_parser("show", help="one rule: value, unit, basis, dates, history")
    showing.add_argument("key", metavar="KEY", help="for example gratification.report_to_kpk_within")
    showing.add_argument("--on", type=_day, metavar="DATE", help="a day as YYYY-MM-DD; today if left out")
    counting = sub.add_parser("due", help="the date on which a period ends, the days skipped and why")
    counting.add_argument("key", metavar="KEY", help="for example gratification.report_to_kpk_within")
    counting.add_argument(
        "--from", dest="start", type=_day, required=True, metavar="DATE", help="the day of the event, which is not counted"
    )
    for part, run in ((listing, _list), (showing, _show), (counting, _due)):
        part.add_argument("--json", action="store_true", help="for a program")
        part.set_defaults(run=_answering(run))


def check() -> list[Problem]:
    """Everything that is wrong with the rulebook of this installation.

    `level` "error" stops any start, "production" (examples) one outside a demonstration. Part of `amanah check`.
    """
    overlay = os.environ.get(OVERLAY)
    _found, problems = read_book(Path(overlay) if overlay else None)
    return problems


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write it as 2026-01-20") from None


def _answering(run: Callable[[argparse.Namespace, Book], None]) -> Callable[[argparse.Namespace], int]:
    def answer(arguments: argparse.Namespace) -> int:
        try:
            found = book()
        except RuleError as error:
            raise say.Refusal(str(error)) from error
        try:
            run(arguments, found)
        except RuleError as error:
            raise say.Refusal(str(error), CALLED_WRONGLY) from error
        return say.DONE

    return answer


def _list(arguments: argparse.Namespace, found: Book) -> None:
    on = arguments.on or clock.today()
    rows = list(found.in_force(on))
    if arguments.json:
        say.as_json([_provision(row, on) for row in rows])
        return
    width = max((len(row.key) for row in rows), default=0)
    for row in rows:
        say.line(f"{row.key:{width}}  {row.in_words('en'):>18}  {row.status:10}  {row.title.en}")


def _show(arguments: argparse.Namespace, found: Book) -> None:
    on = arguments.on or clock.today()
    layers = found.layers(arguments.key)
    provision = found.provision(arguments.key, on=on)
    if arguments.json:
        history = [_version(rule, version) for rule in layers for version in rule.versions]
        say.as_json({**_provision(provision, on), "history": history})
        return
    say.line(f"{provision.key}: {provision.title.id} / {provision.title.en}")
    say.line(f"  value    {provision.in_words('id')} / {provision.in_words('en')}")
    say.line(f"  basis    {provision.citation}")
    until = f" until {provision.until}" if provision.until else ""
    say.line(f"  since    {provision.since if provision.since_exact else provision.since.year}{until}")
    say.line(f"  status   {provision.status}; evidence {provision.mark}: {provision.evidence}")
    say.line(f"  checked  {provision.checked.on} by {provision.checked.by}")
    for rule in layers:
        for version in rule.versions:
            value = "no longer in force" if version.value is None else in_words(version.value, rule.unit, "en")
            say.line(f"  {version.since}  {value}  ({rule.layer}) {version.source}")


def _due(arguments: argparse.Namespace, found: Book) -> None:
    due = found.due(arguments.key, arguments.start)
    if arguments.json:
        skipped = [{"date": day.isoformat(), "reason": reason} for day, reason in due.skipped]
        say.as_json(
            {
                "key": arguments.key,
                "from": arguments.start.isoformat(),
                "due": due.date.isoformat(),
                "provisional": due.provisional,
                "skipped": skipped,
                "provision": _provision(due.provision, arguments.start),
            }
        )
        return
    say.line(f"{due.date}  {day_in_words(due.date, 'en')}{'  (provisional)' if due.provisional else ''}")
    say.line(f"  {due.provision.in_words('en')} after {arguments.start}, which is not counted: {due.provision.citation}")
    for day, reason in due.skipped:
        say.line(f"  skipped {day}  {reason}")


def _provision(found: Provision, on: date) -> dict[str, Any]:
    return {
        "key": found.key,
        "on": on.isoformat(),
        "value": _number(found.value),
        "unit": found.unit,
        "title": {"id": found.title.id, "en": found.title.en},
        "basis": found.citation,
        "basis_en": found.cite("en"),
        "basis_kind": found.basis,
        "source": found.source,
        "article": found.article,
        "href": found.href,
        "since": found.since.isoformat(),
        "since_exact": found.since_exact,
        "until": found.until and found.until.isoformat(),
        "published": found.published and found.published.isoformat(),
        "counted_from": found.counted_from and {"id": found.counted_from.id, "en": found.counted_from.en},
        "status": found.status,
        "verified": found.verified,
        "mark": found.mark,
        "evidence": found.evidence,
        "checked": {"on": found.checked.on.isoformat(), "by": found.checked.by},
        "floor": found.floor,
        "layer": found.layer,
        "book_sha": found.book_sha,
        "period": found.unit in PERIODS,
    }


def _version(rule: Rule, version: Version) -> dict[str, Any]:
    return {
        "since": version.since.isoformat(),
        "since_exact": version.since_exact,
        "until": version.until and version.until.isoformat(),
        "value": None if version.value is None else _number(version.value),
        "unit": rule.unit,
        "basis": cite(version, "id"),
        "status": version.status,
        "mark": version.mark,
        "layer": rule.layer,
    }


def _number(value: int | Decimal) -> int | str:
    """Fractions as text, so that no program rounds them."""
    return value if isinstance(value, int) else str(value)
