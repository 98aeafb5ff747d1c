"""Evidence for working papers, in the library of proofs: who may attach it, and for which days it has to speak."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.engines.engagements import addresses, independence
from amanah.engines.engagements.declare import BEFORE_REPORT, PAPER_ENDS
from amanah.engines.engagements.models import Finding, Member, Paper
from amanah.engines.engagements.queries.visible import papers
from amanah.engines.proofs.owners import Purpose
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person


def may_attach(viewer: Viewer, ref: str) -> bool:
    """To a paper that is worked on: whoever is in its team."""
    person_id = viewer.account.person_id
    open_papers = papers(viewer).filter(ref=ref, engagement__state__in=sorted(BEFORE_REPORT)).exclude(state__in=sorted(PAPER_ENDS))
    paper = open_papers.first()
    if paper is None or person_id is None:
        return False
    return Member.objects.filter(engagement_id=paper.engagement_id, person_id=person_id, until__isnull=True).exists()


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """The papers that the viewer may read, with the period that is looked at."""
    for paper in papers(viewer).filter(ref__in=refs).select_related("engagement"):
        yield purpose_of(paper)


def source_of(ref: str) -> str:
    """The record that the engagement arose from."""
    return Paper.objects.filter(ref=ref).values_list("engagement__source", flat=True).first() or ""


def purpose_of(paper: Paper) -> Purpose:
    """A paper as it is named beside its proofs."""
    engagement = paper.engagement
    address = addresses.of_paper(engagement.number, paper.seq)
    period = (engagement.period_from, engagement.period_to)
    return Purpose(paper.ref, f"{engagement.number} {paper.index} {paper.title}", _("Kertas kerja"), address, *period)


def barred_from_verifying(person_id: UUID, ref: str) -> bool:
    """Whoever is not independent of what was audited does not verify what came of it."""
    finding = Finding.objects.filter(ref=ref).select_related("engagement").first()
    person = Person.objects.filter(pk=person_id).first()
    if finding is None or person is None:
        return True
    return independence.barred(person, finding.engagement) or bool(independence.unwaived(person, finding.engagement))
