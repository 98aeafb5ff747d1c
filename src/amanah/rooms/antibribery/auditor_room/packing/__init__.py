"""The evidence package: everything there is to see of a scope in one archive, streamed, with what proves that none of it was changed."""

from amanah.rooms.antibribery.auditor_room.packing.contents import Order, pack

__all__ = ["Order", "pack"]
