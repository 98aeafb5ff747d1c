"""What may be read of nonconformities, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.rooms.antibribery.nonconformities.queries.lists import LARGEST, Filters, Row, lines, listing
from amanah.rooms.antibribery.nonconformities.queries.visible import concerned, did, find, sides_of, visible

__all__ = ["LARGEST", "Filters", "Row", "concerned", "did", "find", "lines", "listing", "sides_of", "visible"]
