"""What the room of illegal levies contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.rooms.illegal_levies.prevention.room import NAV as PREVENTION
from amanah.rooms.illegal_levies.workflow import AUDITOR, COORDINATOR, HANDLER, ILLEGAL_LEVY, STAFF
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="illegal_levies",
    title=_("Pungutan liar"),
    nav=(
        NavItem(_("Rekapitulasi pungutan liar"), "illegal_levies_desk:recap", "chart", STAFF),
        *PREVENTION,
        NavItem(_("Ketik laporan pungutan"), "illegal_levies_desk:typed_in", "pencil", (COORDINATOR, HANDLER)),
    ),
    roles=(
        Role(COORDINATOR, _("Koordinator pungutan liar"), _("Melihat semua laporan pungutan, membagi tugas, menjaga tenggat, merekap.")),
        Role(HANDLER, _("Petugas pungutan liar"), _("Menerima laporan pungutan: menguji, mengklarifikasi, memeriksa, melimpahkan.")),
        Role(AUDITOR, _("Pemeriksa pungutan liar"), _("Melihat hanya laporan pungutan yang ditugaskan kepadanya.")),
    ),
    case_kinds=(ILLEGAL_LEVY,),
    provisions=(*(clock.provision for clock in ILLEGAL_LEVY.clocks), "illegal_levies.recap_every"),
    order=16,
)
