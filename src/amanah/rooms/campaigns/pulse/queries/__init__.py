"""What may be read of pulses. Everything here is told to everybody on the staff: it was made fit for that when a wave closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock, numbers
from amanah.rooms.campaigns.models import Campaign
from amanah.rooms.campaigns.pulse.models import Pulse, Wave
from amanah.rooms.campaigns.roles import MANAGER

PAGE = 30


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing."""

    state: str = ""
    campaign: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One line of the list: a pulse and its latest wave, if it has one."""

    pulse: Pulse
    wave: Wave | None


def visible(viewer: Viewer) -> QuerySet[Pulse]:
    """All of them, for whoever works here or looks after campaigns; none for anybody else."""
    every = Pulse.objects.select_related("unit")
    return every if viewer.person is not None or viewer.has(MANAGER.key) else every.none()


def find(viewer: Viewer, number: str) -> Pulse | None:
    """The pulse of that number, if the viewer may know of it."""
    return visible(viewer).filter(number=number).first()


def listing(viewer: Viewer, filters: Filters, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """Pulses, the latest first. Raises ValueError for a mark that no page gave."""
    found = visible(viewer).order_by()
    if filters.state:
        found = found.filter(ended_on__isnull=filters.state == "running")
    if filters.campaign:
        found = found.filter(origin__in=Campaign.objects.filter(number=numbers.tidy(filters.campaign)).values("ref"))
    if filters.text:
        found = found.filter(Q(title__icontains=filters.text) | Q(number__icontains=filters.text) | Q(unit__name__icontains=filters.text))
    rows, mark = keyset.page(found, "opened_on", after=after, size=size)
    waves = {wave.pulse_id: wave for wave in Wave.objects.filter(pulse__in=rows).order_by("opens_on")}
    return Page([Row(pulse, waves.get(pulse.pk)) for pulse in rows], mark)


def may_manage(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer may open pulses for this unit."""
    return viewer.has(MANAGER.key, unit)


def answerable(pulse: Pulse) -> Wave | None:
    """The wave that takes answers today."""
    today = clock.today()
    found = pulse.waves.filter(closed_on__isnull=True, opens_on__lte=today, closes_on__gte=today)
    return found.select_related("pulse").order_by("seq").first()


def upcoming(pulse: Pulse) -> Wave | None:
    """The next wave that is planned."""
    return pulse.waves.filter(closed_on__isnull=True, opens_on__gt=clock.today()).order_by("opens_on").first()


def campaigns_of(pulses: Iterable[Pulse]) -> dict[str, Campaign]:
    """The campaigns that these pulses measure, by their references."""
    return {one.ref: one for one in Campaign.objects.filter(ref__in={pulse.origin for pulse in pulses if pulse.origin})}


def campaigns_for(viewer: Viewer) -> QuerySet[Campaign]:
    """The campaigns that a pulse of this viewer may measure: those of the units over which they hold the role."""
    within = Q(pk__isnull=True)
    for unit in viewer.units_with(MANAGER.key):
        within |= Q(unit__path__startswith=unit.path)
    return Campaign.objects.filter(within).exclude(state="cancelled").order_by("-begins_on")
