"""Engagements and findings as threads and notices know them: who may see which, how they are called, whom they are kept from."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amanah.engines.engagements import addresses
from amanah.engines.engagements.models import Engagement, Finding
from amanah.engines.engagements.queries.visible import findings, visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import visibility
from amanah.foundation.threads.visibility import ThreadNode

KIND, FINDING, CASE = "engagement", "finding", "case"


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those engagements that the viewer may know of."""
    return set(visible(viewer).filter(ref__in=refs).values_list("ref", flat=True))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each engagement by its number and title, and how it stands."""
    for one in visible(viewer).filter(ref__in=refs):
        yield ThreadNode(one.ref, f"{one.number} {one.title}", one.declared.title, addresses.of_engagement(one.number), one.stands.title)


def sieve_findings(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those findings that the viewer may know of."""
    return set(findings(viewer).filter(ref__in=refs).values_list("ref", flat=True))


def describe_findings(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each finding by its number and title, and its grade."""
    for one in findings(viewer).filter(ref__in=refs).select_related("engagement"):
        yield ThreadNode(one.ref, f"{one.number} {one.title}", _("Temuan"), addresses.of_finding(one.number), one.graded.title)


def named(person_id: UUID) -> QuerySet[Engagement]:
    """The engagements that arose from a record that names this person."""
    return arisen().exclude(visibility.not_arising_from_named(person_id, "source", only=CASE))


def concerns(person_id: UUID, ref: str) -> bool:
    """Whether the record that the engagement arose from is about this person, or about somebody or something they answer for."""
    source = Engagement.objects.filter(ref=ref).values_list("source", flat=True).first()
    return bool(source) and visibility.concerns(person_id, str(source))


def named_findings(person_id: UUID) -> QuerySet[Finding]:
    """The findings of engagements that arose from a record that names this person."""
    return arisen_findings().exclude(visibility.not_arising_from_named(person_id, "source", only=CASE))


def finding_concerns(person_id: UUID, ref: str) -> bool:
    """As `concerns`, of the finding's engagement."""
    source = Finding.objects.filter(ref=ref).values_list("source", flat=True).first()
    return bool(source) and visibility.concerns(person_id, str(source))


def arisen() -> QuerySet[Engagement]:
    """The engagements that arose from another record."""
    return Engagement.objects.exclude(source="")


def arisen_findings() -> QuerySet[Finding]:
    """The findings of such engagements."""
    return Finding.objects.exclude(source="")
