"""What may be read of sessions, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.rooms.learning.sessions.queries.certificates import certificate_of, certificates_of, verified
from amanah.rooms.learning.sessions.queries.feedback import Answers, feedback
from amanah.rooms.learning.sessions.queries.lists import PAGE, Filters, OfferFilters, Row, listing, offers, sessions_of
from amanah.rooms.learning.sessions.queries.outside import find_outside, own_outside, to_look_at
from amanah.rooms.learning.sessions.queries.people import chosen_people, headed_people, may_decide, may_join
from amanah.rooms.learning.sessions.queries.seats import Count, Shown, count, own_seat, shown
from amanah.rooms.learning.sessions.queries.visible import find, find_offer, leads, manages, manages_any, visible
from amanah.rooms.learning.sessions.queries.work import lines

__all__ = [
    "PAGE",
    "Answers",
    "Count",
    "Filters",
    "OfferFilters",
    "Row",
    "Shown",
    "certificate_of",
    "certificates_of",
    "chosen_people",
    "count",
    "feedback",
    "find",
    "find_offer",
    "find_outside",
    "headed_people",
    "leads",
    "lines",
    "listing",
    "manages",
    "manages_any",
    "may_decide",
    "may_join",
    "offers",
    "own_outside",
    "own_seat",
    "sessions_of",
    "shown",
    "to_look_at",
    "verified",
    "visible",
]
