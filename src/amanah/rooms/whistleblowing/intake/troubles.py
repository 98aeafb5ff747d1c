"""Why a report was not taken, in words. Every one of them says that nothing was sent and that the text is still there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from amanah.rooms.whistleblowing.intake.steps import Page
from amanah.rooms.whistleblowing.outside import OUTSIDE_CHANNELS, OutsideChannel
from amanah.rooms.whistleblowing.services import filing


@dataclass(frozen=True)
class Trouble:
    """What stands at the top of the review page. Sending is offered only where it may help."""

    title: str
    lines: tuple[str, ...]
    channels: tuple[OutsideChannel, ...] = ()
    sendable: bool = True


def _not_sent() -> str:
    return _("Laporan Anda BELUM terkirim. Tulisan Anda masih ada di halaman ini.")


def not_stored() -> Trouble:
    """The database or the disk failed."""
    return Trouble(
        _not_sent(),
        (
            _("Penyimpanan kami sedang terganggu, sehingga laporan tidak dapat diterima. Tidak ada yang tersimpan."),
            _("Biarkan halaman ini terbuka dan coba kirim lagi beberapa menit lagi. Bila perlu, salin tulisan Anda ke tempat yang aman."),
        ),
    )


def busy() -> Trouble:
    """Too many derivations at once."""
    return Trouble(_not_sent(), (_("Banyak orang sedang melapor pada saat ini. Tunggu kira-kira setengah menit, lalu kirim lagi."),))


def expired() -> Trouble:
    """Two hours are over, or the cookie was lost."""
    return Trouble(
        _not_sent(),
        (
            _("Batas dua jam sudah lewat, sehingga simpanan sementara Anda terhapus. Tulisan di bawah ini kami ambil dari halaman Anda."),
            _("Berkas yang tadi Anda lampirkan tidak ikut; tambahkan lagi bila perlu. Sesudah itu, kirim."),
        ),
    )


def incomplete(page: Page) -> Trouble:
    """A needed answer is missing or wrong."""
    return Trouble(_not_sent(), (_("Jawaban ini belum lengkap: “%(question)s”") % {"question": page.question},))


def no_recipient(missing: str, answers: dict[str, str]) -> Trouble:
    """Nobody may read it on this route, or nobody keeps the envelopes."""
    if missing == "custodian":
        return Trouble(
            _not_sent(),
            (_("Saat ini tidak ada penyimpan amplop identitas yang boleh menerima nama Anda. Pilih cara melapor yang lain."),),
            sendable=False,
        )
    others = [route for route in filing.ROUTES if route != answers.get("route") and route not in filing.shut_routes(answers)]
    if others:
        return Trouble(_not_sent(), (closed_route(), _("Jalur yang lain masih terbuka: ubah penerimanya, lalu kirim.")), sendable=False)
    return Trouble(
        _not_sent(), (closed_route(), _("Jalur lain pun tertutup. Sampaikan laporan ini kepada lembaga di luar:")), OUTSIDE_CHANNELS
    )


def closed_route() -> str:
    """Why a route is closed for this report."""
    return _(
        "Tidak ada penerima pada jalur ini yang boleh membacanya: semuanya Anda sebut, membawahi yang Anda sebut, atau belum punya kunci."
    )
