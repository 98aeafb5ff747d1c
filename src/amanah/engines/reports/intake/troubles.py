"""Why a report was not taken, in words. Every one of them says that nothing was sent and that the text is still there."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Trouble:
    """What stands at the top of the review page. Sending is offered only where it may help; `channels` lead elsewhere."""

    title: str
    lines: tuple[str, ...]
    channels: tuple[Any, ...] = ()
    sendable: bool = True


def not_sent() -> str:
    """The first thing anybody must know."""
    return _("Laporan Anda BELUM terkirim. Tulisan Anda masih ada di halaman ini.")


def not_stored() -> Trouble:
    """The database or the disk failed."""
    return Trouble(
        not_sent(),
        (
            _("Penyimpanan kami sedang terganggu, sehingga laporan tidak dapat diterima. Tidak ada yang tersimpan."),
            _("Biarkan halaman ini terbuka dan coba kirim lagi beberapa menit lagi. Bila perlu, salin tulisan Anda ke tempat yang aman."),
        ),
    )


def busy() -> Trouble:
    """Too many derivations at once."""
    return Trouble(not_sent(), (_("Banyak orang sedang melapor pada saat ini. Tunggu kira-kira setengah menit, lalu kirim lagi."),))


def expired() -> Trouble:
    """Two hours are over, or the cookie was lost."""
    return Trouble(
        not_sent(),
        (
            _("Batas dua jam sudah lewat, sehingga simpanan sementara Anda terhapus. Tulisan di bawah ini kami ambil dari halaman Anda."),
            _("Berkas yang tadi Anda lampirkan tidak ikut; tambahkan lagi bila perlu. Sesudah itu, kirim."),
        ),
    )


def incomplete(question: Any) -> Trouble:
    """A needed answer is missing or wrong."""
    return Trouble(not_sent(), (_("Jawaban ini belum lengkap: “%(question)s”") % {"question": question},))


def no_recipient() -> Trouble:
    """Nobody may read it."""
    return Trouble(
        not_sent(),
        (
            _("Tidak ada penerima yang boleh membacanya: semuanya Anda sebut, membawahi yang Anda sebut, atau belum punya kunci."),
            _("Pakailah saluran di luar instansi ini."),
        ),
        sendable=False,
    )
