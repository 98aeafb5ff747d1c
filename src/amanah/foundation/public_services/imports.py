"""Importing services: say first what would be proposed, then propose all of it or nothing.

What a file says becomes proposals, as if an editor had written them one by one; another person still approves each.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation import tables
from amanah.foundation.organisation.columns import YES
from amanah.foundation.organisation.models import Unit
from amanah.foundation.public_services import services
from amanah.foundation.public_services.columns import ENDINGS, SPANS
from amanah.foundation.public_services.components import KEYS
from amanah.foundation.public_services.models import Edition, Fee, Service, State
from amanah.foundation.public_services.roles import EDITOR
from amanah.foundation.public_services.standards import CODE, Standard, Tariff
from amanah.kernel import canonical, clock

_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y/%m/%d")
_GUARDED = ("=", "+", "-", "@")
# What a problem of the standard or tariff is called by in the table, where that differs.
_COLUMN_OF = {"title": "fee_item"}


@dataclass
class Row:
    """What one line of the table means, what is wrong with it, and what it would propose."""

    number: int
    cells: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    changes: list[str] = field(default_factory=list)
    unit: Unit | None = None
    standard: Standard | None = None
    tariff: Tariff | None = None


@dataclass
class Plan:
    """What a table would propose. `digest` is one for the same table over the same state."""

    rows: list[Row]

    @property
    def wrong(self) -> list[Row]:
        """The rows with errors."""
        return [row for row in self.rows if row.errors]

    @property
    def changing(self) -> list[Row]:
        """The rows that would propose something."""
        return [row for row in self.rows if row.changes and not row.errors]

    @property
    def counts(self) -> dict[str, int]:
        """How many of what, for the preview and the ledger."""
        return {
            "rows": len(self.rows),
            "services": sum(row.unit is not None and row.standard is not None for row in self.changing),
            "standards": sum(row.standard is not None for row in self.changing),
            "fees": sum(row.tariff is not None for row in self.changing),
        }

    @property
    def digest(self) -> str:
        """Over what the rows say and what they would propose."""
        return canonical.digest([[row.number, row.cells, row.changes, row.errors] for row in self.rows]).hex()


def plan(lines: Iterable[tables.Line], *, viewer: Viewer) -> Plan:
    """Check every row and work out what it would propose, against the state as it is now. Writes nothing; a fixed number of queries."""
    rows = [Row(line.number, {key: _bare(cell) for key, cell in line.cells.items()}, errors=dict(line.problems)) for line in lines]
    return _Planner(rows, lambda unit: viewer.has(EDITOR.key, unit)).run()


def apply(lines: Iterable[tables.Line], *, digest: str, viewer: Viewer) -> Plan:
    """Propose what the plan with this digest said, all of it in one transaction, with one more entry in the ledger for the table.

    Raises ValidationError and changes nothing when a row is wrong, or when the plan is not the one that was shown because something
    changed in between.
    """
    changed = ValidationError(_("Data sudah berubah sejak pratinjau. Tidak ada yang disimpan; periksa pratinjau yang baru."))
    try:
        with transaction.atomic():
            planned = plan(lines, viewer=viewer)
            if planned.wrong or planned.digest != digest:
                raise changed
            for row in planned.changing:
                _write(row, viewer)
            ledger.append("service.imported", "service:table", planned.counts | {"table": digest}, actor=viewer.actor)
    except IntegrityError as error:
        raise changed from error
    return planned


def _write(row: Row, viewer: Viewer) -> None:
    code = row.cells["code"]
    if row.standard is not None and row.unit is not None:
        services.open_service(code, row.unit, row.standard, viewer=viewer)
    elif row.standard is not None:
        services.propose_edition(Service.objects.get(code=code), row.standard, viewer=viewer)
    if row.tariff is not None:
        services.propose_fee(Service.objects.get(code=code), row.tariff, viewer=viewer)


def _bare(cell: str) -> str:
    """A cell without the apostrophe that our own export puts before what a spreadsheet would run as a formula."""
    return cell[1:] if cell.startswith("'") and cell[1:].lstrip().startswith(_GUARDED) else cell


class _Planner:
    """Works through the rows with everything that they mention loaded beforehand. A new service's row stands above its fee rows."""

    def __init__(self, rows: list[Row], may_edit: Callable[[Unit], bool]) -> None:
        self.rows = rows
        self.may_edit = may_edit
        self.today = clock.today()
        self.opened: set[str] = set()
        self.seen: set[tuple[str, ...]] = set()

    def run(self) -> Plan:
        for row in self.rows:
            row.cells["code"] = row.cells.get("code", "").upper()
        self._load()
        for row in self.rows:
            self._row(row)
        return Plan(self.rows)

    def _load(self) -> None:
        known = Service.objects.filter(code__in={row.cells["code"] for row in self.rows}).select_related("unit")
        self.services = {service.code: service for service in known}
        self.units = {unit.code.upper(): unit for unit in Unit.objects.filter(until__isnull=True)}
        self.said: dict[str, set[str]] = {}
        self.latest: dict[tuple[str, str], str] = {}
        standing = (State.APPROVED, State.PROPOSED)
        editions = Edition.objects.filter(service__in=known, state__in=standing).select_related("service").prefetch_related("places__unit")
        for edition in editions.order_by("since", "proposed_on"):
            self._know(edition.service.code, "", Standard.of(edition))
        for fee in Fee.objects.filter(service__in=known, state__in=standing).select_related("service").order_by("since", "proposed_on"):
            self._know(fee.service.code, fee.item, Tariff.of(fee))

    def _know(self, code: str, item: str, version: Standard | Tariff) -> None:
        self.said.setdefault(code, set()).add(version.digest)
        self.latest[code, item] = version.gist

    def _is_said(self, code: str, item: str, version: Standard | Tariff, *, dated: bool) -> bool:
        """Whether this very version is there; a row that names no day says nothing new while the latest version says the same."""
        return version.digest in self.said.get(code, set()) or (not dated and self.latest.get((code, item)) == version.gist)

    def _row(self, row: Row) -> None:
        code = row.cells["code"]
        service = self.services.get(code)
        if not CODE.fullmatch(code):
            row.errors.setdefault("code", _("Kode terdiri atas 2 sampai 40 huruf besar, angka, titik, atau tanda hubung."))
            return
        if service is not None and not self.may_edit(service.unit):
            row.errors["code"] = _("Layanan ini di luar wewenang Anda.")
            return
        names, fees = bool(row.cells.get("name")), bool(row.cells.get("fee_item"))
        if not names and not fees:
            row.errors.setdefault("name", _("Isi nama layanan, butir biaya, atau keduanya."))
        if service is None and not names and code not in self.opened:
            row.errors.setdefault("name", _("Layanan baru memerlukan nama pada baris pertamanya."))
        since = self._day(row, "since") or self.today
        if names:
            self._standard(row, service, since)
        if fees:
            self._tariff(row, since)

    def _standard(self, row: Row, service: Service | None, since: date) -> None:
        code = row.cells["code"]
        self._once(row, ("standard", code), "code", _("Standar layanan ini sudah ada pada baris di atas."))
        if service is None:
            row.unit = self._unit(row)
        span = SPANS.get(row.cells.get("promise_unit", "").lower().replace(" ", "_"))
        if span is None:
            row.errors.setdefault("promise_unit", _("Pilih jam kerja, hari kerja, atau hari kalender."))
        standard = Standard(
            name=" ".join(row.cells["name"].split()),
            since=since,
            places=self._places(row),
            summary=" ".join(row.cells.get("summary", "").split()),
            promise=self._whole(row, "promise"),
            promise_unit=span or SPANS[""],
            stages=tuple(line.strip() for line in row.cells.get("stages", "").splitlines() if line.strip()),
            components={key: row.cells.get(key, "").strip() for key in KEYS},
        )
        for key, problem in standard.problems().items():
            row.errors.setdefault(key, problem)
        self.opened.add(code)
        if not self._is_said(code, "", standard, dated=bool(row.cells.get("since"))):
            row.standard = standard
            row.changes.append(_("layanan baru") if service is None else _("standar baru sejak %(day)s") % {"day": since.isoformat()})

    def _tariff(self, row: Row, since: date) -> None:
        code, cells = row.cells["code"], row.cells
        ends = cells.get("amount", "").lower() in ENDINGS
        amount = None if ends else self._whole(row, "amount")
        if amount is None and not ends:
            row.errors.setdefault("amount", _("Isi biaya dalam rupiah bulat; 0 bila gratis."))
        verified = YES.get(cells.get("verified", "").lower())
        if verified is None:
            row.errors.setdefault("verified", _("Nilai tidak dikenal. Lihat penjelasan kolom."))
        tariff = Tariff(
            title=" ".join(cells["fee_item"].split()),
            since=self._day(row, "fee_since") or since,
            amount=amount,
            per=cells.get("per", ""),
            basis=cells.get("basis", ""),
            provision=cells.get("provision", ""),
            verified=bool(verified),
            evidence=cells.get("evidence", ""),
        )
        problems = tariff.problems()
        for key, problem in problems.items():
            row.errors.setdefault(_COLUMN_OF.get(key, key), problem)
        if problems:
            return
        tariff = tariff.settled()
        twice = _("Butir ini sudah ada pada baris di atas, dengan hari pertama yang sama.")
        self._once(row, ("fee", code, tariff.item, tariff.since.isoformat()), "fee_item", twice)
        if not self._is_said(code, tariff.item, tariff, dated=bool(cells.get("fee_since") or cells.get("since"))):
            row.tariff = tariff
            said = _("biaya %(item)s sejak %(day)s") % {"item": tariff.title, "day": tariff.since.isoformat()}
            row.changes.append(said)

    def _unit(self, row: Row) -> Unit | None:
        unit = self.units.get(row.cells.get("unit", "").upper())
        if unit is None:
            row.errors.setdefault("unit", _("Tidak ada unit terbuka dengan kode ini."))
        elif not self.may_edit(unit):
            row.errors.setdefault("unit", _("Unit ini di luar wewenang Anda."))
        return unit

    def _places(self, row: Row) -> tuple[tuple[Unit, str], ...]:
        found = []
        for line in row.cells.get("places", "").splitlines():
            code, _colon, where = line.partition(":")
            unit = self.units.get(code.strip().upper())
            if unit is not None:
                found.append((unit, where.strip()))
            elif line.strip():
                row.errors.setdefault("places", _("Tidak ada unit terbuka dengan kode %(code)s.") % {"code": code.strip()[:40]})
        return tuple(found)

    def _whole(self, row: Row, key: str) -> int | None:
        said = row.cells.get(key, "").removeprefix("Rp").strip().replace(".", "").replace(" ", "")
        if said and not (said.isascii() and said.isdecimal() and len(said) <= 15):  # noqa: PLR2004 - what a spreadsheet keeps exactly
            row.errors.setdefault(key, _("Bukan angka bulat."))
            return None
        return int(said) if said else None

    def _day(self, row: Row, key: str) -> date | None:
        said = row.cells.get(key, "").strip()
        for form in _DAYS:
            try:
                return datetime.strptime(said, form).date()  # noqa: DTZ007 - a date without a time has no zone
            except ValueError:
                continue
        if said:
            row.errors.setdefault(key, _("Bukan tanggal. Tulis seperti 2026-11-30 atau 30/11/2026."))
        return None

    def _once(self, row: Row, what: tuple[str, ...], column: str, problem: str) -> None:
        if what in self.seen:
            row.errors.setdefault(column, problem)
        self.seen.add(what)
