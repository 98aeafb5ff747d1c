"""What the whistleblowing room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.rooms.whistleblowing.referrals.nav import NAV
from amanah.rooms.whistleblowing.typed_in.ways import ROLE, TITLE, TYPIST
from amanah.rooms.whistleblowing.workflow import (
    ANTIBRIBERY,
    COORDINATOR,
    CUSTODIAN,
    GRAVEST,
    INSPECTORATE,
    INVESTIGATOR,
    STAFF,
    WHISTLEBLOWING,
)
from amanah.ui.rooms import NavItem, Room

ROLES = (
    Role(COORDINATOR, _("Koordinator laporan pelanggaran"), _("Melihat semua laporan, membagi tugas, menjaga tenggat.")),
    Role(INSPECTORATE, _("Penelaah laporan, Inspektorat Jenderal"), _("Menerima laporan yang dikirim kepada Inspektorat Jenderal.")),
    Role(ANTIBRIBERY, _("Penelaah laporan, FKAP"), _("Menerima laporan yang dikirim kepada Fungsi Kepatuhan Anti Penyuapan.")),
    Role(GRAVEST, _("Pemegang bersama"), _("Memegang satu bagian kunci laporan terberat; hanya dapat membacanya bersama pemegang lain.")),
    Role(INVESTIGATOR, _("Pemeriksa"), _("Melihat hanya laporan yang ditugaskan kepadanya.")),
    Role(TYPIST, *ROLE),
    Role(CUSTODIAN, _("Penyimpan amplop identitas"), _("Memegang kunci amplop identitas pelapor; tidak melihat isi laporan.")),
)

ROOM = Room(
    slug="whistleblowing",
    title=_("Laporan pelanggaran"),
    nav=(
        NavItem(_("Amplop identitas"), "whistleblowing_desk:identity_requests", "key", (CUSTODIAN,)),
        NavItem(_("Angka penanganan"), "whistleblowing_desk:figures", "chart", (*STAFF, "cases.statistics")),
        NavItem(_("Pembukaan bersama"), "gravest_desk:waiting", "unlock", (GRAVEST,)),
        NavItem(_("Pembagian kunci"), "gravest_desk:rule", "key", (COORDINATOR,)),
        NavItem(TITLE, "whistleblowing_desk:typed_in", "pencil", (TYPIST,)),
        NavItem(_("Penerima luar"), "outside_desk:recipients", "users", (COORDINATOR, INSPECTORATE, ANTIBRIBERY, CUSTODIAN)),
        *NAV,
        NavItem(_("Aturan penerima"), "routing_desk:rules", "list", (COORDINATOR,)),
        NavItem(_("Serah terima tugas"), "whistleblowing_desk:succession", "users", STAFF),
    ),
    roles=ROLES,
    case_kinds=(WHISTLEBLOWING,),
    provisions=tuple(clock.provision for clock in WHISTLEBLOWING.clocks),
    order=10,
)
