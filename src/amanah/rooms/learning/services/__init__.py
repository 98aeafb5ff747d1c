"""The verbs of learning: crediting what somebody learned, and voiding what is wrong."""

from amanah.rooms.learning.services.crediting import Draft, credit, credit_many
from amanah.rooms.learning.services.topics import keep_topic
from amanah.rooms.learning.services.voiding import void, void_of_origin

__all__ = ["Draft", "credit", "credit_many", "keep_topic", "void", "void_of_origin"]
