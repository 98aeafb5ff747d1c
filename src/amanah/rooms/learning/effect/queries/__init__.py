"""Reading what learning changed: numbers of groups, never of a person."""

from amanah.rooms.learning.effect.queries.acting import Behaviour, behaviour
from amanah.rooms.learning.effect.queries.gains import Measured, measured

__all__ = ["Behaviour", "Measured", "behaviour", "measured"]
