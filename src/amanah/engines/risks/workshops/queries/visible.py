"""The one place that decides which workshops, and which risks in them, somebody may know of."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from amanah.engines.risks.roles import EVERY
from amanah.engines.risks.sides import standing
from amanah.engines.risks.workshops.models import Item, Participant, Workshop
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.foundation.threads import visibility


def visible(viewer: Viewer) -> QuerySet[Workshop]:
    """The workshops of units whose register the viewer may read, and those they were asked to or called.

    Who may know of none of its risks, because they arose from something kept from them, does not learn of the workshop.
    """
    if not viewer.account.may_sign_in():
        return Workshop.objects.none()
    condition = Q(called_by=viewer.account)
    for path in standing(viewer).paths(*(role.key for role in EVERY)):
        condition |= below(path, "unit__path")
    if viewer.person is not None:
        condition |= Q(Exists(Participant.objects.filter(workshop=OuterRef("pk"), person=viewer.person)))
    return Workshop.objects.filter(condition).filter(Exists(reachable(viewer).filter(workshop=OuterRef("pk"))))


def find(viewer: Viewer, number: str) -> Workshop | None:
    """The workshop of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=number).select_related("unit", "called_by__person", "opened_by__person").first()


def reachable(viewer: Viewer) -> QuerySet[Item]:
    """Every risk of every workshop that is not kept from the viewer, because of where it arose or of an interest that they declared."""
    aside = viewer.aside
    found = Item.objects.filter(Q(risk__source="") | visibility.not_arising_from_hidden(viewer, "risk__source"))
    if aside.units or aside.refs:
        touched = Q(risk__unit_id__in=aside.units) | Q(risk__ref__in=aside.refs) | Q(risk__source__in=aside.refs)
        found = found.exclude(touched)
    return found


def items(viewer: Viewer, workshop: Workshop) -> QuerySet[Item]:
    """The risks of one workshop that the viewer may know of, in their order."""
    return (
        reachable(viewer)
        .filter(workshop=workshop)
        .select_related("risk__unit", "assessment__edition", "decided_by__person")
        .order_by("sort")
    )


def manages(viewer: Viewer, unit: Unit) -> bool:
    """Whether the viewer keeps the register of this unit, or heads it, and so leads its workshops."""
    return standing(viewer).keeps(unit)


def participant_of(viewer: Viewer, workshop: Workshop) -> Participant | None:
    """The viewer as one of those who were asked."""
    return workshop.participants.filter(person=viewer.person).first() if viewer.person is not None else None
