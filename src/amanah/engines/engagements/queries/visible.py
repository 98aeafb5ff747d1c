"""The one place that decides which engagements, papers and findings somebody may know of."""

from django.db.models import Q, QuerySet

from amanah.engines.actions.sides import standing
from amanah.engines.engagements import declare
from amanah.engines.engagements.models import Engagement, Finding, Member, Paper, Programme, Subject
from amanah.engines.engagements.sides import planned_by, read_by
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads import visibility


def visible(viewer: Viewer) -> QuerySet[Engagement]:
    """The engagements that the viewer plans, reads or works in; those that look at a unit they head, from the day they are prepared.

    Whatever they are to it, an engagement is kept from whoever is kept from the record it arose from.
    """
    return reachable(viewer).filter(_inside(viewer) | _looked_at(viewer, declare.KNOWN_TO_AUDITEE))


def inside(viewer: Viewer) -> QuerySet[Engagement]:
    """Those of them whose papers and unreported findings the viewer may read."""
    return reachable(viewer).filter(_inside(viewer))


def reachable(viewer: Viewer) -> QuerySet[Engagement]:
    """Every engagement but those that arose from what the viewer must not know of."""
    if not viewer.account.may_sign_in():
        return Engagement.objects.none()
    return Engagement.objects.filter(Q(source="") | visibility.not_arising_from_hidden(viewer, "source"))


def findings(viewer: Viewer) -> QuerySet[Finding]:
    """The findings that the viewer may know of: those who are looked at see them once they are reported, and none that was withdrawn."""
    reported = reachable(viewer).filter(_looked_at(viewer, declare.REPORTED))
    told = Q(engagement__in=reported.values("pk"), withdrawn_on__isnull=True)
    return Finding.objects.filter(Q(engagement__in=inside(viewer).values("pk")) | told)


def papers(viewer: Viewer) -> QuerySet[Paper]:
    """The working papers that the viewer may read."""
    return Paper.objects.filter(engagement__in=inside(viewer).values("pk"))


def programmes(viewer: Viewer) -> QuerySet[Programme]:
    """The programmes that the viewer plans or reads."""
    if not viewer.account.may_sign_in():
        return Programme.objects.none()
    return Programme.objects.filter(planned_by(viewer) | read_by(viewer))


def find(viewer: Viewer, number: str) -> Engagement | None:
    """The engagement of that number if the viewer may know of it; None otherwise, without telling which."""
    found = visible(viewer).filter(number=number)
    return found.select_related("unit", "programme", "item", "opened_by__person").first()


def find_finding(viewer: Viewer, number: str) -> Finding | None:
    """The finding of that number if the viewer may know of it."""
    found = findings(viewer).filter(number=number)
    return found.select_related("engagement__unit", "unit", "author", "paper", "repeats__engagement", "response__person").first()


def _inside(viewer: Viewer) -> Q:
    """As `sides_of` says: who heads what is looked at reads no papers by virtue of a role."""
    condition = planned_by(viewer) | read_by(viewer)
    headed = standing(viewer).headed
    if headed:
        condition &= ~Q(pk__in=Subject.objects.filter(unit_id__in=headed).values("engagement_id"))
    person_id = viewer.account.person_id
    if person_id is not None:
        condition |= Q(pk__in=Member.objects.filter(person_id=person_id, until__isnull=True).values("engagement_id"))
    return condition


def _looked_at(viewer: Viewer, states: frozenset[str]) -> Q:
    headed = standing(viewer).headed
    if not headed:
        return Q(pk__in=[])
    return Q(state__in=sorted(states), pk__in=Subject.objects.filter(unit_id__in=headed).values("engagement_id"))
