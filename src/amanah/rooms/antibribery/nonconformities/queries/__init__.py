"""What may be read of nonconformities, already narrowed to who is looking. Everything begins with `visible`."""

from amanah.rooms.antibribery.nonconformities.queries.lists import LARGEST, Filters, Row, lines, listing
from amanah.rooms.antibribery.nonconformities.queries.visible import concerned, find, sides_of, took_part, visible

__all__ = ["LARGEST", "Filters", "Row", "concerned", "find", "lines", "listing", "sides_of", "took_part", "visible"]
