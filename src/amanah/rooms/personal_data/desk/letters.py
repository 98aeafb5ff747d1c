"""The papers that leave the house, as letters: what they say and nothing of where it came from."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.engines.cases.papers import Sheet
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.rooms.personal_data.desk.opening import with_opened
from amanah.rooms.personal_data.opened import Opened
from amanah.rooms.personal_data.queries import files as queries
from amanah.rooms.personal_data.queries.files import Content

NOTICES = frozenset({"notice_subjects", "notice_authority", "notice_public"})
PRINTED = NOTICES | {"reply"}
"""The papers that leave the house."""


def printable(case: Case) -> frozenset[str]:
    """The fields that may be printed: every notice, and the reply that somebody else has confirmed."""
    confirmed = case.steps.filter(move="answer").values_list("reason_field", flat=True)
    notices = case.entries.filter(channel__in=NOTICES).values_list("field", flat=True)
    return frozenset(confirmed) | frozenset(notices)


@with_opened
def letter(request: HttpRequest, opened: Opened, seq: int) -> HttpResponseBase:  # noqa: ARG001 - a view is called with the request
    """One paper of the case as PDF, in Indonesian whatever language the desk is in."""
    content = queries.content(opened)
    fields = printable(opened.case)
    sheet = next((sheet for sheet in content.papers(*PRINTED) if sheet.entry.seq == seq and sheet.entry.field in fields), None)
    if sheet is None:
        raise Http404
    with translation.override("id"):
        pdf = pdf_bytes("letter.typ", contents(content, sheet))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{opened.case.number}-{seq}.pdf"'
    return response


def contents(content: Content, sheet: Sheet) -> dict[str, Any]:
    """What stands in the letter."""
    return _notice(sheet) if sheet.entry.channel in NOTICES else _reply(content, sheet)


def _notice(sheet: Sheet) -> dict[str, Any]:
    facts = sheet.paper.facts
    return {
        "title": _("Pemberitahuan kegagalan pelindungan data pribadi"),
        "to": [facts["to"]],
        "facts": [[_("Data pribadi yang terungkap"), facts["data"]], [_("Upaya penanganan dan pemulihan"), facts["measures"]]],
        "paragraphs": [sheet.paper.text],
        "closing": {"place_day": _day(sheet), "name": sheet.who},
    }


def _reply(content: Content, sheet: Sheet) -> dict[str, Any]:
    asked, case = content.first, content.case
    standing = sheet.paper.facts.get("standing", "")
    return {
        "title": _("Jawaban atas permohonan subjek data"),
        "number": _("Nomor: %(number)s") % {"number": case.number},
        "to": [asked.paper.facts["name"], asked.paper.facts["contact"]],
        "facts": [
            [_("Permohonan"), str(case.declared.topics[case.topic])],
            [_("Diterima"), date_format(asked.day, "l, j F Y")],
            [_("Jawaban"), str(case.declared.outcomes[case.outcome])],
        ],
        "paragraphs": [sheet.paper.text, *([standing] if standing else [])],
        "closing": {"place_day": _day(sheet), "name": sheet.who},
    }


def _day(sheet: Sheet) -> str:
    return date_format(sheet.day, "l, j F Y")
