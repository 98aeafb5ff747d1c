"""The roles over learning; everybody sees what is their own, and whoever heads a unit sees what its people have."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

MANAGER = Role(
    "learning_manager",
    _("Pengelola pembelajaran"),
    _("Menetapkan kebutuhan pembelajaran, mengimpor riwayat pelatihan, dan melihat kesenjangan unitnya dan unit di bawahnya."),
    sensitive=False,
)
TRAINER = Role(
    "learning_trainer",
    _("Pengajar"),
    _("Mencatat kehadiran dan hasil kegiatan belajar yang diajarnya sendiri."),
    sensitive=False,
)
