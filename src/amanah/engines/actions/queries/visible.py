"""The one place that decides which actions somebody may know of. Every list, export, notice and thread starts here."""

from django.db.models import Q, QuerySet

from amanah.engines.actions.models import Action, Part
from amanah.engines.actions.sides import Standing, standing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import below
from amanah.foundation.threads import visibility


def visible(viewer: Viewer) -> QuerySet[Action]:
    """The actions that the viewer owes (also as head of a unit), checks, gave, or oversees.

    Whatever they are to it, an action is kept from whoever is kept from the record it arose from. One exception, for what is addressed
    to heads: who owes it sees it though they answer for somebody concerned, unless the record names themself.
    """
    reachable = visibility.not_arising_from_hidden(viewer, "source")
    who = standing(viewer)
    if who.person_id is not None:
        reachable |= Q(to_head=True) & owed(who) & visibility.not_arising_from_named(viewer, "source")
    return Action.objects.filter(tied(viewer)).filter(reachable)


def tied(viewer: Viewer) -> Q:
    """The actions that the viewer has to do with, before anything is taken away."""
    if not viewer.account.may_sign_in():
        return Q(pk__in=[])
    who = standing(viewer)
    condition = Q(assigned_by=viewer.account)
    if who.person_id is not None:
        condition |= owed(who) | Q(verifier_id=who.person_id)
    for unit in who.overseen:
        condition |= below(unit.path, "unit__path")
    return condition


def owed(who: Standing) -> Q:
    """The actions that a person owes, in whole or in part, themself or as head of a unit."""
    parts = Part.objects.filter(Q(person_id=who.person_id) | Q(unit_id__in=who.heads))
    return Q(owner_id=who.person_id) | Q(unit_id__in=who.heads) | Q(pk__in=parts.values("action_id"))


def find(viewer: Viewer, number: str) -> Action | None:
    """The action of that number if the viewer may know of it; None otherwise, without telling which."""
    return visible(viewer).filter(number=number).select_related("unit", "owner", "verifier", "assigned_by__person").first()
