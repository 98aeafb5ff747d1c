"""What the interests room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.rooms.interests.queries import YEARLY
from amanah.rooms.interests.services.deciding import WITHIN
from amanah.rooms.interests.workflow import INTEREST, OFFICER
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="interests",
    title=_("Integritas pegawai"),
    nav=(
        NavItem(_("Kewajiban integritas saya"), "interests_desk:mine", "shield"),
        NavItem(_("Register kepentingan"), "interests_desk:register", "list", (OFFICER,)),
    ),
    roles=(
        Role(
            OFFICER,
            _("Pengelola konflik kepentingan"),
            _("Menyimpan register kepentingan, menetapkan pemutus bila atasan tidak dapat, dan memeriksa pelaksanaan pengendalian."),
        ),
    ),
    case_kinds=(INTEREST,),
    provisions=(*(clock.provision for clock in INTEREST.clocks), WITHIN, YEARLY),
    order=35,
)
