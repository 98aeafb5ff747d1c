"""How a delegated decision stands on a day, and who decides it then."""

from datetime import date

from django.db.models import Q

from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.models import Delegation


def standing_of(one: Delegation, day: date | None = None) -> str:
    """One of `declare.STANDINGS`. A word that is no longer fresh counts as none, whatever it said."""
    day = day or clock.today()
    if one.state == declare.RECALLED:
        return declare.RECALLED
    if one.until < day:
        return "expired"
    if one.since > day:
        return "future"
    if one.confirm_due < day:
        return "unconfirmed"
    return "decides" if one.clear else "instead"


def decider(one: Delegation, day: date | None = None) -> Person | None:
    """Who decides on that day: the delegate, who stands in for them, or, where nothing holds, whoever delegated it."""
    said = standing_of(one, day)
    if said == "decides":
        return one.delegate
    return one.instead if said == "instead" else one.delegator


def standing_is(said: str, day: date | None = None) -> Q:
    """The same as a condition."""
    day = day or clock.today()
    active = Q(state=declare.ACTIVE)
    running = active & Q(until__gte=day, since__lte=day)
    fresh = running & Q(confirm_due__gte=day)
    return {
        declare.RECALLED: Q(state=declare.RECALLED),
        "expired": active & Q(until__lt=day),
        "future": active & Q(since__gt=day, until__gte=day),
        "unconfirmed": running & Q(confirm_due__lt=day),
        "decides": fresh & Q(clear=True),
        "instead": fresh & Q(clear=False),
    }[said]
