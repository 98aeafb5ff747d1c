"""What a search in memory looks into beside what every report has."""

from django.utils.translation import gettext_lazy as _

from amanah.engines.reports.queries import reading
from amanah.kernel.paper import Paper
from amanah.rooms.illegal_levies.sheets import Levy, Register, Screening


def _tests(data: bytes) -> str:
    tests = Screening.from_bytes(data)
    return f"{tests.jurisdiction_why}\n{tests.known_why}"


def _register(data: bytes) -> str:
    register = Register.from_bytes(data)
    return "\n".join((register.ground, *(payer.name for payer in register.payers)))


def declare() -> None:
    """Called once, when the room is installed."""
    reading.search_also("levy", _("Catatan pungutan"), lambda data: Levy.from_bytes(data).words)
    reading.search_also("tests", _("Uji kewenangan dan laporan ganda"), _tests)
    reading.search_also("money", _("Daftar pengembalian uang"), _register)
    for prefix in ("referral", "referral_answer", "receipt"):
        reading.search_also(prefix, _("Catatan petugas"), lambda data: Paper.from_bytes(data).text)
