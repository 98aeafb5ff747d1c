"""Importing services, as one of the uses of `foundation.imports`.

What a file says becomes proposals, as if an editor had written them one by one; another person still approves each.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.imports import table
from amanah.foundation.imports.table import Plan, Table
from amanah.foundation.organisation.models import Unit
from amanah.foundation.public_services import services
from amanah.foundation.public_services.columns import ENDS, SHAPE
from amanah.foundation.public_services.components import KEYS
from amanah.foundation.public_services.models import Edition, Fee, Service, Span, State
from amanah.foundation.public_services.roles import EDITOR
from amanah.foundation.public_services.standards import CODE, Standard, Tariff
from amanah.kernel import clock

# What a problem of the standard or tariff is called by in the table, where that differs.
_COLUMN_OF = {"title": "fee_item"}


@dataclass
class Row(table.Row):
    """What a row would propose."""

    unit: Unit | None = None
    standard: Standard | None = None
    tariff: Tariff | None = None


def _check(rows: Sequence[Row], viewer: Viewer) -> None:
    """Work out what every row would propose, with a fixed number of queries."""
    _Planner(rows, viewer).run()


def _write(rows: Sequence[Row], viewer: Viewer) -> None:
    for row in rows:
        code = row.said["code"]
        if row.standard is not None and row.unit is not None:
            services.open_service(code, row.unit, row.standard, viewer=viewer)
        elif row.standard is not None:
            services.propose_edition(Service.objects.get(code=code), row.standard, viewer=viewer)
        if row.tariff is not None:
            services.propose_fee(Service.objects.get(code=code), row.tariff, viewer=viewer)


def _count(plan: Plan[Row]) -> dict[str, int]:
    return {
        "rows": len(plan.rows),
        "services": sum(row.unit is not None and row.standard is not None for row in plan.changing),
        "standards": sum(row.standard is not None for row in plan.changing),
        "fees": sum(row.tariff is not None for row in plan.changing),
    }


SERVICES = Table(SHAPE, Row, _check, _write, ("service.imported", "service:table"), _count)


class _Planner:
    """Works through the rows with everything that they mention loaded beforehand. A new service's row stands above its fee rows."""

    def __init__(self, rows: Sequence[Row], viewer: Viewer) -> None:
        self.rows = rows
        self.viewer = viewer
        self.today = clock.today()
        self.opened: set[str] = set()
        self.seen: set[tuple[str, ...]] = set()

    def run(self) -> None:
        self._load()
        for row in self.rows:
            self._row(row)

    def may_edit(self, unit: Unit) -> bool:
        """Whether this person keeps the services of a unit."""
        return self.viewer.has(EDITOR.key, unit)

    def _load(self) -> None:
        known = Service.objects.filter(code__in={row.said["code"] for row in self.rows}).select_related("unit")
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
        code = row.said["code"]
        service = self.services.get(code)
        if not CODE.fullmatch(code):
            row.refuse("code", _("Kode terdiri atas 2 sampai 40 huruf besar, angka, titik, atau tanda hubung."))
            return
        if service is not None and not self.may_edit(service.unit):
            row.errors["code"] = _("Layanan ini di luar wewenang Anda.")
            return
        names, fees = bool(row.said["name"]), bool(row.said["fee_item"])
        if not names and not fees:
            row.refuse("name", _("Isi nama layanan, butir biaya, atau keduanya."))
        if service is None and not names and code not in self.opened:
            row.refuse("name", _("Layanan baru memerlukan nama pada baris pertamanya."))
        since = row.said["since"] or self.today
        if names:
            self._standard(row, service, since)
        if fees:
            self._tariff(row, since)

    def _standard(self, row: Row, service: Service | None, since: date) -> None:
        code = row.said["code"]
        self._once(row, ("standard", code), "code", _("Standar layanan ini sudah ada pada baris di atas."))
        if service is None:
            row.unit = self._unit(row)
        said = row.said
        standard = Standard(
            name=said["name"],
            since=since,
            places=self._places(row),
            summary=said["summary"],
            promise=said["promise"],
            promise_unit=said["promise_unit"] or Span.WORKING_DAY,
            stages=said["stages"],
            components={key: said[key].strip() for key in KEYS},
        )
        for key, problem in standard.problems().items():
            row.refuse(key, problem)
        self.opened.add(code)
        if not self._is_said(code, "", standard, dated=said["since"] is not None):
            row.standard = standard
            row.changes.append(_("layanan baru") if service is None else _("standar baru sejak %(day)s") % {"day": since.isoformat()})

    def _tariff(self, row: Row, since: date) -> None:
        code, said = row.said["code"], row.said
        if said["amount"] is None:
            row.refuse("amount", _("Isi biaya dalam rupiah bulat; 0 bila gratis."))
        tariff = Tariff(
            title=said["fee_item"],
            since=said["fee_since"] or since,
            amount=None if said["amount"] == ENDS else said["amount"],
            per=said["per"],
            basis=said["basis"],
            provision=said["provision"],
            verified=bool(said["verified"]),
            evidence=said["evidence"],
        )
        problems = tariff.problems()
        for key, problem in problems.items():
            row.refuse(_COLUMN_OF.get(key, key), problem)
        if problems:
            return
        tariff = tariff.settled()
        twice = _("Butir ini sudah ada pada baris di atas, dengan hari pertama yang sama.")
        self._once(row, ("fee", code, tariff.item, tariff.since.isoformat()), "fee_item", twice)
        if not self._is_said(code, tariff.item, tariff, dated=bool(said["fee_since"] or said["since"])):
            row.tariff = tariff
            row.changes.append(_("biaya %(item)s sejak %(day)s") % {"item": tariff.title, "day": tariff.since.isoformat()})

    def _unit(self, row: Row) -> Unit | None:
        unit = self.units.get(row.said["unit"])
        if unit is None:
            row.refuse("unit", _("Tidak ada unit terbuka dengan kode ini."))
        elif not self.may_edit(unit):
            row.refuse("unit", _("Unit ini di luar wewenang Anda."))
        return unit

    def _places(self, row: Row) -> tuple[tuple[Unit, str], ...]:
        found = []
        for line in row.said["places"]:
            code, _colon, where = line.partition(":")
            unit = self.units.get(code.strip().upper())
            if unit is not None:
                found.append((unit, where.strip()))
            else:
                row.refuse("places", _("Tidak ada unit terbuka dengan kode %(code)s.") % {"code": code.strip()[:40]})
        return tuple(found)

    def _once(self, row: Row, what: tuple[str, ...], column: str, problem: str) -> None:
        if what in self.seen:
            row.refuse(column, problem)
        self.seen.add(what)
