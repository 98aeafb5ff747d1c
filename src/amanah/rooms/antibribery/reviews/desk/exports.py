"""What leaves the house about a review: the pack, the minutes, and a file for calendars."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import table
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.rooms.antibribery.reviews import declare, queries
from amanah.rooms.antibribery.reviews import invitation as calendars
from amanah.rooms.antibribery.reviews import papers as paper
from amanah.rooms.antibribery.reviews.desk.parts import inputs_for, papers, review_or_404
from amanah.rooms.antibribery.reviews.queries import Input


@signed_in
@require_safe
def pack(request: StaffRequest, number: str, form: str) -> HttpResponse:
    """The pack as a paper or as a table: as frozen, or as it stands for those who prepare it."""
    review = review_or_404(request, number)
    kept = papers(review)
    found = inputs_for(request, review, queries.sides_of(request.viewer, review), kept)
    if found is None or form not in {"pdf", "xlsx", "csv"}:
        raise Http404
    name = f"{review.number}-{paper.name_of(declare.PACK)}"
    if form == "pdf":
        return _pdf(paper.pack(review, found, kept.get(declare.PACK)), name)
    head = [_("No."), _("Masukan"), _("Klausul"), _("Bagian"), _("Hal"), _("Isi"), _("Hari")]
    return table(_("Bahan tinjauan"), form, head, [row for one in found for row in _rows(one)], name=name)


@signed_in
@require_safe
def minutes(request: StaffRequest, number: str) -> HttpResponse:
    """The minutes as they were approved."""
    review = review_or_404(request, number)
    kept = papers(review)
    if declare.MINUTES not in kept:
        raise Http404
    return _pdf(paper.printed(review, kept[declare.MINUTES]), f"{review.number}-{paper.name_of(declare.MINUTES)}")


@signed_in
@require_safe
def invitation(request: StaffRequest, number: str) -> HttpResponse:
    """The meeting as a file for calendars."""
    review = review_or_404(request, number)
    name = f'attachment; filename="amanah-{review.number}.ics"'
    return HttpResponse(calendars.calendar(review), content_type=calendars.TYPE, headers={"Content-Disposition": name})


def _rows(one: Input) -> list[list[Any]]:
    clauses = "; ".join(f"{clause.edition}: {clause.number}" for clause in one.clauses)
    start = [one.number, one.title, clauses]
    rows = [
        [*start, str(section.title), str(line.title), str(line.text), str(line.day or "")]
        for section in one.sections
        for line in section.lines
    ]
    if one.empty:
        rows.append([*start, "", "", _("tidak ada yang tercatat"), ""])
    if one.comment:
        rows.append([*start, _("Catatan FKAP"), "", one.comment, ""])
    return rows


def _pdf(data: dict[str, Any], name: str) -> HttpResponse:
    disposition = f'attachment; filename="amanah-{name}.pdf"'
    return HttpResponse(pdf_bytes(paper.TEMPLATE, data), content_type="application/pdf", headers={"Content-Disposition": disposition})
