"""What this room hears, and what it answers others."""

from django.utils.translation import gettext_lazy as _

from amanah.engines import contributions
from amanah.engines.actions.events import ActionStepped
from amanah.engines.cases.events import CaseMoved, CaseUnassigned
from amanah.foundation.access import conflicts
from amanah.foundation.clocks import tick
from amanah.foundation.threads import visibility
from amanah.foundation.vault import custody as vault_custody
from amanah.kernel import events
from amanah.rooms.interests import contributing, nodes, register, reminders, retained, telling
from amanah.rooms.interests.custody import InterestsCustody
from amanah.rooms.interests.events import InterestDeclared
from amanah.rooms.interests.papers import PREFIX


def listen() -> None:
    """Called once, when the room is installed."""
    retained.declare()
    contributions.register(contributions.INTERESTS, "interests", _("Konflik kepentingan"), contributing.interests)
    contributions.register(contributions.STATEMENTS, "interests", _("Konflik kepentingan"), contributing.statements)
    conflicts.register("interests", register.check, register.sight)
    visibility.register(PREFIX, nodes.sieve, nodes.describe)
    visibility.register_exclusion(PREFIX, nodes.hidden, nodes.concerns, nodes.named)
    visibility.register(reminders.KIND, reminders.sieve, reminders.describe)
    tick.register("interests.remind", lambda _moment: reminders.remind())
    vault_custody.register(InterestsCustody(), PREFIX)
    events.subscribe(CaseUnassigned, telling.take_key, inside=True)
    events.subscribe(ActionStepped, telling.stepped, inside=True)
    events.subscribe(CaseMoved, telling.moved)
    events.subscribe(InterestDeclared, telling.declared)
