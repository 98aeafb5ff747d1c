"""Engagements and findings as threads and notices know them: who may see which, how they are called, whom they are kept from."""

from collections.abc import Collection, Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amanah.engines.engagements import addresses
from amanah.engines.engagements.models import Engagement, Finding
from amanah.engines.engagements.queries.visible import findings, visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode

KIND, FINDING = "engagement", "finding"


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those engagements that the viewer may know of."""
    return visible(viewer).filter(ref__in=refs)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each engagement by its number and title, and how it stands."""
    for one in visible(viewer).filter(ref__in=refs):
        yield ThreadNode(one.ref, f"{one.number} {one.title}", one.declared.title, addresses.of_engagement(one.number), one.stands.title)


def sieve_findings(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those findings that the viewer may know of."""
    return findings(viewer).filter(ref__in=refs)


def describe_findings(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each finding by its number and title, and its grade."""
    for one in findings(viewer).filter(ref__in=refs).select_related("engagement"):
        yield ThreadNode(one.ref, f"{one.number} {one.title}", _("Temuan"), addresses.of_finding(one.number), one.graded.title)


def arisen() -> QuerySet[Engagement]:
    """The engagements that arose from another record."""
    return Engagement.objects.exclude(source="")


def arisen_findings() -> QuerySet[Finding]:
    """The findings of such engagements."""
    return Finding.objects.exclude(source="")
