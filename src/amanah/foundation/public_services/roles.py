"""Who keeps the catalogue: one writes, another answers for it."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

EDITOR = Role(
    "public_services.editor",
    _("Penyusun standar pelayanan"),
    _("Menyusun standar pelayanan dan biaya resmi, serta mengimpornya dari berkas. Baru tampil untuk umum setelah disahkan orang lain."),
    sensitive=False,
)
APPROVER = Role(
    "public_services.approver",
    _("Pengesah standar pelayanan"),
    _("Mengesahkan atau menolak usulan standar pelayanan dan biaya resmi sebelum tampil untuk umum. Tidak mengesahkan usulannya sendiri."),
)
