"""What the room of the anti-bribery management system contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.rooms.antibribery.declare import REPORT_WITHIN, REVIEW_WITHIN
from amanah.rooms.antibribery.roles import EVERY, EXTERNAL
from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="antibribery",
    title=_("SMAP (ISO 37001)"),
    nav=(
        NavItem(_("Ruang lingkup"), "antibribery:list", "shield"),
        NavItem(_("Dokumen terkendali"), "documents:list", "file"),
        NavItem(_("Audit internal"), "smap_audits:programmes", "search"),
        NavItem(_("Ketidaksesuaian"), "nonconformities:list", "alert"),
        NavItem(_("Uji tuntas"), "due_diligence:list", "users"),
        NavItem(_("Persetujuan"), "smap_approvals:list", "check"),
    ),
    roles=(*EVERY, EXTERNAL),
    provisions=(REVIEW_WITHIN, REPORT_WITHIN),
    order=42,
)
