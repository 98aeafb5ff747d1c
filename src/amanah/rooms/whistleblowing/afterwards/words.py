"""How what a reporter does afterwards reads in the conversation."""

from django.utils.translation import gettext as _

from amanah.engines.reports import said
from amanah.engines.reports.report import IDENTITY, RATING, Message
from amanah.rooms.whistleblowing.afterwards.questions import ANSWERS, QUESTIONS, SKIP


def install() -> None:
    """Make both kinds of message known to the room."""
    said.add(
        IDENTITY,
        lambda message: _("Saya memberitahukan siapa saya kepada: %(who)s.") % {"who": message.facts["to"]},
        lambda message: _("Pelapor memberitahukan identitasnya kepada: %(who)s.") % {"who": message.facts["to"]},
    )
    said.add(
        RATING,
        lambda message: "\n".join((_("Penilaian saya atas penanganan laporan:"), *_rating(message))),
        lambda message: "\n".join((_("Penilaian pelapor atas penanganan laporan:"), *_rating(message))),
    )


def _rating(message: Message) -> list[str]:
    answered = [f"{question} {ANSWERS[code]}" for key, question in QUESTIONS.items() if (code := message.facts.get(key, SKIP)) != SKIP]
    return [*answered, *(["", message.text] if message.text else [])]
