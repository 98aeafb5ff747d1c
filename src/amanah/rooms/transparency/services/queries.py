"""The catalogue as the public reads it: what is in force today, and what was."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from amanah.foundation.public_services import queries as catalogue
from amanah.foundation.public_services.components import Component
from amanah.foundation.public_services.models import Edition, Fee, Service, State
from amanah.foundation.public_services.queries import Offer
from amanah.kernel import clock

PAGE = 40
SHOWN_APART = ("requirements", "product")
"""The components that stand on the page by themselves; all fourteen stand below, folded away."""


@dataclass(frozen=True)
class Found:
    """One page of the list: `number` counts from 1."""

    offers: list[Offer]
    count: int
    number: int
    last: int


@dataclass(frozen=True)
class Past:
    """A fee in the history: `until` is its last day, None while no end is known; `corrected` says that it was never right."""

    fee: Fee
    until: date | None
    corrected: bool
    current: bool
    coming: bool


@dataclass(frozen=True)
class Page:
    """Everything about one service."""

    offer: Offer
    requirements: list[str]
    product: list[str]
    supervision: list[str]
    components: list[tuple[Component, list[str]]]
    fees: list[Past]
    editions: list[Edition]


def found(words: str, number: int) -> Found:
    """The services that fit the words, by name; a page beyond the last is the last."""
    chosen: QuerySet[Service] = catalogue.searched(words) if words else Service.objects.all()
    every = catalogue.offers(clock.today(), chosen)
    last = max(1, -(-len(every) // PAGE))
    number = min(max(1, number), last)
    return Found(every[(number - 1) * PAGE : number * PAGE], len(every), number, last)


def page(code: str) -> Page | None:
    """One service as it is offered today; None where there is none."""
    offer = catalogue.offer(code, clock.today())
    if offer is None:
        return None
    editions, fees = catalogue.public_history(offer.service)
    texts = {component.key: lines for component, lines in offer.components}
    return Page(
        offer=offer,
        requirements=texts["requirements"],
        product=texts["product"],
        supervision=texts["supervision"],
        components=[(component, lines) for component, lines in offer.components if component.key not in SHOWN_APART],
        fees=_history(fees, offer),
        editions=[edition for edition in editions if edition.state == State.APPROVED],
    )


def _history(fees: list[Fee], offer: Offer) -> list[Past]:
    """Newest first: what was charged from when to when. An item's fee ends on the day before its next one begins."""
    begins: dict[str, list[date]] = {}
    for fee in fees:
        if fee.state == State.APPROVED:
            begins.setdefault(fee.item, []).append(fee.since)
    current = {fee.pk for fee in offer.fees}
    told = []
    for fee in fees:
        later = [day for day in begins.get(fee.item, ()) if day > fee.since]
        until = date.fromordinal(min(later).toordinal() - 1) if later else None
        told.append(Past(fee, until, fee.state == State.REPLACED, fee.pk in current, fee.since > clock.today()))
    return told
