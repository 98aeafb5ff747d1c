"""What a letter begins with, for the handler to change."""

from django.conf import settings
from django.utils.translation import gettext as _

LPSK_SAID = "Jalan Raya Bogor km 24 nomor 47-49, Ciracas, Jakarta Timur"
"""LPSK's office as a newspaper had it in 2019 (dwipanews.com); nobody has verified it since, and the screen says so."""


def to_lpsk() -> str:
    """A referral that asks for protection and says nothing of the report."""
    return _(
        "Kami meneruskan permohonan perlindungan bagi seorang pelapor dugaan tindak pidana di %(institution)s. Pelapor mengalami atau "
        "mengkhawatirkan pembalasan karena laporannya. Identitasnya kami sampaikan terpisah, hanya dengan persetujuannya dan hanya kepada "
        "pejabat yang Saudara tunjuk. Mohon penjelasan tentang syarat dan langkah berikutnya."
    ) % {"institution": settings.AMANAH_INSTITUTION}


def clearing() -> str:
    """A letter that clears a name."""
    return _(
        "Pemeriksaan atas hal yang pernah dikaitkan dengan Saudara telah selesai. Hal itu tidak terbukti. Dengan surat ini "
        "%(institution)s memulihkan nama baik Saudara: hal tersebut tidak boleh dijadikan pertimbangan dalam penilaian, mutasi, promosi, "
        "atau keputusan lain tentang Saudara. Surat ini dapat Saudara perlihatkan kepada siapa pun."
    ) % {"institution": settings.AMANAH_INSTITUTION}
