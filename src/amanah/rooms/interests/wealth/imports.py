"""Importing an official list: say first what it would change, then change all of it or nothing."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.foundation.organisation.tables import Line
from amanah.kernel import canonical, clock
from amanah.rooms.interests.wealth import queries
from amanah.rooms.interests.wealth.columns import KINDS, OCCASIONS, STATUSES
from amanah.rooms.interests.wealth.models import AssetReport, Kind, Occasion, Status

_CHUNK = 500
_EARLIEST = 2000
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d")
MayKeep = Callable[[Unit], bool]


@dataclass
class Row:
    """What one line of the list means, and what is wrong or would change."""

    number: int
    cells: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    report: AssetReport | None = None


@dataclass
class Plan:
    """What a list would change. `digest` is one for the same list over the same state."""

    rows: list[Row]

    @property
    def wrong(self) -> list[Row]:
        """The rows with errors."""
        return [row for row in self.rows if row.errors]

    @property
    def changing(self) -> list[Row]:
        """The rows that would change something."""
        return [row for row in self.rows if row.changes and not row.errors]

    @property
    def digest(self) -> str:
        """Over what the rows say and what they would change."""
        return canonical.digest([[row.number, row.cells, row.changes, row.errors] for row in self.rows]).hex()


def plan(lines: Iterable[Line], *, may_keep: MayKeep) -> Plan:
    """Check every row against the state as it is now. Writes nothing; as many queries as the list has chunks of 500."""
    rows = [Row(line.number, line.cells, errors=dict(line.problems)) for line in lines]
    people = _people(row.cells.get("nip", "").replace(" ", "") for row in rows)
    kept = _kept(people.values(), may_keep)
    before = {_key(one): one for one in _chunked(AssetReport.objects, "person_id", [person.pk for person in people.values()])}
    seen: dict[tuple[Any, ...], int] = {}
    for row in rows:
        _read(row, people, kept)
        if row.report is not None and not row.errors:
            first = seen.setdefault(_key(row.report), row.number)
            if first != row.number:
                row.errors["nip"] = _("Laporan ini sudah ada di baris %(line)s.") % {"line": first}
            else:
                _compare(row, before.get(_key(row.report)))
    return Plan(rows)


def apply(lines: Iterable[Line], *, digest: str, may_keep: MayKeep, actor: str) -> Plan:
    """Change what the plan with this digest said, all of it in one transaction, and append one entry to the ledger.

    Raises ValidationError and changes nothing when a row is wrong, or when something changed since the plan was shown.
    """
    stale = _("Data sudah berubah sejak pratinjau. Tidak ada yang disimpan; periksa pratinjau yang baru.")
    try:
        with transaction.atomic():
            planned = plan(lines, may_keep=may_keep)
            if planned.wrong or planned.digest != digest:
                raise ValidationError(stale)
            reports = [row.report for row in planned.changing if row.report is not None]
            AssetReport.objects.bulk_create([one for one in reports if one.pk is None], batch_size=_CHUNK)
            changed = ["status", "submitted_on", "tax_receipt_on", "event_on", "due_on", "noted_on"]
            AssetReport.objects.bulk_update([one for one in reports if one.pk is not None], changed, batch_size=_CHUNK)
            facts = {"rows": len(planned.rows), "changed": len(reports), "table": digest}
            ledger.append("wealth.imported", "wealth:lists", facts, actor=actor)
    except IntegrityError as error:
        raise ValidationError(stale) from error
    return planned


def _read(row: Row, people: Mapping[str, Person], kept: set[Any]) -> None:
    """The report that a row means, or its errors."""
    cells = {key: value.strip() for key, value in row.cells.items()}
    person = people.get(cells.get("nip", "").replace(" ", ""))
    if person is None:
        row.errors.setdefault("nip", _("Tidak ada pegawai dengan NIP ini."))
    elif person.pk not in kept:
        row.errors.setdefault("nip", _("Pegawai ini tidak berada di unit yang Anda kelola."))
    kind = _code(row, "kind", KINDS, _("Isi dengan lhkpn atau lhkan."))
    occasion = _code(row, "occasion", OCCASIONS, _("Isi dengan periodik, pengangkatan, atau akhir_jabatan."))
    status = _code(row, "status", STATUSES, _("Isi dengan belum, sudah, perlu_dilengkapi, atau lengkap."))
    year = _year(row, cells.get("year", ""))
    days = {name: _day(row, name, cells.get(name, "")) for name in ("event_on", "submitted_on", "tax_receipt_on")}
    if row.errors or person is None or kind is None or occasion is None or status is None or year is None:
        return
    _together(row, kind, occasion, status, days)
    if row.errors:
        return
    try:
        due_on = queries.due_on(kind, occasion, year, days["event_on"])
    except rulebook.RuleError:
        row.errors["year"] = _("Buku aturan belum memuat aturan untuk tahun itu.")
        return
    row.report = AssetReport(
        person=person, kind=kind, occasion=occasion, year=year, status=status, due_on=due_on, noted_on=clock.today(), **days
    )


def _together(row: Row, kind: Kind, occasion: Occasion, status: Status, days: Mapping[str, date | None]) -> None:
    """What the cells of a row say about each other."""
    if occasion != Occasion.PERIODIC and kind != Kind.LHKPN:
        row.errors["occasion"] = _("Laporan khusus hanya ada pada LHKPN.")
    if occasion != Occasion.PERIODIC and days["event_on"] is None:
        row.errors.setdefault("event_on", _("Wajib diisi bagi laporan khusus."))
    if occasion == Occasion.PERIODIC and days["event_on"] is not None:
        row.errors["event_on"] = _("Laporan periodik tidak mempunyai tanggal peristiwa.")
    if status == Status.OWED and days["submitted_on"] is not None:
        row.errors["submitted_on"] = _("Statusnya belum melapor, tetapi tanggal lapornya ada.")
    if status != Status.OWED and days["submitted_on"] is None:
        row.errors.setdefault("submitted_on", _("Isi hari melapor."))
    if kind == Kind.LHKPN and days["tax_receipt_on"] is not None:
        row.errors["tax_receipt_on"] = _("Bukti SPT hanya dicatat pada LHKAN.")


def _compare(row: Row, before: AssetReport | None) -> None:
    report = row.report
    if report is None:
        return
    if before is None:
        row.changes.append(_("baru: %(status)s") % {"status": report.get_status_display()})
        return
    if before.status != report.status:
        row.changes.append(f"{before.get_status_display()} → {report.get_status_display()}")
    for name, said in (("submitted_on", _("hari melapor")), ("tax_receipt_on", _("bukti SPT")), ("event_on", _("tanggal peristiwa"))):
        was, now = getattr(before, name), getattr(report, name)
        if was != now:
            row.changes.append(f"{said}: {was or '–'} → {now or '–'}")
    report.pk = before.pk


def _code(row: Row, name: str, codes: Mapping[str, Any], problem: str) -> Any:
    said = re.sub(r"[^a-z]+", "_", row.cells.get(name, "").strip().lower()).strip("_")
    if said not in codes:
        row.errors.setdefault(name, problem)
    return codes.get(said)


def _year(row: Row, text: str) -> int | None:
    if text.isascii() and text.isdigit() and _EARLIEST <= int(text[:9]) <= clock.today().year:
        return int(text)
    row.errors.setdefault("year", _("Isi tahun dengan empat angka, paling akhir tahun ini."))
    return None


def _day(row: Row, name: str, text: str) -> date | None:
    if not text:
        return None
    for form in _DAYS:
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a day on a list has no zone
        except ValueError:
            continue
        if day > clock.today():
            row.errors.setdefault(name, _("Hari ini belum tiba."))
        return day
    row.errors.setdefault(name, _("Tanggal tidak terbaca. Tulis seperti 2026-03-12 atau 12/03/2026."))
    return None


def _people(numbers: Iterable[str]) -> dict[str, Person]:
    found = _chunked(Person.objects, "nip", [number for number in numbers if number])
    return {person.nip: person for person in found if person.nip}


def _kept(people: Iterable[Person], may_keep: MayKeep) -> set[Any]:
    """Who of them works in a unit whose lists this person keeps; asked once for each unit."""
    wanted = [person.pk for person in people]
    answers: dict[Any, bool] = {}
    kept = set()
    for holding in _chunked(Holding.objects.filter(held_on(clock.today())).select_related("post__unit"), "person_id", wanted):
        unit = holding.post.unit
        if unit.pk not in answers:
            answers[unit.pk] = may_keep(unit)
        if answers[unit.pk]:
            kept.add(holding.person_id)
    return kept


def _chunked(rows: Any, column: str, values: Iterable[Any]) -> list[Any]:
    wanted = list(dict.fromkeys(values))
    found: list[Any] = []
    for start in range(0, len(wanted), _CHUNK):
        found += rows.filter(**{f"{column}__in": wanted[start : start + _CHUNK]})
    return found


def _key(report: AssetReport) -> tuple[Any, ...]:
    return (report.person_id, str(report.kind), str(report.occasion), report.year)
