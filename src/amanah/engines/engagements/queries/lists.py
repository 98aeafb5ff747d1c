"""Lists of engagements and of findings: filtered, and paged by where the last page ended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from amanah.engines import keyset
from amanah.engines.engagements import addresses, declare
from amanah.engines.engagements.models import Engagement, Finding, Member
from amanah.engines.engagements.queries.follow_up import FollowUp, follow_up
from amanah.engines.engagements.queries.visible import findings, inside, visible
from amanah.engines.keyset import Page
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock, numbers

PAGE = 50
LARGEST = 500
"""The largest page: what one export portion reads."""


@dataclass(frozen=True)
class Filters:
    """What the list of engagements is narrowed to; an empty value narrows nothing.

    Args:
        kind: a kind's key.
        state: a state's key, or "running" for everything that has not ended.
        mine: "team" (the viewer is in it) or "late" (its last day is over and it is not reported).
        unit: words of a unit's name or its code: whose area it is, or one that is audited.
        text: words of the title, or part of a number.
    """

    kind: str = ""
    state: str = ""
    mine: str = ""
    unit: str = ""
    text: str = ""


@dataclass(frozen=True)
class Row:
    """One line. `findings` counts them where the viewer may know of them; None where they are not reported to them yet."""

    engagement: Engagement
    lead: str
    findings: int | None

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_engagement(self.engagement.number)

    @property
    def late(self) -> bool:
        """Whether its last day is over and it is not reported."""
        return self.engagement.state in declare.BEFORE_REPORT and self.engagement.ends_on < clock.today()


def listing(viewer: Viewer, filters: Filters | None = None, *, after: str = "", size: int = PAGE) -> Page[Row]:
    """The engagements that the viewer may know of, the latest first. Raises ValueError when `after` is not what an earlier page gave."""
    rows = visible(viewer).filter(_conditions(viewer, filters or Filters())).select_related("unit")
    found, further = keyset.page(rows, "starts_on", after=after, size=min(size, LARGEST))
    return Page(_rows(viewer, found), further)


def _rows(viewer: Viewer, engagements: Iterable[Engagement]) -> list[Row]:
    found = list(engagements)
    ids = [one.pk for one in found]
    leads = Member.objects.filter(engagement__in=ids, part="lead", until__isnull=True).select_related("person")
    named = {member.engagement_id: member.person.name for member in leads}
    counted = findings(viewer).filter(engagement__in=ids, withdrawn_on__isnull=True).order_by()
    counts = dict(counted.values_list("engagement_id").annotate(n=Count("pk")))
    known = set(inside(viewer).filter(pk__in=ids).values_list("pk", flat=True))
    return [
        Row(one, named.get(one.pk, ""), counts.get(one.pk, 0) if one.pk in known or one.state in declare.REPORTED else None)
        for one in found
    ]


def _conditions(viewer: Viewer, filters: Filters) -> Q:
    condition = Q()
    if filters.kind:
        condition &= Q(kind=filters.kind)
    if filters.state:
        condition &= Q(state__in=sorted(declare.RUNNING)) if filters.state == "running" else Q(state=filters.state)
    if filters.mine == "team":
        mine = Member.objects.filter(person=viewer.person, until__isnull=True) if viewer.person else Member.objects.none()
        condition &= Q(pk__in=mine.values("engagement_id"))
    elif filters.mine == "late":
        condition &= Q(state__in=sorted(declare.BEFORE_REPORT), ends_on__lt=clock.today())
    if filters.unit:
        named = Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit)
        looked_at = Engagement.objects.filter(
            Q(subjects__unit__name__icontains=filters.unit) | Q(subjects__unit__code__iexact=filters.unit)
        )
        condition &= named | Q(pk__in=looked_at.values("pk"))
    if filters.text:
        condition &= Q(title__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text))
    return condition


@dataclass(frozen=True)
class FindingFilters:
    """What the list of findings is narrowed to; an empty value narrows nothing.

    Args:
        grade: "<kind>.<grade>".
        repeated: "yes" for findings that repeat another.
        unanswered: "yes" for those that are owed an answer and have none.
        unit: words of the finding's unit's name or its code.
        text: words of the title, or part of a number.
    """

    grade: str = ""
    repeated: str = ""
    unanswered: str = ""
    unit: str = ""
    text: str = ""


@dataclass(frozen=True)
class FindingRow:
    """One line; `stands` is None for what is not followed up."""

    finding: Finding
    stands: FollowUp | None

    @property
    def url(self) -> str:
        """Where its page is."""
        return addresses.of_finding(self.finding.number)


def finding_list(viewer: Viewer, filters: FindingFilters | None = None, *, after: str = "", size: int = PAGE) -> Page[FindingRow]:
    """The findings that the viewer may know of and nobody withdrew, the latest first. Raises ValueError as `listing`."""
    filters = filters or FindingFilters()
    condition = Q(withdrawn_on__isnull=True)
    if filters.grade:
        kind, _dot, grade = filters.grade.partition(".")
        condition &= Q(engagement__kind=kind, grade=grade)
    if filters.repeated:
        condition &= Q(repeats__isnull=False)
    if filters.unanswered:
        condition &= Q(response__isnull=True, engagement__state="reported")
    if filters.unit:
        condition &= Q(unit__name__icontains=filters.unit) | Q(unit__code__iexact=filters.unit)
    if filters.text:
        condition &= Q(title__icontains=filters.text) | Q(number__contains=numbers.tidy(filters.text))
    rows = findings(viewer).filter(condition).select_related("engagement", "unit", "repeats")
    found, further = keyset.page(rows, "found_on", after=after, size=min(size, LARGEST))
    stands = follow_up(found)
    return Page([FindingRow(one, stands.get(one.ref)) for one in found], further)
