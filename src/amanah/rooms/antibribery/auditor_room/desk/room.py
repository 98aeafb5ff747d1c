"""The room itself: what is required, how it is met and what proves it, clause by clause. Auditors' openings and downloads are noted."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.proofs import queries as proofs
from amanah.engines.proofs.models import Kind, Proof, Use
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.downloads import POLICY, download
from amanah.kernel import numbers
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.auditor_room import declare, queries, services
from amanah.rooms.antibribery.auditor_room.desk.forms import RoomForm
from amanah.rooms.antibribery.auditor_room.desk.parts import RECORDS, ROOM, edition_or_404, framed, open_room
from amanah.rooms.antibribery.auditor_room.models import Visit
from amanah.rooms.antibribery.auditor_room.queries import room as seen
from amanah.rooms.antibribery.auditor_room.queries.room import Shown
from amanah.rooms.antibribery.requirements import catalogue
from amanah.rooms.antibribery.requirements import declare as requirements
from amanah.rooms.antibribery.requirements.records import File, Record


@signed_in
@require_safe
def room(request: StaffRequest, number: str) -> HttpResponse:
    """The requirements of a chapter, or of all where something is asked for."""
    visit, sides = open_room(request, number)
    form = RoomForm(request.GET)
    chosen = form.chosen()
    edition = edition_or_404(visit, request.GET.get("edition", ""))
    here = reverse(ROOM, args=[visit.number])
    chapters = [part for part in catalogue.clauses(edition) if visit.is_about(part.key)]
    first = chapters[0].key if chapters and not chosen else ""
    chapter = request.GET.get("chapter", "") or first
    book = seen.of_visit(visit, edition, chapter)
    services.look(visit, f"room/{edition}", viewer=request.viewer, sides=sides)
    more = {
        "form": form,
        "edition": edition,
        "choices": _editions(visit, here, edition),
        "chapters": [
            {
                "part": part,
                "url": f"{here}?{urlencode({'edition': edition, 'chapter': part.key})}",
                "current": part.key == chapter,
                "proved": sum(one.mark == seen.PROVED for one in book.shown if _chapter(one) == part.key),
                "total": sum(_chapter(one) == part.key for one in book.shown),
            }
            for part in chapters
        ],
        "rows": [{"one": one, "url": _url(visit, edition, one)} for one in book.shown if _fits(one, chosen, chapter)],
        "sentence": form.sentence(request.GET),
        "here": here,
        "clear_url": f"{here}?{urlencode({'edition': edition})}",
        "waiting": [one for one in queries.requests_of(visit) if one.state == declare.ANSWERED] if sides.audits else [],
    }
    return render(request, "auditor_room/room.html", framed(visit, sides, ROOM, **more))


@signed_in
@require_safe
def requirement(request: StaffRequest, number: str, edition: str, key: str) -> HttpResponse:
    """One requirement: what it asks, how it is met, what proves it, and what is missing."""
    visit, sides = open_room(request, number)
    edition = edition_or_404(visit, edition)
    one = seen.of_visit(visit, edition, key.partition("-")[0]).find(key)
    if one is None:
        raise Http404
    services.look(visit, f"{edition}/{key}", viewer=request.viewer, sides=sides)
    query = urlencode({"edition": edition, "chapter": _chapter(one)})
    more = {
        "one": one,
        "line": one.line,
        "edition_title": scopes.EDITIONS[edition],
        "documented": requirements.DOCUMENTED.get(one.line.question.documented, ""),
        "proofs": [_proof(visit, proof) for proof in one.proofs],
        "records": [_record(visit, record) for record in one.records],
        "asked": [row for row in queries.requests_of(visit) if row.clause and row.clause == one.line.part.key],
        "ask_url": f"{reverse('auditor_room:ask', args=[visit.number])}?{urlencode({'clause': one.line.part.key})}",
        "back": f"{reverse(ROOM, args=[visit.number])}?{query}",
    }
    return render(request, "auditor_room/requirement.html", framed(visit, sides, ROOM, **more))


@signed_in
@require_safe
def records(request: StaffRequest, number: str) -> HttpResponse:
    """Reports, documents in force and records of the parts."""
    visit, sides = open_room(request, number)
    edition = edition_or_404(visit, request.GET.get("edition", ""))
    book = seen.of_visit(visit, edition)
    here = reverse(RECORDS, args=[visit.number])
    services.look(visit, f"records/{edition}", viewer=request.viewer, sides=sides)
    kinds: dict[str, list[dict[str, Any]]] = {}
    for one in book.records:
        kinds.setdefault(str(one.kind), []).append(_record(visit, one))
    more = {"kinds": kinds, "edition": edition, "choices": _editions(visit, here, edition)}
    return render(request, "auditor_room/records.html", framed(visit, sides, RECORDS, **more))


@signed_in
@require_safe
def proof_file(request: StaffRequest, number: str, proof: str) -> HttpResponseBase:
    """The file of a proof that is shown in this visit, as a download; its custody log and that of the visit say so."""
    visit, sides = open_room(request, number)
    wanted = numbers.tidy(proof)
    found = next((one for one in _handed(visit) if one.number == wanted), None)
    kept = proofs.handed_file(found) if found is not None else None
    if found is None or kept is None:
        raise Http404
    services.take(visit, f"{found.number} {found.title}", viewer=request.viewer, sides=sides)
    try:
        return download(*kept, actor=request.viewer.actor)
    except (evidence.NotThere, evidence.CannotOpen):
        return _lost(request, visit)


@signed_in
@require_safe
def paper(request: StaffRequest, number: str, key: str) -> HttpResponseBase:
    """A paper of a record that is shown in this visit."""
    visit, sides = open_room(request, number)
    found = next((one for edition in visit.edition_keys if (one := seen.of_visit(visit, edition).paper(key)) is not None), None)
    if found is None:
        raise Http404
    record, file = found
    services.take(visit, f"{record.title} {file.name}", viewer=request.viewer, sides=sides)
    return _handed_out(request, visit, file)


def _handed_out(request: StaffRequest, visit: Visit, file: File) -> HttpResponseBase:
    stream = file.pieces(request.viewer.actor)
    try:
        first = next(stream, b"")
    except (evidence.NotThere, evidence.CannotOpen):
        return _lost(request, visit)

    def whole() -> Any:
        yield first
        yield from stream

    response = StreamingHttpResponse(whole(), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=file.name) or "attachment"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    return response


def _lost(request: StaffRequest, visit: Visit) -> HttpResponse:
    messages.error(request, _("Berkas ini tidak dapat dibuka. Beri tahu FKAP instansi."))
    return redirect(ROOM, visit.number)


def _handed(visit: Visit) -> list[Proof]:
    """Every proof that is shown in the visit: of its requirements, and of its requests."""
    shown = [proof for edition in visit.edition_keys for one in seen.of_visit(visit, edition).shown for proof in one.proofs]
    asked = seen.handed_to(list(visit.requests.values_list("ref", flat=True)))
    return shown + [use.proof for some in asked.values() for use in some]


def told(visit: Visit, some: list[Use]) -> list[dict[str, Any]]:
    """What was given for a request, as the room shows it."""
    return [{**_proof(visit, use.proof), "given": use} for use in some]


def _proof(visit: Visit, proof: Proof) -> dict[str, Any]:
    url = reverse("auditor_room:proof_file", args=[visit.number, proof.number]) if proof.kind == Kind.FILE else ""
    return {"proof": proof, "standing": proofs.standing(proof), "url": url, "is_address": proof.kind == Kind.ADDRESS}


def _record(visit: Visit, record: Record) -> dict[str, Any]:
    files = [{"name": f.name, "url": reverse("auditor_room:paper", args=[visit.number, seen.key_of(record, f)])} for f in record.files]
    return {"one": record, "files": files}


def _editions(visit: Visit, here: str, current: str) -> list[dict[str, Any]]:
    if len(visit.edition_keys) == 1:
        return []
    return [
        {"title": scopes.EDITIONS[one], "url": f"{here}?{urlencode({'edition': one})}", "current": one == current}
        for one in visit.edition_keys
    ]


def _fits(one: Shown, chosen: dict[str, Any], chapter: str) -> bool:
    if chapter and _chapter(one) != chapter:
        return False
    if chosen.get("state") and one.line.state != chosen["state"]:
        return False
    if chosen.get("mark") and one.mark != chosen["mark"]:
        return False
    return one.holds(chosen.get("text", ""))


def _chapter(one: Shown) -> str:
    return catalogue.chapter_of(one.line.part.key)


def _url(visit: Visit, edition: str, one: Shown) -> str:
    return reverse("auditor_room:requirement", args=[visit.number, edition, one.line.question.key])
