"""The statement of applicability and the gap report as files. What the institution's licensed copy says is never among them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.foundation.exports.tables import Sheet, xlsx_bytes
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.desk.pages import scope_or_404
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue, declare, queries
from amanah.rooms.antibribery.requirements.desk.pages import edition_or_404
from amanah.rooms.antibribery.requirements.desk.ways import days_left
from amanah.rooms.antibribery.requirements.queries import Line

FORMS = {"pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


@signed_in
@require_safe
def applicability(request: StaffRequest, number: str, edition: str, form: str) -> HttpResponse:
    """Every requirement: whether it applies, why not, how it is met, who answers for it."""
    scope = scope_or_404(request, number)
    edition = edition_or_404(scope, edition)
    if form not in FORMS:
        raise Http404
    return _file(statement(scope, edition, form), f"{scope.number}-{edition}", form)


def statement(scope: Scope, edition: str, form: str) -> bytes:
    """The statement of applicability in one of FORMS."""
    lines = queries.sheet(scope, edition)
    if form == "xlsx":
        return xlsx_bytes([Sheet(_("Pernyataan penerapan"), _columns(), [_row(line) for line in lines])])
    title = _("Pernyataan penerapan %(edition)s") % {"edition": scopes.EDITIONS[edition]}
    return pdf_bytes("report.typ", {"title": title, "facts": _facts(scope), "sections": _chapters(edition, lines)})


@signed_in
@require_safe
def transition(request: StaffRequest, number: str, form: str) -> HttpResponse:
    """The gap report, requirement by requirement."""
    scope = scope_or_404(request, number)
    if scopes.EDITION_2016 not in scope.edition_keys or form not in FORMS:
        raise Http404
    gap = queries.gap(scope)
    columns = [_("Klausul 2025"), _("Persyaratan"), _("Keadaan"), _("Asal di edisi 2016"), _("Penanggung jawab"), _("Nomor klausul")]
    rows = [
        [_place(one.line), _asked(one.line), str(one.title), one.before, _owner(one.line), _checked(one.line)]
        for ch in gap.chapters
        for one in ch.steps
    ]
    if form == "xlsx":
        return _file(xlsx_bytes([Sheet(_("Peralihan"), columns, rows)]), f"{scope.number}-peralihan", form)
    facts = [*_facts(scope), [_("Selesai"), _("%(done)d dari %(all)d persyaratan") % {"done": gap.finished, "all": gap.total}]]
    left = days_left(scope, clock.today())
    if left is not None and scope.transition_on is not None:
        source = f"{date_format(scope.transition_on, 'j F Y')} ({scope.transition_source})"
        facts.append([_("Edisi 2016 berakhir"), source])
    narrow = [{"title": title, "width": width} for title, width in zip(columns[:4], (1, 4, 2, 2), strict=True)]
    sections = [
        {
            "heading": f"{chapter.part.key} {_said(chapter.part.title)}",
            "columns": narrow,
            "rows": [[_place(one.line), _asked(one.line), str(one.title), one.before] for one in chapter.left],
        }
        for chapter in gap.chapters
        if chapter.left
    ]
    lead = _("Yang masih harus dikerjakan; yang sudah terbawa tidak diulang di sini. * nomor klausul belum diverifikasi.")
    document = {"title": _("Peralihan ke ISO 37001:2025"), "lead": lead, "facts": facts, "sections": sections}
    return _file(pdf_bytes("report.typ", document), f"{scope.number}-peralihan", form)


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    return HttpResponse(content, content_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="amanah-{name}.{form}"'})


def _facts(scope: Scope) -> list[list[str]]:
    stated = rooms.statement(scope)
    return [
        [_("Ruang lingkup"), f"{scope.title} ({scope.number})"],
        [_("Yang tercakup"), stated.text if stated else "–"],
        [_("Yang tidak tercakup"), (stated.excluded if stated else "") or "–"],
        [_("Manajemen puncak"), scope.top_title],
    ]


def _columns() -> list[str]:
    return [
        _("Klausul"),
        _("Persyaratan"),
        _("Berlaku"),
        _("Status"),
        _("Bagaimana dipenuhi, atau mengapa tidak berlaku"),
        _("Penanggung jawab"),
        _("Jumlah bukti"),
        _("Diperiksa oleh"),
        _("Dijawab untuk edisi"),
        _("Nomor klausul"),
    ]


def _row(line: Line) -> list[Any]:
    applies = _("tidak") if line.state == declare.NOT_APPLICABLE else _("ya")
    checked = str(line.answer.verified_by) if line.answer is not None and line.answer.verified_by is not None else ""
    told = [line.question.key, _asked(line), applies, str(line.state_title), _how(line), _owner(line), line.proofs]
    return [*told, checked, line.source, _checked(line)]


def _chapters(edition: str, lines: list[Line]) -> list[dict[str, Any]]:
    columns = [
        {"title": title, "width": width}
        for title, width in ((_("Klausul"), 1), (_("Persyaratan"), 4), (_("Status"), 2), (_("Penjelasan"), 4))
    ]
    return [
        {
            "heading": f"{part.key} {_said(part.title)}",
            "columns": columns,
            "rows": [
                [_place(line), _asked(line), str(line.state_title), _how(line)]
                for line in lines
                if catalogue.chapter_of(line.part.key) == part.key
            ],
            "note": _("* nomor klausul belum diverifikasi dengan naskah berlisensi."),
        }
        for part in catalogue.clauses(edition)
    ]


def _said(text: Any) -> str:
    return str(text.get(get_language() or "id"))


def _asked(line: Line) -> str:
    return " ".join(_said(one) for one in line.question.criteria) or _said(line.question.text)


def _how(line: Line) -> str:
    if line.answer is None:
        return ""
    return line.answer.reason or line.answer.how


def _owner(line: Line) -> str:
    return str(line.answer.owner) if line.answer is not None and line.answer.owner is not None else ""


def _place(line: Line) -> str:
    return f"{line.question.key}*" if line.unverified else line.question.key


def _checked(line: Line) -> str:
    return _("belum diverifikasi") if line.unverified else ""
