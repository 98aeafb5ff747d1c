"""What may be read of reports of assets: one's own, and counted by unit for those who answer for the units."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Holding, Unit, below, held_on
from amanah.kernel import clock
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.duties import BOUND, Card, Duty, staff
from amanah.rooms.interests.wealth.models import DONE, AssetReport, Kind, Occasion, Status

PERIODIC = {Kind.LHKPN: "interests.lhkpn_within", Kind.LHKAN: "interests.lhkan_within"}
SPECIAL = "interests.lhkpn_special_within"


@dataclass
class Row:
    """One unit with everything below it, as the ministry of state apparatus asks: who owes, who reported in time, late, not yet."""

    unit: Unit
    owing: int = 0
    in_time: int = 0
    late: int = 0
    returned: int = 0
    left: int = 0
    receipts: int = 0
    people: set[UUID] = field(default_factory=set, repr=False)

    @property
    def per_cent(self) -> int | None:
        """How many reported, late ones included, rounded down; None where nobody owes."""
        return (self.in_time + self.late) * 100 // self.owing if self.owing else None

    def add(self, report: AssetReport | None) -> None:
        """Count one who owes; without a row in the list they have not reported."""
        self.owing += 1
        if report is None or report.status == Status.OWED:
            self.left += 1
        elif report.status == Status.RETURNED:
            self.returned += 1
        elif report.in_time:
            self.in_time += 1
        else:
            self.late += 1
        self.receipts += report is not None and report.tax_receipt_on is not None


def due_on(kind: str, occasion: str, year: int, event_on: date | None = None) -> date:
    """The last day of a report for the position at the end of `year`, or after the event of a special one.

    Raises RuleError where the rulebook has no such rule on that day.
    """
    if occasion == Occasion.PERIODIC or event_on is None:
        return rulebook.due(PERIODIC[Kind(kind)], date(year, 12, 31)).date
    return rulebook.due(SPECIAL, event_on).date


def own(viewer: Viewer) -> QuerySet[AssetReport]:
    """The viewer's own reports, the newest first."""
    found = AssetReport.objects.filter(person=viewer.person) if viewer.person else AssetReport.objects.none()
    return found.order_by("-year", "kind", "occasion")


def scopes(viewer: Viewer) -> list[Unit]:
    """The topmost units whose lists the viewer keeps."""
    return viewer.units_with(RECORDER)


def obliged(kind: str, year: int) -> set[UUID]:
    """Who owes the periodic report: for LHKPN whom the official list names, for LHKAN everybody else on the staff."""
    listed = set(AssetReport.objects.filter(kind=Kind.LHKPN, year=year, occasion=Occasion.PERIODIC).values_list("person_id", flat=True))
    return listed if kind == Kind.LHKPN else staff() - listed


def listed(year: int) -> bool:
    """Whether any list for the position of that year was imported."""
    return AssetReport.objects.filter(year=year).exists()


def recap(kind: str, year: int, top: Unit) -> tuple[list[Row], Row]:
    """The periodic reports of one year in a unit, part by part, and altogether. Somebody with two posts counts where the first one is."""
    rows = [Row(top), *(Row(part) for part in organisation.open_units().filter(parent=top).order_by("name"))]
    total = Row(top)
    owing = obliged(kind, year)
    reports = {one.person_id: one for one in AssetReport.objects.filter(kind=kind, year=year, occasion=Occasion.PERIODIC)}
    held = Holding.objects.filter(held_on(clock.today()), below(top.path, "post__unit__path"), person__employment__in=BOUND)
    for person_id, path in held.order_by("post__unit__path", "person_id").values_list("person_id", "post__unit__path"):
        if person_id not in owing or person_id in total.people:
            continue
        total.people.add(person_id)
        row = next((one for one in rows[1:] if path.startswith(one.unit.path)), rows[0])
        for counted in (row, total):
            counted.add(reports.get(person_id))
    return [row for row in rows if row.owing], total


def special(top: Unit, year: int) -> list[AssetReport]:
    """The special reports of people in this unit that fell due in a year or are still owed, by name."""
    held = Holding.objects.filter(below(top.path, "post__unit__path")).values("person_id")
    found = AssetReport.objects.filter(Q(due_on__year=year) | Q(status=Status.OWED), person_id__in=held)
    return list(found.exclude(occasion=Occasion.PERIODIC).select_related("person").order_by("due_on", "person__name"))


def _done(kind: Kind, year: int) -> set[UUID]:
    found = AssetReport.objects.filter(kind=kind, year=year - 1, occasion=Occasion.PERIODIC, status__in=DONE)
    return set(found.values_list("person_id", flat=True))


def _card(kind: Kind, viewer: Viewer, year: int) -> Card | None:
    if viewer.person is None or viewer.person.pk not in obliged(kind, year - 1):
        return None
    if not listed(year - 1):
        return None
    report = own(viewer).filter(kind=kind, year=year - 1, occasion=Occasion.PERIODIC).first()
    where = _("Dilaporkan di e-LHKPN milik KPK.") if kind == Kind.LHKPN else _("Dilaporkan bersama bukti SPT tahunan.")
    if report is None or report.status == Status.OWED:
        return Card(_("Belum melapor"), "warning", where)
    if report.status == Status.RETURNED:
        return Card(_("Perlu dilengkapi"), "danger", where)
    return Card(_("Sudah melapor"), "success")


LHKPN = Duty(
    Kind.LHKPN.value,
    Kind.LHKPN.label,
    PERIODIC[Kind.LHKPN],
    lambda year: _done(Kind.LHKPN, year),
    lambda viewer, year: _card(Kind.LHKPN, viewer, year),
    owed=lambda year: obliged(Kind.LHKPN, year - 1),
)
LHKAN = Duty(
    Kind.LHKAN.value,
    Kind.LHKAN.label,
    PERIODIC[Kind.LHKAN],
    lambda year: _done(Kind.LHKAN, year),
    lambda viewer, year: _card(Kind.LHKAN, viewer, year),
    owed=lambda year: obliged(Kind.LHKAN, year - 1),
    open=lambda year: listed(year - 1),
)
