"""What may be read of visits, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.rooms.antibribery.auditor_room.queries.lists import Entry, Filters, listing, log, of_scope, requests_of, talk, talks
from amanah.rooms.antibribery.auditor_room.queries.visible import Sides, find, request_of, sides_of, visible

__all__ = [
    "Entry",
    "Filters",
    "Sides",
    "find",
    "listing",
    "log",
    "of_scope",
    "request_of",
    "requests_of",
    "sides_of",
    "talk",
    "talks",
    "visible",
]
