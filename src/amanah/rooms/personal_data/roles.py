"""Who looks after personal data, and who keeps the register of a unit."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

OFFICER = Role(
    "personal_data.officer",
    _("Petugas pelindungan data pribadi"),
    _("Menangani kegagalan pelindungan dan permohonan subjek data, mengesahkan jawaban, dan mengawasi daftar kegiatan pemrosesan."),
)
STEWARD = Role(
    "personal_data.steward",
    _("Pengelola daftar pemrosesan"),
    _("Mencatat dan meninjau kegiatan pemrosesan data pribadi pada unitnya. Tidak melihat kegagalan atau permohonan."),
    sensitive=False,
)
KEEPERS = (OFFICER.key, STEWARD.key)
"""Whose business the register is."""
