"""What may be read of the map, narrowed to the units whose prevention somebody manages; and which fees are not published."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.engines.actions.models import Action
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.queries import Urgency
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import below
from amanah.foundation.public_services import queries as catalogue
from amanah.foundation.public_services.components import COMPONENTS
from amanah.foundation.public_services.models import Fee, Service
from amanah.foundation.public_services.queries import Offer
from amanah.kernel import clock
from amanah.rooms.illegal_levies.prevention.factors import LEAST, MOST, Band, matrix
from amanah.rooms.illegal_levies.prevention.models import Control, Exposure
from amanah.rooms.illegal_levies.prevention.room import MANAGER

SHOWN = 200
SOON = 14
"""Days before a review falls due on which it enters somebody's work: not a rule: a matter of taste."""


@dataclass(frozen=True)
class Row:
    """One exposure in the list: its band, how its review stands, and how many controls are owed and done."""

    exposure: Exposure
    band: Band
    urgency: Urgency | None
    owed: int
    done: int
    needs_plan: bool

    @property
    def control(self) -> Any:
        """How well what is there already holds, in words."""
        return Control(self.exposure.control).label


@dataclass(frozen=True)
class Cell:
    """One field of the heat map. `shade` grows with the band; x and y are its place in the picture."""

    likelihood: int
    impact: int
    count: int
    band: Band
    x: int
    y: int

    @property
    def shade(self) -> str:
        """How dark the field is."""
        return ("0.06", "0.18", "0.34", "0.52")[self.band.rank]


@dataclass(frozen=True)
class Quarter:
    """How far the quarterly review is."""

    every: int
    reviewed: int
    overdue: int
    without_plan: int


@dataclass(frozen=True)
class Gap:
    """What a service lacks on its public page."""

    offer: Offer | None
    service: Service
    no_fee: bool
    unread: int
    differs: tuple[Fee, ...]
    no_time: bool
    written: int
    unmapped: bool


def visible(viewer: Viewer) -> QuerySet[Exposure]:
    """The exposures at offices whose prevention the viewer manages, closed ones too."""
    condition = Q(pk__in=[])
    for unit in viewer.units_with(MANAGER.key):
        condition |= below(unit.path, "unit__path")
    return Exposure.objects.filter(condition)


def on_the_map(viewer: Viewer) -> QuerySet[Exposure]:
    """Those of them that are on the map today."""
    return visible(viewer).filter(closed_on=None)


def find(viewer: Viewer, pk: UUID) -> Exposure | None:
    """One exposure, if the viewer may see it."""
    return visible(viewer).filter(pk=pk).select_related("service", "unit").first()


def rows(exposures: Iterable[Exposure]) -> list[Row]:
    """Lines for these exposures, in their order: two queries."""
    exposures, today = list(exposures), clock.today()
    bands = matrix(today)
    refs = [exposure.ref for exposure in exposures]
    running = clocks.open_by_ref(refs)
    counted = Action.objects.filter(source__in=refs).exclude(state="cancelled").values("source").order_by()
    plans = {row["source"]: row for row in counted.annotate(every=Count("pk"), open=Count("pk", filter=Q(closed_on=None)))}
    found = []
    for exposure in exposures:
        deadline = clocks.most_pressing(running.get(exposure.ref, ()))
        plan = plans.get(exposure.ref, {"every": 0, "open": 0})
        found.append(
            Row(
                exposure,
                bands.band(exposure.score),
                clocks.describe(deadline, today) if deadline else None,
                plan["open"],
                plan["every"] - plan["open"],
                bands.needs_plan(exposure.score) and not plan["every"],
            )
        )
    return found


def heat_map(exposures: QuerySet[Exposure], *, step_x: int, step_y: int) -> list[Cell]:
    """Every field of the matrix with how many of these exposures stand in it, likelihood downward from 5; one query."""
    counted = exposures.order_by().values_list("likelihood", "impact").annotate(n=Count("pk"))
    numbers = {(likelihood, impact): n for likelihood, impact, n in counted}
    bands = matrix(clock.today())
    return [
        Cell(
            likelihood,
            impact,
            numbers.get((likelihood, impact), 0),
            bands.band(likelihood * impact),
            (impact - LEAST) * step_x,
            (MOST - likelihood) * step_y,
        )
        for likelihood in range(MOST, LEAST - 1, -1)
        for impact in range(LEAST, MOST + 1)
    ]


def quarter(exposures: QuerySet[Exposure]) -> Quarter:
    """How far the review of this calendar quarter is, for these exposures: two queries."""
    today = clock.today()
    begun = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    counted = exposures.aggregate(
        every=Count("pk"), reviewed=Count("pk", filter=Q(assessed_on__gte=begun)), overdue=Count("pk", filter=Q(review_on__lt=today))
    )
    high = [exposure.ref for exposure in exposures.filter(score__gte=matrix(today).appetite)]
    planned = set(Action.objects.filter(source__in=high).exclude(state="cancelled").values_list("source", flat=True))
    return Quarter(counted["every"], counted["reviewed"], counted["overdue"], len(high) - len(planned))


def gaps(viewer: Viewer) -> list[Gap]:
    """Every service of the house with what its public page lacks, the gravest first. The catalogue is public; the map is not."""
    today = clock.today()
    mapped = set(on_the_map(viewer).values_list("service_id", flat=True))
    offered = {offer.service.pk: offer for offer in catalogue.offers(today)}
    found = [
        _gap(service, offered.get(service.pk), unmapped=service.pk not in mapped) for service in Service.objects.select_related("unit")
    ]
    return sorted(found, key=lambda gap: (not gap.no_fee, not gap.differs, gap.written, gap.service.code))


def _gap(service: Service, offer: Offer | None, *, unmapped: bool) -> Gap:
    fees = offer.fees if offer else ()
    return Gap(
        offer=offer,
        service=service,
        no_fee=not fees,
        unread=sum(not fee.verified for fee in fees),
        differs=tuple(fee for fee in fees if _differs(fee)),
        no_time=offer is None or offer.edition.promise is None,
        written=offer.written if offer else 0,
        unmapped=unmapped,
    )


def _differs(fee: Fee) -> bool:
    """Whether the rulebook says another amount today than the public page does."""
    if not fee.provision:
        return False
    try:
        return int(rulebook.provision(fee.provision, on=clock.today()).value) != fee.amount
    except rulebook.RuleError:
        return True


def complete(gap: Gap) -> bool:
    """Whether nothing is missing."""
    return not (gap.no_fee or gap.unread or gap.differs or gap.no_time or gap.written < len(COMPONENTS))


def lines(viewer: Viewer) -> list[Line]:
    """The reviews that are due soon or late: two queries, none for whoever manages nothing."""
    if not viewer.has(MANAGER.key):
        return []
    until = date.fromordinal(clock.today().toordinal() + SOON)
    due = list(on_the_map(viewer).filter(review_on__lte=until).select_related("service", "unit").order_by("review_on", "pk")[:SHOWN])
    running = clocks.open_by_ref([exposure.ref for exposure in due])
    made = []
    for exposure in due:
        deadline = clocks.most_pressing(running.get(exposure.ref, ()))
        urgency = clocks.describe(deadline, clock.today()) if deadline else None
        address = f"/desk/levies/prevention/{exposure.pk}/"
        number, kind = exposure.service.code, _("Titik rawan pungli")
        made.append(
            Line(number, address, kind, _("Tinjau kembali"), f"{exposure.stage_title} · {exposure.unit.name}", exposure.review_on, urgency)
        )
    return made
