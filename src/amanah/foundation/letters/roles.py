"""The roles that letters know."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

ADMINISTRATOR = Role(
    "letters.administrator",
    _("Pengelola naskah dinas"),
    _("Memelihara pola nomor, templat surat, dan sertifikat akar tanda tangan. Tidak membaca surat."),
)
