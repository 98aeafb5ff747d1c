"""The library's list: filtered, and paged by where the last page ended."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from amanah.engines import keyset
from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.queries.visible import related, visible
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, numbers

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""
SOON = timedelta(days=30)
"""How long before its last day a proof is said to end soon."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing.

    Args:
        standing: "current" (counts today), "soon" (ends within SOON), "past", "coming", "replaced" or "withdrawn".
        kind: a kind's code.
        unit: words of the unit's name or its code.
        words: words of the title, or part of a number, an address or a file's name.
    """

    standing: str = ""
    kind: str = ""
    unit: str = ""
    words: str = ""


@dataclass(frozen=True)
class Page:
    """Some proofs in order; `after` continues the list, "" at its end."""

    proofs: list[Proof]
    after: str


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page:
    """The proofs that the viewer may see: newest first, or by what ends first where the filter asks what ends soon.

    One query beyond what the viewer costs, at any size of page or table.

    Raises:
        ValueError: when `after` is not what an earlier page gave.
    """
    filters = filters or Filters()
    found, further = keyset.page(
        related(visible(viewer).filter(_conditions(filters))),
        "ends_on" if filters.standing == "soon" else "day",
        after=after,
        size=min(size, LARGEST),
        soonest=filters.standing == "soon",
    )
    return Page(found, further)


def twins(viewer: Viewer, proof: Proof) -> list[Proof]:
    """Other proofs with the very same file that the viewer may see and that still stand."""
    if not proof.file_sha256:
        return []
    same = visible(viewer).filter(file_sha256=proof.file_sha256, withdrawn_on__isnull=True, replaced_by__isnull=True)
    return list(same.exclude(pk=proof.pk).order_by("day", "pk")[:3])


def _conditions(filters: Filters) -> Q:
    condition = _standing(filters.standing)
    if filters.kind:
        condition &= Q(kind=filters.kind)
    if filters.unit:
        condition &= Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit)
    for word in filters.words.split():
        number = numbers.tidy(word)
        condition &= Q(title__icontains=word) | Q(number__contains=number) | Q(address__icontains=word) | Q(file_name__icontains=word)
    return condition


def _standing(standing: str) -> Q:
    today = clock.today()
    kept = Q(withdrawn_on__isnull=True)
    conditions = {
        "current": kept & Q(effective_from__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today)),
        "soon": kept & Q(replaced_by__isnull=True, ends_on__gte=today, ends_on__lte=today + SOON),
        "past": kept & Q(ends_on__lt=today),
        "coming": kept & Q(effective_from__gt=today),
        "replaced": kept & Q(replaced_by__isnull=False),
        "withdrawn": ~kept,
    }
    return conditions.get(standing, Q())
