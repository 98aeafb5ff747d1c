"""What a proposed standard would change, part by part, for the eyes of whoever decides on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from amanah.foundation.public_services.components import COMPONENTS
from amanah.foundation.public_services.queries import Offer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Change:
    """One part that would read differently."""

    title: "StrOrPromise"
    before: str
    after: str


def changes(now: Offer, then: Offer) -> list[Change]:
    """The parts in which the two differ, in the order of the page."""
    pairs = zip(_parts(now), _parts(then), strict=True)
    return [Change(title, before, after) for (title, before), (_same, after) in pairs if before != after]


def _parts(offer: Offer) -> list[tuple["StrOrPromise", str]]:
    edition = offer.edition
    promise = f"{edition.promise} {edition.get_promise_unit_display()}" if edition.promise else ""
    places = "\n".join(f"{place.unit.name}: {place.where}".rstrip(": ") for place in offer.places)
    parts: list[tuple[StrOrPromise, str]] = [
        (_("Nama layanan"), edition.name),
        (_("Ringkasan"), edition.summary),
        (_("Janji waktu"), promise),
        (_("Tahapan"), "\n".join(stage["title"] for stage in edition.stages)),
        (_("Tempat layanan"), places),
    ]
    return parts + [(component.title, edition.components.get(component.key, "")) for component in COMPONENTS]
