"""The library's list: filtered, and paged by where the last page ended."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, Value, When

from amanah.engines import keyset
from amanah.engines.keyset import Page
from amanah.engines.proofs.models import Proof, Use
from amanah.engines.proofs.queries.standing import SOON
from amanah.engines.proofs.queries.visible import related, visible
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, numbers

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""
OFFERED = 20
"""How many proofs are offered at once to a record that looks for one."""


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; an empty value narrows nothing.

    Args:
        standing: a key of STANDINGS; "current" also narrows to what ends soon.
        kind: a kind's code.
        unit: words of the unit's name or its code.
        words: words of the title, or part of a number, an address or a file's name.
    """

    standing: str = ""
    kind: str = ""
    unit: str = ""
    words: str = ""


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Proof]:
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


def offered(viewer: Viewer, ref: str, *, words: str = "", period_from: date | None = None, period_to: date | None = None) -> list[Proof]:
    """Proofs that may be attached to the record `ref`, first what speaks for its period; one more than OFFERED where there are more."""
    used = Use.objects.filter(ref=ref, ended_on__isnull=True)
    found = related(visible(viewer).filter(_conditions(Filters(words=words)), withdrawn_on__isnull=True))
    if period_from is None and period_to is None:
        period_from = period_to = clock.today()
    speaks = Q(pk__isnull=False)
    if period_to is not None:
        speaks &= Q(effective_from__lte=period_to)
    if period_from is not None:
        speaks &= Q(ends_on__isnull=True) | Q(ends_on__gte=period_from)
    ranked = found.exclude(pk__in=used.values("proof_id")).annotate(_rank=Case(When(speaks, then=Value(0)), default=Value(1)))
    return list(ranked.order_by("_rank", "-day", "-pk")[: OFFERED + 1])


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


def _standing(key: str) -> Q:
    """The same as `standing.standing` says, as a condition."""
    today = clock.today()
    stands = Q(withdrawn_on__isnull=True, replaced_by__isnull=True)
    conditions = {
        "current": stands & Q(effective_from__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gte=today)),
        "soon": stands & Q(effective_from__lte=today, ends_on__gte=today, ends_on__lte=today + SOON),
        "past": stands & Q(ends_on__lt=today),
        "coming": stands & Q(effective_from__gt=today),
        "replaced": Q(withdrawn_on__isnull=True, replaced_by__isnull=False),
        "withdrawn": Q(withdrawn_on__isnull=False),
    }
    return conditions.get(key, Q())
