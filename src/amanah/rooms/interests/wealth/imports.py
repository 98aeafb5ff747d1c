"""Importing an official list, as one of the uses of `foundation.imports`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.foundation.imports import table
from amanah.foundation.imports.table import Plan, Table, Viewer
from amanah.foundation.organisation.models import Holding, Person, held_on
from amanah.kernel import clock
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.wealth import queries
from amanah.rooms.interests.wealth.columns import SHAPE
from amanah.rooms.interests.wealth.models import AssetReport, Kind, Occasion, Status

_CHUNK = 500


@dataclass
class Row(table.Row):
    """The report that a row means."""

    report: AssetReport | None = None


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """Against the state as it is now; as many queries as the list has chunks of 500."""
    people = _people(row.said["nip"] for row in rows)
    kept = _kept(people.values(), viewer)
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


def _write(rows: Sequence[Row], _viewer: Viewer) -> None:
    reports = [row.report for row in rows if row.report is not None]
    AssetReport.objects.bulk_create([one for one in reports if one.pk is None], batch_size=_CHUNK)
    changed = ["status", "submitted_on", "tax_receipt_on", "event_on", "due_on", "noted_on"]
    AssetReport.objects.bulk_update([one for one in reports if one.pk is not None], changed, batch_size=_CHUNK)


def _count(plan: Plan[Row]) -> dict[str, int]:
    return {"rows": len(plan.rows), "changed": len(plan.changing)}


LISTS = Table(SHAPE, Row, _check, _write, ("wealth.imported", "wealth:lists"), _count)


def _read(row: Row, people: Mapping[str, Person], kept: set[Any]) -> None:
    """The report that a row means, or its errors."""
    said = row.said
    person = people.get(said["nip"])
    if person is None:
        row.refuse("nip", _("Tidak ada pegawai dengan NIP ini."))
    elif person.pk not in kept:
        row.refuse("nip", _("Pegawai ini tidak berada di unit yang Anda kelola."))
    if row.errors or person is None:
        return
    days = {name: said[name] for name in ("event_on", "submitted_on", "tax_receipt_on")}
    _together(row, said["kind"], said["occasion"], said["status"], days)
    if row.errors:
        return
    try:
        due_on = queries.due_on(said["kind"], said["occasion"], said["year"], days["event_on"])
    except rulebook.RuleError:
        row.errors["year"] = _("Buku aturan belum memuat aturan untuk tahun itu.")
        return
    fixed = {name: said[name] for name in ("kind", "occasion", "year", "status")}
    row.report = AssetReport(person=person, due_on=due_on, noted_on=clock.today(), **fixed, **days)


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


def _people(numbers: Iterable[str]) -> dict[str, Person]:
    found = _chunked(Person.objects, "nip", [number for number in numbers if number])
    return {person.nip: person for person in found if person.nip}


def _kept(people: Iterable[Person], viewer: Viewer) -> set[Any]:
    """Who of them works in a unit whose lists this person keeps; asked once for each unit."""
    wanted = [person.pk for person in people]
    answers: dict[Any, bool] = {}
    kept = set()
    for holding in _chunked(Holding.objects.filter(held_on(clock.today())).select_related("post__unit"), "person_id", wanted):
        unit = holding.post.unit
        if unit.pk not in answers:
            answers[unit.pk] = viewer.has(RECORDER, unit)
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
