"""What may be read of certifications. Whether somebody may know of the scope is asked before, by whoever calls, or here by `find`."""

from amanah.rooms.antibribery.certification.queries.deadlines import Deadline, alert_days, deadlines, reached
from amanah.rooms.antibribery.certification.queries.page import current, find, of_scope, offers, timeline, visible
from amanah.rooms.antibribery.certification.queries.work import lines

__all__ = ["Deadline", "alert_days", "current", "deadlines", "find", "lines", "of_scope", "offers", "reached", "timeline", "visible"]
