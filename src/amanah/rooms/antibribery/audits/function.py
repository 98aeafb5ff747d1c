"""Whoever carries the anti-bribery function of a scope does not audit what the function itself has to do there."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.engines.engagements.criteria import within
from amanah.engines.engagements.models import Engagement
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.antibribery.audits.book import IDS
from amanah.rooms.antibribery.models import Member

OWN: Final = ("5.3.2", "9.4")
"""The clauses about the function and its own review, in both editions."""


def audits_itself(people: Collection[Person], engagement: Engagement) -> dict[UUID, str]:
    """Why not, for whoever carries the function now or carried it within the rulebook's period; nothing for everybody else."""
    if not engagement.scope:
        return {}
    own = [f"{name}:{clause}" for name in IDS.values() for clause in OWN]
    if not any(within(one, own) for one in engagement.criteria):
        return {}
    day = max(clock.today(), engagement.starts_on)
    found: dict[UUID, str] = {}
    carried = Member.objects.filter(person__in=people, appointment__scope__ref=engagement.scope).select_related("appointment")
    for one in carried:
        until = one.appointment.until
        if one.person_id in found:
            continue
        if until is None or until >= day or rulebook.due(engagement.declared.independent_after, until).date > day:
            found[one.person_id] = _("mengemban FKAP ruang lingkup ini (%(decree)s), sedangkan klausul FKAP ikut diaudit") % {
                "decree": one.appointment.decree
            }
    return found
