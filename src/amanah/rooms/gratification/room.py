"""What the gratification room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.rooms.gratification.workflow import CLOCKS, GRATIFICATION, HEAD, LIAISON, OFFICER, RECEIVING, UNIT_OFFICER, UPG
from amanah.ui.rooms import NavItem, Room

ROLES = (
    Role(HEAD, _("Kepala UPG"), _("Melihat semua laporan gratifikasi, membagi tugas, menyetujui penutupan, menjaga tenggat.")),
    Role(OFFICER, _("Petugas UPG"), _("Menerima, memverifikasi, menganalisis, dan meneruskan laporan gratifikasi ke KPK.")),
    Role(
        UNIT_OFFICER,
        _("Petugas UPG unit"),
        _("Menerima laporan gratifikasi yang dialamatkan kepada UPG unitnya, memeriksa kelengkapannya, dan meneruskannya ke UPG instansi."),
    ),
    Role(LIAISON, _("Penghubung UPG unit"), _("Menyampaikan laporan nihil unitnya; tidak melihat satu laporan pun.")),
)

ROOM = Room(
    slug="gratification",
    title=_("Gratifikasi"),
    nav=(
        NavItem(_("Rekap gratifikasi"), "gratification_desk:recap", "chart", tuple(UPG)),
        NavItem(_("Register pemberi"), "gratification_desk:givers", "users", tuple(UPG)),
        NavItem(_("Ketik laporan gratifikasi"), "gratification_desk:typed", "pencil", tuple(RECEIVING)),
        NavItem(_("Kegiatan UPG"), "gratification_desk:activities", "calendar", tuple(RECEIVING)),
        NavItem(_("Laporan nihil"), "gratification_desk:nil", "check", (*UPG, LIAISON)),
    ),
    roles=ROLES,
    case_kinds=(GRATIFICATION,),
    provisions=(*(clock.provision for clock in CLOCKS), "gratification.nil_report_within", "gratification.subunit_forward_within"),
    order=30,
)
