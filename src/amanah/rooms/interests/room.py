"""What the interests room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.rooms.interests.coverage import RECORDER
from amanah.rooms.interests.queries import YEARLY
from amanah.rooms.interests.reminders import BEFORE
from amanah.rooms.interests.services.deciding import WITHIN
from amanah.rooms.interests.workflow import INTEREST, OFFICER
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="interests",
    title=_("Integritas pegawai"),
    nav=(
        NavItem(_("Kewajiban integritas saya"), "interests_desk:mine", "shield"),
        NavItem(_("Register kepentingan"), "interests_desk:register", "list", (OFFICER,)),
        NavItem(_("Naskah pakta dan pernyataan"), "pledges_desk:texts", "file", (RECORDER,)),
        NavItem(_("LHKPN dan LHKAN"), "wealth_desk:recap", "list", (RECORDER,)),
        NavItem(_("Cakupan per unit"), "interests_desk:coverage", "chart", (RECORDER, OFFICER)),
    ),
    roles=(
        Role(
            OFFICER,
            _("Pengelola konflik kepentingan"),
            _("Menyimpan register kepentingan, menetapkan pemutus bila atasan tidak dapat, dan memeriksa pelaksanaan pengendalian."),
        ),
        Role(
            RECORDER,
            _("Pengelola kepatuhan pegawai"),
            _("Menerbitkan pakta integritas dan pernyataan kepatuhan, mengimpor daftar LHKPN dan LHKAN, dan melihat cakupannya per unit."),
        ),
    ),
    case_kinds=(INTEREST,),
    provisions=(*(clock.provision for clock in INTEREST.clocks), WITHIN, YEARLY, BEFORE),
    order=35,
)
