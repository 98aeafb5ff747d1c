"""What the learning room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.rooms.learning.provisions import HOURS_A_YEAR, JOINED_WITHIN, REMIND_BEFORE
from amanah.rooms.learning.roles import MANAGER, TRAINER
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="learning",
    title=_("Pembelajaran"),
    nav=(
        NavItem(_("Pembelajaran saya"), "learning_desk:mine", "folder"),
        NavItem(_("Kebutuhan dan kesenjangan"), "needs:coverage", "chart"),
        NavItem(_("Kegiatan belajar"), "sessions:list", "users"),
        NavItem(_("Bank soal"), "quizzes:list", "list", (MANAGER.key, TRAINER.key)),
        NavItem(_("Dampak"), "effect:view", "chart", (MANAGER.key,)),
    ),
    roles=(MANAGER, TRAINER),
    provisions=(HOURS_A_YEAR, REMIND_BEFORE, JOINED_WITHIN),
    order=50,
)
