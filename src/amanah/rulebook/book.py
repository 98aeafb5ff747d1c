"""The rulebook: every legal number with its dates and its basis, looked up as of a day. There is no "current value"."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from amanah.kernel.workdays import Calendar, SkippedDay
from amanah.rulebook.reading import CalendarYear, Contents, Problem, RuleError, read_folder
from amanah.rulebook.rules import PERIODS, Family, Provision, Rule, Value, Version

NATIONAL: Final = Path(__file__).parent / "id"
OVERLAY: Final = "AMANAH_RULEBOOK"
"""The environment variable that names an institution's own folder, of the same form as the national one."""


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a period, the days passed over with their reasons, and the provision that set its length."""

    date: date
    skipped: tuple[SkippedDay, ...]
    provisional: bool
    provision: Provision


@dataclass(frozen=True)
class Book:
    """The national rules, with an institution's own over them."""

    families: Mapping[str, Family]
    national: Mapping[str, Rule]
    local: Mapping[str, Rule]
    calendar_years: Mapping[int, CalendarYear]

    def every_key(self) -> list[str]:
        """Every key, family by family, in the order of the files; what only the institution has comes last."""
        return list({**self.national, **self.local})

    def provision(self, key: str, *, on: date) -> Provision:
        """The rule as it stood on a day: the institution's own where it has one in force, else the national one.

        Raises RuleError for an unknown key, for a day before the rule began, and for one after its repeal. Never a default.
        """
        for rule in self.layers(key):
            version = rule.version_on(on)
            if version is not None and version.value is not None:
                return _provision(rule, version, version.value)
        first = min(rule.versions[0].since for rule in self.layers(key))
        if on < first:
            raise RuleError(f"{key} is known since {first} only; {on} is earlier")
        raise RuleError(f"{key} was not in force on {on}")

    def due(self, key: str, start: date) -> DueDate:
        """When a period that began on `start` ends, by the rule in force on that day. Raises RuleError if the rule is no period."""
        provision = self.provision(key, on=start)
        if provision.unit not in PERIODS:
            raise RuleError(f"{key} is measured in {provision.unit}, which is no period")
        due = self.calendar.add(start, provision.length, provision.unit)
        return DueDate(due.date, due.skipped, due.provisional, provision)

    def in_force(self, on: date) -> Iterator[Provision]:
        """Every rule in force on a day, in the order of the files."""
        for key in self.every_key():
            try:
                yield self.provision(key, on=on)
            except RuleError:
                continue

    def layers(self, key: str) -> tuple[Rule, ...]:
        """The local rule, if there is one, then the national one. Raises RuleError for an unknown key."""
        found = tuple(layer[key] for layer in (self.local, self.national) if key in layer)
        if not found:
            raise RuleError(f"the rulebook has no {key}")
        return found

    @cached_property
    def calendar(self) -> Calendar:
        """The working-day calendar of all years that are known."""
        days = [day for year in self.calendar_years.values() for day in year.days]
        return Calendar(
            {day.on: day.name.id for day in days},
            frozenset(self.calendar_years),
            frozenset(day.on for day in days if day.estimate),
        )

    @cached_property
    def calendar_sha(self) -> str:
        """Changes whenever any calendar does, so that open clocks know they must be counted again."""
        return hashlib.sha256("".join(self.calendar_years[year].book_sha for year in sorted(self.calendar_years)).encode()).hexdigest()


def read_book(overlay: Path | None = None, national: Path = NATIONAL) -> tuple[Book, list[Problem]]:
    """The book of these folders and everything that is wrong with it; with problems it is for looking at only."""
    base = read_folder(national, "national")
    own = read_folder(overlay, "local") if overlay else Contents()
    problems = base.problems + own.problems
    local = {key: _titled(rule, base.rules.get(key)) for key, rule in own.rules.items()}
    for key, rule in local.items():
        if key in base.rules:
            problems += _not_tighter(base.rules[key], rule)
        elif not rule.title.id:
            problems.append(Problem(f"local/{rule.family}.toml", key, "title is missing, and there is no national rule to take it from"))
    families = {**own.families, **base.families}
    return Book(families, base.rules, local, {**base.calendars, **own.calendars}), problems


@cache
def book() -> Book:
    """The book this process works with. Raises RuleError naming every mistake if it has any; `book.cache_clear()` reads it anew."""
    found, problems = read_book(Path(os.environ[OVERLAY]) if os.environ.get(OVERLAY) else None)
    errors = [str(problem) for problem in problems if problem.level == "error"]
    if errors:
        raise RuleError("the rulebook cannot be used:\n" + "\n".join(errors))
    return found


def provision(key: str, *, on: date) -> Provision:
    """See `Book.provision`."""
    return book().provision(key, on=on)


def due(key: str, start: date) -> DueDate:
    """See `Book.due`."""
    return book().due(key, start)


def calendar() -> Calendar:
    """See `Book.calendar`."""
    return book().calendar


def _titled(rule: Rule, national: Rule | None) -> Rule:
    """A local rule, which may leave its title to the national one."""
    return replace(rule, title=national.title) if national is not None and not rule.title.id else rule


def _provision(rule: Rule, version: Version, value: Value) -> Provision:
    return Provision(
        key=rule.key,
        family=rule.family,
        value=value,
        unit=rule.unit,
        title=rule.title,
        note=version.note or rule.note,
        counted_from=version.counted_from,
        since=version.since,
        since_exact=version.since_exact,
        until=_last_day(rule, version),
        source=version.source,
        article=version.article,
        href=version.href,
        published=version.published,
        status=version.status,
        basis=version.basis,
        mark=version.mark,
        evidence=version.evidence,
        checked=version.checked,
        floor=rule.floor,
        layer=rule.layer,
        book_sha=rule.book_sha,
        starts=version.starts,
    )


def _last_day(rule: Rule, version: Version) -> date | None:
    if version.until is not None:
        return version.until
    later = [other.since for other in rule.versions if other.since > version.since]
    return date.fromordinal(min(later).toordinal() - 1) if later else None


def _not_tighter(national: Rule, local: Rule) -> Iterator[Problem]:
    """What is wrong with a local rule over a national floor; the comparison holds on every day on which either changes."""
    file = f"local/{local.family}.toml"
    if national.floor != "national":
        return
    if local.unit != national.unit:
        yield Problem(file, local.key, f"counts in {local.unit}, the national rule in {national.unit}")
        return
    for day in sorted({version.since for rule in (national, local) for version in rule.versions}):
        ours, theirs = local.version_on(day), national.version_on(day)
        if ours is None or theirs is None or ours.value is None or theirs.value is None:
            continue
        looser = ours.value > theirs.value if national.tighter == "lower" else ours.value < theirs.value
        if looser:
            text = f"{ours.value} is looser than the national {theirs.value} in force on {day}; it may only be tightened"
            yield Problem(file, local.key, text)
