"""What the learning room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.rooms.learning.roles import MANAGER, TRAINER
from amanah.ui.rooms import Room

ROOM = Room(
    slug="learning",
    title=_("Pembelajaran"),
    roles=(MANAGER, TRAINER),
    order=50,
)
