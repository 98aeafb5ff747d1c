"""A reporter's own report on paper: what they wrote, its number and the ledger's checkpoint; never a word of staff's."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.reports.report import ANONYMOUS, ANSWERS, CONFIDENTIAL, MESSAGE, OPEN
from amanah.foundation.vault.errors import CannotOpen
from amanah.foundation.vault.services import OpenedMailbox
from amanah.rooms.whistleblowing.afterwards import queries
from amanah.rooms.whistleblowing.questionnaires import answers as given
from amanah.rooms.whistleblowing.questionnaires.messages import TITLE
from amanah.rooms.whistleblowing.topics import BY_KEY as TOPICS
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING


def contents(box: OpenedMailbox) -> dict[str, Any]:
    """The data of "report.typ", in the language of whoever asked. Who the reporter is does not stand in it.

    Raises CannotOpen where what a browser sealed is no report.
    """
    opened = queries.open_box(box)
    case, report, files = opened.case, opened.report, opened.files()
    if report is None:
        raise CannotOpen
    facts = [
        [_("Nomor laporan"), case.number],
        [_("Diterima"), date_format(case.opened_on, "j F Y")],
        [_("Penerima"), str(WHISTLEBLOWING.routes[case.route][0])],
        [_("Cara melapor"), {ANONYMOUS: _("Anonim"), CONFIDENTIAL: _("Rahasia"), OPEN: _("Terbuka")}.get(report.mode, "")],
        [_("Pokok masalah"), str(TOPICS[report.topic].title) if report.topic in TOPICS else report.topic],
        [_("Unit atau tempat"), "\n".join(filter(None, (report.unit_name, report.place))) or "–"],
        [_("Yang terlibat"), "\n".join(report.involved) or "–"],
        [_("Tidak boleh melihat"), "\n".join(report.excluded) or "–"],
    ]
    labels = {
        "what": _("Kejadian"),
        "when": _("Waktu"),
        "where": _("Tempat tepatnya"),
        "how": _("Caranya"),
        "known": _("Dari mana Anda tahu"),
        "amount": _("Nilainya"),
    }
    answers = [(labels[key], report.answers.get(key, "")) for key in ANSWERS if key in labels]
    sections: list[dict[str, Any]] = [{"heading": label, "text": text} for label, text in answers if text]
    if report.extra:
        sections.append({"heading": str(TITLE), "text": given.as_text(report.questionnaire, report.extra)})
    sent = [[files[file_id].name, files[file_id].sha256] for file_id in report.files if file_id in files]
    if sent:
        columns = [{"title": _("Berkas"), "width": 2}, {"title": "SHA-256", "width": 5}]
        sections.append({"heading": _("Berkas yang disertakan"), "columns": columns, "rows": sent})
    added = [message.text for message in opened.messages(MESSAGE) if message.text]
    if added:
        sections.append({"heading": _("Pesan Anda sesudah itu"), "text": "\n\n".join(added)})
    return {
        "title": _("Salinan laporan %(number)s") % {"number": case.number},
        "lead": _("Dibuat atas permintaan pemegang kata kunci. Simpan di tempat yang hanya Anda buka."),
        "facts": facts,
        "sections": sections,
    }
