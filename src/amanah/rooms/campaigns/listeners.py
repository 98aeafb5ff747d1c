"""What this room hears, and what it answers others."""

from django.utils.translation import gettext_lazy as _

from amanah.engines import contributions
from amanah.engines.proofs import owners
from amanah.engines.proofs import roles as proofs
from amanah.engines.retention import schedule
from amanah.foundation.clocks import tick, work
from amanah.foundation.ledger import verify
from amanah.foundation.threads import visibility
from amanah.kernel import events
from amanah.rooms.campaigns import contributing, nodes, proving, replay, retained, telling
from amanah.rooms.campaigns.events import AgentAppointed, CampaignStepped, IdeaAnswered
from amanah.rooms.campaigns.queries.work import lines
from amanah.rooms.campaigns.roles import MANAGER


def listen() -> None:
    """Called once, when the room is installed."""
    for kind, (sieve, describe) in nodes.KINDS.items():
        visibility.register(kind, sieve, describe)
    for kind, (may_attach, describe_for) in proving.KINDS.items():
        owners.register(kind, may_attach, describe_for)
    proofs.admit(MANAGER.key)
    verify.register(replay.check)
    schedule.register_lists(retained.LINE)
    work.register("campaigns", lines)
    contributions.register(contributions.CULTURE, "leadership", _("Teladan pimpinan"), contributing.leadership, order=10)
    contributions.register(contributions.CULTURE, "campaigns", _("Kampanye"), contributing.campaigns, order=20)
    tick.register("campaigns.tell", lambda _moment: telling.beat())
    events.subscribe(CampaignStepped, telling.stepped)
    events.subscribe(IdeaAnswered, telling.answered)
    events.subscribe(AgentAppointed, telling.appointed)
