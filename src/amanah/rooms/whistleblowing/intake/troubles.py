"""Why a report was not taken, where there are several receivers."""

from django.utils.translation import gettext as _

from amanah.engines.reports.intake.troubles import Trouble, not_sent
from amanah.rooms.whistleblowing.outside import OUTSIDE_CHANNELS
from amanah.rooms.whistleblowing.services import filing


def no_recipient(missing: str, answers: dict[str, str]) -> Trouble:
    """Nobody may read it on this route, or nobody keeps the envelopes."""
    if missing == "custodian":
        return Trouble(
            not_sent(),
            (_("Saat ini tidak ada penyimpan amplop identitas yang boleh menerima nama Anda. Pilih cara melapor yang lain."),),
            sendable=False,
        )
    others = [route for route in filing.ROUTES if route != answers.get("route") and route not in filing.shut_routes(answers)]
    if others:
        return Trouble(not_sent(), (closed_route(), _("Jalur yang lain masih terbuka: ubah penerimanya, lalu kirim.")), sendable=False)
    return Trouble(
        not_sent(), (closed_route(), _("Jalur lain pun tertutup. Sampaikan laporan ini kepada lembaga di luar:")), OUTSIDE_CHANNELS
    )


def closed_route() -> str:
    """Why a route is closed for this report."""
    return _(
        "Tidak ada penerima pada jalur ini yang boleh membacanya: semuanya Anda sebut, membawahi yang Anda sebut, atau belum punya kunci."
    )
