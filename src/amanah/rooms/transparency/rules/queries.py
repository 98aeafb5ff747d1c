"""The rulebook as pages show it, in the language of the visitor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from amanah.kernel import clock
from amanah.rulebook.book import Book, DueDate, book
from amanah.rulebook.reading import CalendarYear, DayOff, RuleError
from amanah.rulebook.rules import PERIODS, Provision, Rule, Version, cite, in_words

MARKS: dict[str, Promise] = {
    "L": _("dibaca pada naskah resmi"),
    "S": _("dari laman atau pemberitaan publik"),
    "K-high": _("pengetahuan penyusun, keyakinan tinggi"),
    "K-med": _("pengetahuan penyusun, keyakinan sedang"),
    "K-low": _("pengetahuan penyusun, keyakinan rendah"),
    "D": _("anjuran perancangan, bukan bunyi aturan"),
}
BASES: dict[str, Promise] = {
    "law": _("peraturan perundang-undangan"),
    "agency": _("aturan lembaga"),
    "practice": _("janji layanan yang diumumkan"),
    "default": _("nilai bawaan Amanah, boleh diganti lembaga"),
}
KINDS: dict[str, Promise] = {
    "public": _("libur nasional"),
    "collective_leave": _("cuti bersama"),
    "local": _("libur setempat"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A rule in force today, in words."""

    key: str
    title: str
    value: str
    basis: str
    mark: Promise
    verified: bool
    local: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A family of rules with those in force."""

    key: str
    title: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """One version of a rule; `value` is empty where the rule ended."""

    since: date
    since_exact: bool
    value: str
    basis: str
    evidence: str
    mark: Promise
    href: str
    local: bool
    current: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Everything about one rule; `now` is missing where it is not in force today."""

    key: str
    family: str
    title: str
    note: str
    counted_from: str
    national_floor: bool
    period: bool
    now: Provision | None
    value: str
    basis: str
    basis_kind: Promise | None
    mark: Promise | None
    history: tuple[Past, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A day off as a calendar shows it."""

    on: date
    name: str
    kind: Promise
    estimate: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """The end of a period that began on `start`."""

    start: date
    due: date
    length: str
    provisional: bool
    skipped: tuple[Day, ...]


def groups() -> list[Group]:
    """Every rule in force today by family, families by title."""
    found = book()
    rows: dict[str, list[Row]] = {}
    for provision in found.in_force(clock.today()):
        rows.setdefault(provision.family, []).append(_row(provision))
    groups = [_group(found, family, tuple(members)) for family, members in rows.items()]
    return sorted(groups, key=lambda group: group.title)


def page(key: str) -> Page:
    """All about one rule, also one that ended. Raises RuleError for an unknown key."""
    found = book()
    layers = found.layers(key)
    language = _language()
    try:
        now = found.provision(key, on=clock.today())
    except RuleError:
        now = None
    shown = layers[0]
    newest = shown.versions[-1]
    note = (now.note if now else newest.note) or shown.note
    counted_from = now.counted_from if now else newest.counted_from
    return Page(
        key=key,
        family=found.families[shown.family].title.get(language),
        title=shown.title.get(language),
        note=note.get(language) if note else "",
        counted_from=counted_from.get(language) if counted_from else "",
        national_floor=any(rule.floor for rule in layers),
        period=shown.unit in PERIODS,
        now=now,
        value=now.in_words(language) if now else "",
        basis=_basis(now, language) if now else "",
        basis_kind=BASES[now.basis] if now else None,
        mark=MARKS[now.mark] if now else None,
        history=tuple(_history(layers, now)),
    )


def counted(key: str, start: date) -> Counted:
    """When the period of a rule ends that began on `start`. Raises RuleError where the rule gives no answer for that day."""
    found: DueDate = book().due(key, start)
    names = {day.on: day for year in book().calendar_years.values() for day in year.days}
    return Counted(
        start=start,
        due=found.date,
        length=found.provision.in_words(_language()),
        provisional=found.provisional,
        skipped=tuple(_day(names[on]) for on, _reason in found.skipped if on in names),
    )


def calendar(year: int) -> tuple[CalendarYear, list[Day]] | None:
    """The decree of a year with its days off; None where no decree is known."""
    found = book().calendar_years.get(year)
    return (found, [_day(day) for day in found.days]) if found else None


def years() -> list[int]:
    """The years whose decree is known."""
    return sorted(book().calendar_years)


def _language() -> str:
    return get_language() or "id"


def _basis(version: Provision | Version, language: str) -> str:
    """The citation; elsewhere than on an Indonesian page it says which words are Indonesian, so that they are read aloud as such."""
    text = cite(version, language)
    if language == "id" or not version.source:
        return text
    before, _found, after = text.partition(version.source)
    return format_html('{}<span lang="id">{}</span>{}', before, version.source, after)


def _row(provision: Provision) -> Row:
    language = _language()
    return Row(
        key=provision.key,
        title=provision.title.get(language),
        value=provision.in_words(language),
        basis=_basis(provision, language),
        mark=MARKS[provision.mark],
        verified=provision.verified,
        local=provision.layer == "local",
    )


def _group(found: Book, family: str, rows: tuple[Row, ...]) -> Group:
    about = found.families[family]
    language = _language()
    return Group(family, about.title.get(language), about.note.get(language) if about.note else "", rows)


def _history(layers: tuple[Rule, ...], now: Provision | None) -> Iterator[Past]:
    for rule in layers:
        for version in reversed(rule.versions):
            yield _past(rule, version, current=now is not None and (now.layer, now.since) == (rule.layer, version.since))


def _past(rule: Rule, version: Version, *, current: bool) -> Past:
    language = _language()
    return Past(
        since=version.since,
        since_exact=version.since_exact,
        value="" if version.value is None else in_words(version.value, rule.unit, language),
        basis=_basis(version, language),
        evidence=version.evidence,
        mark=MARKS[version.mark],
        href=version.href,
        local=rule.layer == "local",
        current=current,
    )


def _day(day: DayOff) -> Day:
    return Day(day.on, day.name.get(_language()), KINDS[day.kind], day.estimate)
