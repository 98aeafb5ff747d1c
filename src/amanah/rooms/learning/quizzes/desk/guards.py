"""Who keeps the bank of questions, and who may read it."""

from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.learning.roles import MANAGER, TRAINER

keepers = role_required(MANAGER.key)
"""Only whoever manages learning."""
readers = role_required(MANAGER.key, TRAINER.key)
"""Whoever manages learning or teaches."""


def may_keep(viewer: Viewer) -> bool:
    """Whether the viewer may change the bank."""
    return viewer.has(MANAGER.key)


def may_read(viewer: Viewer) -> bool:
    """Whether the viewer may read it."""
    return viewer.has_any((MANAGER.key, TRAINER.key))
