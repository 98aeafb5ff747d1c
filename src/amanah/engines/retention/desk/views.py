"""Retention at the desk: what is due, a batch from appraisal to certificate. Not there and not yours look alike."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amanah.engines.cases.queries.holding import held
from amanah.engines.retention import certificate as certificates
from amanah.engines.retention import contents, queries, schedule, services
from amanah.engines.retention.desk.forms import VerdictForm
from amanah.engines.retention.models import Batch, Item
from amanah.engines.retention.roles import APPROVER, OFFICER
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.pdf import pdf_bytes


@signed_in
@require_safe
def home(request: StaffRequest) -> HttpResponse:
    """The schedule, what is due, and the batches."""
    _must_look(request)
    context = {
        "due": queries.due(request.viewer),
        "batches": queries.batches(request.viewer),
        "lines": certificates.schedule_lines(),
        "officer": request.viewer.has(OFFICER.key),
    }
    return render(request, "retention/home.html", context)


@signed_in
@require_POST
def begin(request: StaffRequest) -> HttpResponse:
    """Take the chosen cases up."""
    _must_look(request)
    try:
        chosen = [UUID(value) for value in request.POST.getlist("case")]
    except ValueError:
        raise Http404 from None
    try:
        made = services.begin(request.viewer, chosen)
    except services.Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("retention:home")
    return redirect("retention:batch", made.number)


@signed_in
@require_safe
def batch(request: StaffRequest, number: str) -> HttpResponse:
    """One batch; before approval with a dry run, which shows exactly what would go."""
    shown = _found(request, number)
    items = list(queries.items(shown))
    waiting = [item for item in items if item.verdict == Item.Verdict.DESTROY and item.state == Item.State.WAITING]
    inside = contents.of_each([item.case for item in waiting])
    going = [(item, inside[item.case_id]) for item in waiting]
    context = {
        "batch": shown,
        "items": items,
        "held": held(item.case.ref for item in items),
        "lines": {line.key: line for line in schedule.lines()},
        "going": going,
        "totals": _totals([found for _item, found in going]),
        "officer": request.viewer.has(OFFICER.key),
        "approver": request.viewer.has(APPROVER.key),
        "ready": bool(items) and all(item.verdict for item in items),
    }
    return render(request, "retention/batch.html", context)


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def appraise(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Decide about one case."""
    shown = _found(request, number)
    item = get_object_or_404(queries.items(shown), pk=item_id)
    given = {"verdict": item.verdict or item.fate, "reason": item.reason, "until": item.until}
    form = VerdictForm(request.POST or None, item=item, initial=given)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.appraise(item, said["verdict"], said["reason"], until=said["until"], viewer=request.viewer)
        except services.Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            return redirect("retention:batch", shown.number)
    context = {"batch": shown, "item": item, "form": form, "line": schedule.line_of(item.case), "is_held": held([item.case.ref])}
    return render(request, "retention/appraise.html", context)


@signed_in
@require_POST
def propose(request: StaffRequest, number: str) -> HttpResponse:
    """Hand the batch on."""
    return _do(request, number, services.propose, _("Usul pemusnahan diteruskan kepada penyetuju."))


@signed_in
@require_POST
def approve(request: StaffRequest, number: str) -> HttpResponse:
    """Let it happen."""
    return _do(request, number, services.approve, _("Disetujui. Pemusnahan berjalan bertahap mulai sekarang."))


@signed_in
@require_POST
def send_back(request: StaffRequest, number: str) -> HttpResponse:
    """Have it appraised again."""
    return _do(request, number, services.send_back, _("Berkas dikembalikan untuk dinilai lagi."))


@signed_in
@require_safe
def certificate(request: StaffRequest, number: str) -> HttpResponse:
    """The certificate of destruction, once everything is done."""
    shown = _found(request, number)
    if shown.state != Batch.State.DONE:
        raise Http404
    document = pdf_bytes("report.typ", certificates.contents(shown))
    name = f"{shown.number}.pdf"
    return HttpResponse(document, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _must_look(request: StaffRequest) -> None:
    if not queries.may_look(request.viewer):
        raise Http404


def _found(request: StaffRequest, number: str) -> Batch:
    found = queries.find(request.viewer, number)
    if found is None:
        raise Http404
    return found


def _do(request: StaffRequest, number: str, verb: Callable[..., None], done: str) -> HttpResponse:
    shown = _found(request, number)
    try:
        verb(shown, viewer=request.viewer)
    except services.Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect("retention:batch", shown.number)


def _totals(found: list[contents.Contents]) -> dict[str, int]:
    return {
        "records": sum(len(each.records) for each in found),
        "fields": sum(each.fields for each in found),
        "wraps": sum(each.wraps for each in found),
        "files": sum(len(each.files) for each in found),
        "entries": sum(len(each.entries) for each in found),
    }
