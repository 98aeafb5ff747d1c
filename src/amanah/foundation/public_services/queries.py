"""What may be read: to the public what is in force, at the desk what lies within somebody's units."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation import text
from amanah.foundation.organisation.models import below
from amanah.foundation.public_services import addresses
from amanah.foundation.public_services.components import COMPONENTS, Component
from amanah.foundation.public_services.models import Edition, Fee, Place, Service, State
from amanah.foundation.public_services.roles import APPROVER, EDITOR
from amanah.foundation.public_services.standards import CODE

DESK_ROLES = (EDITOR.key, APPROVER.key)


@dataclass(frozen=True)
class Offer:
    """A service as it stands on a day: the edition and the fees in force then, each item once."""

    service: Service
    edition: Edition
    places: tuple[Place, ...]
    fees: tuple[Fee, ...]

    @property
    def total_is_free(self) -> bool:
        """Whether every item is known to cost nothing."""
        return bool(self.fees) and not any(fee.amount for fee in self.fees)

    @property
    def total(self) -> int | None:
        """What all items cost together, where there are several and all are charged per the same thing; else None."""
        if len(self.fees) < 2 or len({fee.per for fee in self.fees}) > 1:  # noqa: PLR2004 - several
            return None
        return sum(fee.amount or 0 for fee in self.fees)

    @property
    def components(self) -> list[tuple[Component, list[str]]]:
        """The 14 components in the order of the law, each with its lines; none where nothing is written."""
        return [(component, lines_of(self.edition.components.get(component.key, ""))) for component in COMPONENTS]

    @property
    def spoken_for(self) -> set[str]:
        """The components that stages, promised time and fees speak for."""
        facts = {"procedure": self.edition.stages, "time": self.edition.promise, "fee": self.fees}
        return {key for key, said in facts.items() if said}

    @property
    def written(self) -> int:
        """How many of the 14 components say something; words about paying do not stand for a published fee."""
        return len({key for key, words in self.edition.components.items() if words and key != "fee"} | self.spoken_for)


def lines_of(words: str) -> list[str]:
    """The lines of a text, without the signs that people put before the lines of a list."""
    return [line for raw in words.splitlines() if (line := raw.strip().lstrip("-•*").strip())]


def offers(on: date, services: QuerySet[Service] | None = None) -> list[Offer]:
    """Every service offered on a day, by name; three queries however many there are."""
    chosen = Service.objects.all() if services is None else services
    editions: dict[Any, Edition] = {}
    in_force = Edition.objects.filter(state=State.APPROVED, since__lte=on, service__in=chosen)
    for edition in in_force.select_related("service__unit").order_by("since"):
        editions[edition.service_id] = edition  # the latest one wins
    standing = {edition.pk: edition for edition in editions.values() if not edition.ends}
    places: dict[Any, list[Place]] = {}
    for place in Place.objects.filter(edition__in=list(standing)).select_related("unit"):
        places.setdefault(place.edition_id, []).append(place)
    fees = fees_in_force(on, [edition.service_id for edition in standing.values()])
    found = [
        Offer(edition.service, edition, tuple(places.get(edition.pk, ())), tuple(fees.get(edition.service_id, ())))
        for edition in standing.values()
    ]
    return sorted(found, key=lambda offer: (offer.edition.name.lower(), offer.service.code))


def offer(code: str, on: date) -> Offer | None:
    """The service of this code as offered on a day; None where there is none."""
    found = offers(on, _coded(Service.objects.all(), code))
    return found[0] if found else None


def fees_in_force(on: date, service_ids: Iterable[Any]) -> dict[Any, list[Fee]]:
    """What each of these services costs on a day, item by item. An item has at most one fee on any day: the latest that has begun."""
    latest: dict[tuple[Any, str], Fee] = {}
    for fee in Fee.objects.filter(state=State.APPROVED, since__lte=on, service__in=list(service_ids)).order_by("since"):
        latest[fee.service_id, fee.item] = fee
    found: dict[Any, list[Fee]] = {}
    for fee in sorted(latest.values(), key=lambda fee: fee.title.lower()):
        if fee.amount is not None:
            found.setdefault(fee.service_id, []).append(fee)
    return found


def searched(words: str) -> QuerySet[Service]:
    """The services whose code, name, summary or unit contain every one of these words, without regard to case and accents."""
    found = Service.objects.all()
    for word in text.fold(words).split():
        found = found.filter(search__contains=word)
    return found


def public_history(service: Service) -> tuple[list[Edition], list[Fee]]:
    """What was, is or will be in force, corrected versions included, the newest first."""
    shown = (State.APPROVED, State.REPLACED)
    fees = service.fees.filter(state__in=shown).order_by("-since", "title", "state", "-decided_on")
    return list(service.editions.filter(state__in=shown).order_by("-since", "state", "-decided_on")), list(fees)


def visible(viewer: Viewer) -> QuerySet[Service]:
    """The services that an editor or approver sees at the desk: those kept by their units."""
    condition = Q(pk__in=[])
    for role in DESK_ROLES:
        for unit in viewer.units_with(role):
            condition |= below(unit.path, "unit__path")
    return Service.objects.filter(condition).select_related("unit")


def find(viewer: Viewer, code: str) -> Service | None:
    """The service of this code if the viewer keeps or approves it."""
    return _coded(visible(viewer), code).first()


def _coded(services: QuerySet[Service], code: str) -> QuerySet[Service]:
    # What cannot be a code is not asked about: PostgreSQL refuses some signs outright.
    return services.filter(code=code.upper()) if CODE.fullmatch(code.upper()) else services.none()


def pending(services: QuerySet[Service]) -> dict[Any, list[Edition | Fee]]:
    """The proposals that wait, by service, the oldest first."""
    waiting: dict[Any, list[Edition | Fee]] = {}
    for model in (Edition, Fee):
        rows = model.objects.filter(state=State.PROPOSED, service__in=services).select_related("proposed_by__person", "service__unit")
        for row in rows.order_by("proposed_on", "pk"):
            waiting.setdefault(row.service_id, []).append(row)
    return waiting


def lines(viewer: Viewer) -> list[Line]:
    """The services whose proposals this person could decide; two queries, none for whoever approves nothing."""
    if not viewer.has(APPROVER.key):
        return []
    condition = Q(pk__in=[])
    for unit in viewer.units_with(APPROVER.key):
        condition |= below(unit.path, "unit__path")
    made = []
    for rows in pending(Service.objects.filter(condition)).values():
        others = [row for row in rows if row.proposed_by_id != viewer.account.pk]
        if others:
            count = ngettext("%(n)d usulan menunggu", "%(n)d usulan menunggu", len(others)) % {"n": len(others)}
            service = others[0].service
            made.append(Line(service.code, addresses.of_service(service), _("Standar pelayanan"), _("Sahkan atau tolak usulan"), count))
    return made
