"""How the engine says no: with a code for programs and a sentence for people, never with a crash."""

from django.utils.translation import gettext_lazy as _

from amanah.kernel.refusal import Refusal

SENTENCES = {
    "not_found": _("Perkara ini tidak ditemukan."),
    "role": _("Peran Anda tidak mencakup tindakan ini."),
    "state": _("Tindakan ini tidak tersedia pada status perkara sekarang. Muat ulang halaman untuk melihat status terbarunya."),
    "unknown_move": _("Tindakan ini tidak dikenal untuk jenis perkara ini."),
    "four_eyes": _("Tindakan ini memerlukan persetujuan orang kedua. Usulkan dahulu, lalu orang lain menyetujuinya."),
    "same_person": _("Yang menyetujui harus orang lain, bukan pengusulnya."),
    "approver": _("Penyetuju tidak dapat menyetujui tindakan ini: perannya tidak mencakupnya, atau ia tidak boleh melihat perkara ini."),
    "no_approval": _("Tindakan ini tidak memerlukan persetujuan. Lakukan langsung."),
    "outcome": _("Pilih hasil yang tersedia untuk tindakan ini."),
    "reason": _("Tindakan ini memerlukan alasan tertulis."),
    "open_proposal": _("Masih ada usulan yang menunggu persetujuan pada perkara ini."),
    "decided": _("Usulan ini sudah diputuskan."),
    "excluded": _("Orang ini tidak dapat menangani perkara ini."),
    "recused": _("Orang ini sudah mengundurkan diri dari perkara ini."),
    "unfit": _("Orang ini tidak memegang peran yang sesuai untuk perkara ini."),
    "assigned": _("Orang ini sudah menangani perkara ini."),
    "unassigned": _("Orang ini tidak sedang menangani perkara ini."),
    "closed": _("Perkara ini sudah ditutup."),
    "duplicate": _("Perkara ini sudah tercatat."),
    "conflict": _("Orang lain baru saja menambahkan sesuatu pada perkara ini. Coba lagi."),
    "route": _("Jalur penanganan ini tidak dikenal untuk jenis perkara ini."),
    "topic": _("Pokok masalah ini tidak dikenal untuk jenis perkara ini."),
    "unit": _("Perkara jenis ini tidak mencatat unit."),
    "channel": _("Jenis catatan ini tidak dikenal untuk jenis perkara ini."),
    "held": _("Perkara ini sudah ditahan dari pemusnahan."),
    "unheld": _("Perkara ini tidak sedang ditahan dari pemusnahan."),
    "day": _("Tanggal ini tidak dikenal untuk jenis perkara ini, atau belum terjadi."),
    "clock": _("Tenggat ini tidak dapat diubah demikian: ia sudah selesai, atau harinya tidak cocok."),
}


class Refused(Refusal):
    """The engine will not do it. `code` is one of SENTENCES' keys, or "guard" with a sentence of its own."""

    sentences = SENTENCES
