"""How what a reporter says about retaliation reads in the conversation."""

from django.utils.translation import gettext as _

from amanah.engines.reports import said
from amanah.engines.reports.report import Message
from amanah.rooms.whistleblowing.protection.questions import CHECK_IN, PRESSURES, RETALIATION


def install() -> None:
    """Make both kinds of message known to the room."""
    said.add(CHECK_IN, _answer, _answer)
    said.add(
        RETALIATION,
        lambda _message: _("Saya melaporkan pembalasan sebagai laporan tersendiri."),
        lambda _message: _("Pelapor melaporkan pembalasan sebagai laporan tersendiri. Nomornya ada pada bagian Perlindungan."),
    )


def _answer(message: Message) -> str:
    told = PRESSURES.get(message.facts.get("answer", ""), "–")
    asked = _("Apakah Anda mengalami tekanan? %(answer)s") % {"answer": told}
    return f"{asked}\n{message.text}".strip()
