"""What self-assessment contributes to the house. Its screens belong to the engines; the room says where they stand."""

from django.utils.translation import gettext_lazy as _

from amanah.ui.rooms import NavItem, Room

ROOM = Room(
    slug="integrity_zone",
    title=_("Penilaian mandiri"),
    nav=(
        NavItem(_("Lembar kerja evaluasi"), "instruments:list", "list"),
        NavItem(_("Bukti"), "proofs:list", "folder"),
    ),
    order=45,
)
