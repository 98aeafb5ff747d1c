"""Everything that changes a pulse; each verb is one transaction."""

from amanah.rooms.campaigns.pulse.services.answering import answer
from amanah.rooms.campaigns.pulse.services.closing import close, close_due, hide, show
from amanah.rooms.campaigns.pulse.services.planning import end, open_pulse, plan_wave

__all__ = ["answer", "close", "close_due", "end", "hide", "open_pulse", "plan_wave", "show"]
