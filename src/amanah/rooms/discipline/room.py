"""What the discipline room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.rooms.discipline.workflow import COORDINATOR, DISCIPLINE
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="discipline",
    title=_("Disiplin pegawai"),
    nav=(NavItem(_("Perkara disiplin"), "discipline_desk:list", "file", (COORDINATOR,)),),
    roles=(
        Role(
            COORDINATOR,
            _("Pengelola disiplin"),
            _("Menerima pernyataan hasil pemeriksaan, menetapkan pemeriksa, mengesahkan keputusan, mencatat penyampaian dan keberatan."),
        ),
    ),
    case_kinds=(DISCIPLINE,),
    provisions=tuple(clock.provision for clock in DISCIPLINE.clocks),
    order=30,
)
