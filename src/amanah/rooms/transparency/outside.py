"""Channels outside the institution. Only addresses that we found printed somewhere stand here, each with where."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Channel:
    """A body outside; `addresses` are shown to be copied, never as links, so that no click tells anybody where one went."""

    name: Any
    when: Any
    addresses: tuple[str, ...]
    source: Any
    note: Any = ""


CHECKED = date(2026, 11, 22)
"""When the addresses were last compared with their sources."""

CHANNELS = (
    Channel(
        _("Komisi Pemberantasan Korupsi (KPK)"),
        _(
            "Dugaan korupsi, suap, atau pemerasan oleh penyelenggara negara, penegak hukum, dan orang yang terkait dengan mereka, "
            "atau dengan kerugian negara mulai Rp1 miliar. Inilah jalan yang melewati pimpinan instansi ini."
        ),
        ("kws.kpk.go.id", "pengaduan@kpk.go.id"),
        _("pemberitaan Tribun Medan; belum dicocokkan dengan situs KPK"),
    ),
    Channel(
        _("KPK, laporan gratifikasi"),
        _("Anda pegawai dan menerima hadiah yang berhubungan dengan jabatan."),
        ("gol.kpk.go.id", "pelaporan.gratifikasi@kpk.go.id"),
        _("bahan sosialisasi gratifikasi; belum dicocokkan dengan situs KPK"),
    ),
    Channel(
        _("Ombudsman Republik Indonesia"),
        _(
            "Layanan publik ditolak, ditunda, atau dipersulit, dan keluhan Anda kepada instansi "
            "tidak dijawab atau jawabannya tidak memuaskan."
        ),
        ("ombudsman.go.id",),
        _("siaran pers Ombudsman 004/HM.01/I/2026"),
    ),
    Channel(
        _("Lembaga Perlindungan Saksi dan Korban (LPSK)"),
        _(
            "Anda diancam atau takut akan pembalasan karena melapor. Pelapor yang beriktikad baik tidak dapat dituntut atau digugat "
            "karena laporannya, dan LPSK dapat memberi perlindungan."
        ),
        (),
        _("UU 13/2006 sebagaimana diubah dengan UU 31/2014, Pasal 10; PP 43/2018"),
        _("Alamatnya belum kami cocokkan, maka tidak kami cantumkan."),
    ),
    Channel(
        _("SP4N-LAPOR!"),
        _("Keluhan tentang layanan, usul, atau permintaan informasi. SP4N-LAPOR! tidak menangani perkara pidana dan korupsi."),
        (),
        _("tanya jawab pada blog.lapor.go.id"),
        _("Tersedia sebagai aplikasi telepon “SP4N-Lapor”. Alamat situsnya belum kami cocokkan, maka tidak kami cantumkan."),
    ),
)
