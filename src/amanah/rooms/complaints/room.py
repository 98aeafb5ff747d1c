"""What the complaints room contributes to the house."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role
from amanah.rooms.complaints.workflow import CLOCKS, COMPLAINT, COORDINATOR, DECISION_TOLD, LIAISON, OFFICER, REOPEN_WITHIN, TYPIST
from amanah.ui.rooms import NavItem, Room

ROLES = (
    Role(COORDINATOR, _("Atasan pengelola pengaduan"), _("Melihat semua pengaduan, memberi arahan pada yang dinaikkan, menjaga tenggat.")),
    Role(OFFICER, _("Petugas pengaduan"), _("Memverifikasi, menetapkan golongan, meneruskan, menjawab, dan menerbitkan pengaduan.")),
    Role(LIAISON, _("Pejabat penghubung unit"), _("Menindaklanjuti hanya pengaduan yang diteruskan kepada unitnya.")),
    Role(TYPIST, _("Penerima pengaduan di loket"), _("Mengetik pengaduan lisan, surat, surel, dan pesan; tidak dapat membacanya lagi.")),
)

ROOM = Room(
    slug="complaints",
    title=_("Pengaduan masyarakat"),
    nav=(
        NavItem(_("Ketik pengaduan masuk"), "complaints_desk:typed_in", "pencil", (TYPIST, OFFICER, COORDINATOR)),
        NavItem(_("Angka pengaduan"), "complaints_desk:figures", "chart", (OFFICER, COORDINATOR)),
        NavItem(_("Produk Ombudsman"), "complaints_desk:ombudsman", "list", (OFFICER, COORDINATOR)),
        NavItem(_("Pertukaran pengaduan"), "complaints_exchange_desk:index", "inbox", (OFFICER, COORDINATOR)),
        NavItem(_("Buku alamat instansi"), "complaints_desk:offices", "building", (OFFICER, COORDINATOR)),
    ),
    roles=ROLES,
    case_kinds=(COMPLAINT,),
    provisions=(*dict.fromkeys(key for clock in CLOCKS for key in clock.provisions), REOPEN_WITHIN, DECISION_TOLD),
    order=20,
)
