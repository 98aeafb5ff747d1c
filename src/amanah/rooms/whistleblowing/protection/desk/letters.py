"""Letters of protection as PDF: the referral to LPSK, and the letter that clears a name."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from amanah.engines.reports.desk.opening import with_opened
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.rooms.whistleblowing.protection import queries
from amanah.rooms.whistleblowing.protection.papers import CLEARING, LPSK
from amanah.rooms.whistleblowing.protection.queries import Kept


@with_opened
def letter(request: HttpRequest, opened: Opened, seq: int) -> HttpResponseBase:  # noqa: ARG001 - a view is called with the request
    """One letter of the case."""
    kept = queries.papers(reading.content(opened), LPSK, CLEARING)
    found = next((one for one in kept if one.seq == seq and one.paper.facts.get("needed") != "no"), None)
    if found is None:
        raise Http404
    response = HttpResponse(pdf_bytes("letter.typ", contents(found)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="surat-{seq}.pdf"'
    return response


def contents(kept: Kept) -> dict[str, Any]:
    """What stands in the letter: nothing of the case, not even its number."""
    facts = kept.paper.facts
    to = [_("Lembaga Perlindungan Saksi dan Korban (LPSK)")] if kept.channel == LPSK else [facts.get("name", "")]
    title = _("Permohonan perlindungan") if kept.channel == LPSK else _("Pemulihan nama baik")
    data: dict[str, Any] = {"title": title, "to": to, "paragraphs": [kept.paper.text]}
    if facts.get("number"):
        data["number"] = _("Nomor: %(number)s") % {"number": facts["number"]}
    return data | {"closing": {"place_day": date_format(kept.day, "j F Y"), "name": kept.who}}
