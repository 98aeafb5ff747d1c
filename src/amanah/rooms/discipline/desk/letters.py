"""The papers as letters: what the person concerned gets in the hand. They hold what the paper holds and nothing of where it came from."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.foundation.exports.pdf import pdf_bytes
from amanah.rooms.discipline import queries
from amanah.rooms.discipline.desk.opening import with_opened
from amanah.rooms.discipline.desk.pages import PRINTED, confirmed, facts_of
from amanah.rooms.discipline.opened import Opened
from amanah.rooms.discipline.papers import Statement
from amanah.rooms.discipline.queries import Sheet
from amanah.rooms.discipline.workflow import DISCIPLINE


@with_opened
def letter(request: HttpRequest, opened: Opened, seq: int) -> HttpResponseBase:  # noqa: ARG001 - a view is called with the request
    """One paper of the case as PDF."""
    content = queries.content(opened)
    sheet = next((sheet for sheet in content.papers(*PRINTED) if sheet.entry.seq == seq), None)
    if sheet is None or (sheet.entry.channel == "decision" and sheet.entry.field not in confirmed(opened.case)):
        raise Http404
    response = HttpResponse(pdf_bytes("letter.typ", contents(content.statement, sheet)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{opened.case.number}-{seq}.pdf"'
    return response


def contents(statement: Statement, sheet: Sheet) -> dict[str, Any]:
    """What stands in the letter."""
    channel = sheet.entry.channel
    facts = [[_("Nama"), statement.name], [_("Jabatan"), statement.post or "–"]]
    if channel in {"summons", "decision"}:
        facts.append([_("Dugaan pelanggaran") if channel == "summons" else _("Pelanggaran"), statement.breach])
        facts.append([_("Ketentuan"), statement.rules])
    facts += [[str(term), _said(value)] for term, value in facts_of(sheet.paper) if term not in {_("Nomor"), _("Dasar")}]
    number = sheet.paper.facts.get("number", "")
    data: dict[str, Any] = {"title": str(DISCIPLINE.channels[channel]), "facts": facts, "paragraphs": [sheet.paper.text]}
    if number:
        data["number"] = _("Nomor: %(number)s") % {"number": number}
    if channel != "delivery":
        data["closing"] = {"place_day": _said(sheet.day), "name": sheet.paper.facts.get("authority") or sheet.who}
    return data


def _said(value: Any) -> str:
    return date_format(value, "l, j F Y") if isinstance(value, date) else str(value)
