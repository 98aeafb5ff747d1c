"""Who fills sheets, who verifies them, and who records what was decided outside. Whoever heads a unit fills its sheets without a role."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

ASSESSOR = Role(
    "sheet_assessor",
    _("Pengisi lembar kerja"),
    _("Mengisi kolom penilaian mandiri unitnya, melampirkan bukti, dan mengajukannya untuk diverifikasi."),
    sensitive=False,
)
VERIFIER = Role(
    "sheet_verifier",
    _("Pemverifikasi lembar kerja"),
    _("Memverifikasi lembar kerja unit di bawahnya sebagai TPI atau APIP, mengembalikannya, dan menguncinya."),
)
RECORDER = Role(
    "sheet_recorder",
    _("Pencatat putusan luar"),
    _("Mencatat jawaban dan putusan evaluator luar pada lembar kerja yang sudah diverifikasi."),
)
ROLES = (ASSESSOR, VERIFIER, RECORDER)
