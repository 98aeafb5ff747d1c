"""What may be read of commitments, and of whom something is waited for."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import Holding, Unit, below, held_on
from amanah.kernel import clock
from amanah.rooms.campaigns.commitments import addresses, declare
from amanah.rooms.campaigns.commitments.models import Commitment, CommitmentText
from amanah.rooms.campaigns.roles import MANAGER

PAGE = 40
LINES = 20


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing."""

    state: str = ""
    year: str = ""
    text: str = ""


@dataclass(frozen=True)
class Covered:
    """One unit below which there are heads who sign: how many were asked this year, and what came of it."""

    unit: Unit
    headed: int
    asked: int
    signed: int
    witnessed: int
    declined: int

    @property
    def percent(self) -> int:
        """Of those who could sign, how many of a hundred did, witnessed."""
        return round(100 * self.witnessed / self.headed) if self.headed else 0


def in_force(day: date | None = None) -> CommitmentText | None:
    """The text that is signed on a day (today)."""
    return CommitmentText.objects.filter(since__lte=day or clock.today()).order_by("-since").first()


def texts() -> QuerySet[CommitmentText]:
    """Every version, the latest first."""
    return CommitmentText.objects.select_related("published_by__person")


def may_publish(viewer: Viewer) -> bool:
    """Whether the viewer publishes texts: they bind the whole institution, so the role must reach all of it."""
    return any(unit.parent_id is None for unit in viewer.units_with(MANAGER.key))


def may_read_texts(viewer: Viewer) -> bool:
    """Whether the viewer sees every version: everybody who works here does."""
    return viewer.person is not None or viewer.has(MANAGER.key)


def heads(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer heads this very unit today."""
    return unit in viewer.headed


def visible(viewer: Viewer) -> QuerySet[Commitment]:
    """Those of units that the viewer manages or heads, or that lie below one they head; those they sign or witness; those in public."""
    paths = [unit.path for unit in viewer.units_with(MANAGER.key)]
    person: UUID | None = viewer.account.person_id if viewer.account.may_sign_in() else None
    seen = Q(shown_since__isnull=False)
    if person is not None:
        paths += [unit.path for unit in viewer.headed]
        seen |= Q(signer=person) | Q(witness_asked=person) | Q(witness=person) | Q(declined_by=person)
    for path in paths:
        seen |= below(path, "unit__path")
    return Commitment.objects.filter(seen).select_related("unit", "text", "signer", "witness", "witness_asked")


def find(viewer: Viewer, number: str) -> Commitment | None:
    """The commitment of that number, if the viewer may know of it."""
    return visible(viewer).filter(number=number).first()


def may_read_reason(viewer: Viewer, commitment: Commitment) -> bool:
    """Whether the viewer reads why a unit does not sign: the unit's own head, heads above it, and who manages."""
    return viewer.has(MANAGER.key, commitment.unit) or any(commitment.unit.path.startswith(path) for path in _headed(viewer))


def listing(viewer: Viewer, filters: Filters, *, after: str = "", size: int = PAGE) -> Page[Commitment]:
    """Commitments, those asked for last first. Raises ValueError for a mark that no page gave."""
    found = visible(viewer).order_by()
    if filters.state == "late":
        found = found.filter(state__in=declare.OWED, due_on__lt=clock.today())
    elif filters.state:
        found = found.filter(state=filters.state)
    if filters.year.isdecimal():
        found = found.filter(year=int(filters.year[:4]))
    if filters.text:
        found = found.filter(Q(unit__name__icontains=filters.text) | Q(unit__code__iexact=filters.text) | Q(number__icontains=filters.text))
    rows, mark = keyset.page(found, "asked_on", after=after, size=size)
    return Page(rows, mark)


def years(viewer: Viewer) -> list[int]:
    """The years of which the viewer may see something, the latest first."""
    return sorted(set(visible(viewer).order_by().values_list("year", flat=True)), reverse=True)


def askable(viewer: Viewer) -> list[Unit]:
    """The units that the viewer may ask for this year's signature: open, headed by somebody, and not asked yet."""
    today = clock.today()
    within = Q(pk__isnull=True)
    for unit in viewer.units_with(MANAGER.key):
        within |= below(unit.path)
    asked = Commitment.objects.filter(unit=OuterRef("pk"), year=today.year)
    return list(_headed_units(today).filter(within).filter(~Exists(asked)).order_by("path"))


def coverage(viewer: Viewer, year: int) -> list[Covered]:
    """For each unit right below the institution that the viewer manages or heads: who could sign and who did. Three queries."""
    paths = [unit.path for unit in viewer.units_with(MANAGER.key)] + _headed(viewer)
    if not paths:
        return []
    tops = list(Unit.objects.filter(held_on(clock.today()), parent__parent__isnull=True, parent__isnull=False).order_by("name"))
    tops = [top for top in tops if any(top.path.startswith(path) or path.startswith(top.path) for path in paths)]
    headed = [path for path in _headed_units(clock.today()).values_list("path", flat=True) if _within(path, paths)]
    states = list(Commitment.objects.filter(year=year).values_list("unit__path", "state"))
    found = []
    for top in tops:
        here = [state for path, state in states if path.startswith(top.path) and _within(path, paths)]
        counted = {state: here.count(state) for state in declare.STATES}
        signed = counted[declare.SIGNED] + counted[declare.WITNESSED]
        able = sum(path.startswith(top.path) for path in headed)
        found.append(Covered(top, max(able, len(here)), len(here), signed, counted[declare.WITNESSED], counted[declare.DECLINED]))
    return [one for one in found if one.headed]


def shown() -> list[Commitment]:
    """Those that are seen in public: of each unit the latest. One query."""
    rows = Commitment.objects.filter(shown_since__isnull=False).select_related("unit", "text", "signer", "witness").order_by("year")
    latest = {one.unit_id: one for one in rows}
    return sorted(latest.values(), key=lambda one: (len(one.unit.path), one.unit.name))


def lines(viewer: Viewer) -> list[Line]:
    """Signatures that are waited for: of the head of a unit, or of a witness."""
    person = viewer.account.person_id
    if person is None:
        return []
    asked = Q(unit__in=viewer.headed, state=declare.ASKED) | Q(witness_asked=person, state=declare.SIGNED)
    found = Commitment.objects.filter(asked).select_related("unit").order_by("due_on", "pk")[:LINES]
    return [
        Line(
            one.number,
            addresses.of_commitment(one.number),
            _("Komitmen unit %(year)s") % {"year": one.year},
            _("Tanda tangani sebagai saksi") if one.state == declare.SIGNED else _("Baca dan tanda tangani"),
            str(one.unit),
            one.due_on,
        )
        for one in found
    ]


def _headed(viewer: Viewer) -> list[str]:
    return [unit.path for unit in viewer.headed]


def _headed_units(day: date) -> QuerySet[Unit]:
    heads_it = Holding.objects.filter(held_on(day), heads=True, post__unit=OuterRef("pk"))
    return Unit.objects.filter(held_on(day), Exists(heads_it), parent__isnull=False)


def _within(path: str, paths: list[str]) -> bool:
    return any(path.startswith(one) for one in paths)
