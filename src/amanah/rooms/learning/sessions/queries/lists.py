"""The lists of sessions and offers."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.sessions import addresses
from amanah.rooms.learning.sessions.models import PLACED, Edition, Offer, Seat, Session, State
from amanah.rooms.learning.sessions.queries.visible import visible

PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing. `mine` keeps those one has a seat in, `led` those one teaches."""

    state: str = ""
    sort: str = ""
    text: str = ""
    mine: bool = False
    led: bool = False
    coming: bool = False


@dataclass(frozen=True)
class OfferFilters:
    """As `Filters`, of offers."""

    sort: str = ""
    text: str = ""
    retired: bool = False


@dataclass(frozen=True)
class Row:
    """One session: how many have a place, and the viewer's own seat."""

    session: Session
    placed: int
    seat: Seat | None

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_session(self.session.number)


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The sessions that the viewer may know of, the latest day first; raises ValueError for an `after` that no page gave."""
    chosen = filters or Filters()
    condition = Q()
    if chosen.state:
        condition &= Q(state=chosen.state)
    if chosen.sort:
        condition &= Q(edition__sort=chosen.sort)
    if chosen.text:
        condition &= Q(edition__title__icontains=chosen.text) | Q(edition__title_en__icontains=chosen.text) | Q(number__iexact=chosen.text)
    if chosen.mine:
        condition &= Q(Exists(Seat.objects.filter(session=OuterRef("pk"), person__isnull=False, person=viewer.person)))
    if chosen.led:
        condition &= Q(trainers__person__isnull=False, trainers__person=viewer.person)
    if chosen.coming:
        condition &= Q(state__in=[State.PLANNED, State.OPEN])
    related = visible(viewer).filter(condition).select_related("edition", "unit", "audience")
    found, further = keyset.page(related, "day", after=after, size=size, soonest=chosen.coming)
    return Page(_rows(viewer, found), further)


def offers(viewer: Viewer, filters: OfferFilters | None = None, *, after: str = "", size: int = PAGE) -> Page[Edition]:
    """The newest edition of every offer, newest offer first."""
    chosen = filters or OfferFilters()
    found: QuerySet[Offer] = Offer.objects.select_related("unit") if viewer.account.may_sign_in() else Offer.objects.none()
    newer = Edition.objects.filter(offer=OuterRef("offer"), seq__gt=OuterRef("seq"))
    newest = Edition.objects.exclude(Exists(newer))
    if chosen.sort:
        newest = newest.filter(sort=chosen.sort)
    if chosen.text:
        newest = newest.filter(Q(title__icontains=chosen.text) | Q(title_en__icontains=chosen.text))
    found = found.filter(retired_on__isnull=not chosen.retired, pk__in=newest.order_by().values("offer"))
    page, further = keyset.page(found, "made_on", after=after, size=size)
    current = newest.filter(offer__in=page).select_related("offer__unit").prefetch_related("parts__topic")
    by_offer = {edition.offer_id: edition for edition in current}
    return Page([by_offer[offer.pk] for offer in page], further)


def sessions_of(viewer: Viewer, offer: Offer) -> list[Session]:
    """The sessions of an offer that the viewer may know of, the latest first."""
    return list(visible(viewer).filter(edition__offer=offer).select_related("edition", "unit").order_by("-day", "-pk")[:PAGE])


def may_plan(viewer: Viewer) -> bool:
    """Whether the viewer may plan sessions at all."""
    return learning.managed(viewer) is not None


def _rows(viewer: Viewer, sessions: list[Session]) -> list[Row]:
    keys = [session.pk for session in sessions]
    placed: dict[UUID, int] = dict(
        Seat.objects.filter(session__in=keys, state__in=PLACED).order_by().values_list("session_id").annotate(Count("pk"))
    )
    own = {seat.session_id: seat for seat in Seat.objects.filter(session__in=keys, person=viewer.person)} if viewer.person else {}
    return [Row(session, placed.get(session.pk, 0), own.get(session.pk)) for session in sessions]
