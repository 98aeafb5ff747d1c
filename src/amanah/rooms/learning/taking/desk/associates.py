"""Business associates: who was invited to which course, and who finished it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines import narrowing
from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.exports.downloads import TYPES, table
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.roles import MANAGER
from amanah.rooms.learning.taking import queries, services
from amanah.rooms.learning.taking.desk.forms import FilterForm, InviteForm
from amanah.rooms.learning.taking.queries import LARGEST, READERS, Filters, Row
from amanah.rooms.learning.taking.refusals import Refused
from amanah.rooms.learning.taking.services import Guest

readers = role_required(*READERS)
managers = role_required(MANAGER.key)
STATES = {
    "trained": ("success", gettext_lazy("Selesai")),
    "inside": ("info", gettext_lazy("Sedang belajar")),
    "invited": ("neutral", gettext_lazy("Belum mulai")),
    "expired": ("warning", gettext_lazy("Undangan berakhir")),
    "revoked": ("neutral", gettext_lazy("Undangan dicabut")),
}


@readers
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The list, narrowed as the address says."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.associates(request.viewer, chosen, after=after), reverse("courses_desk:associates")
    )
    context["rows"] = [_told(row) for row in context["rows"]]
    context["may_invite"] = request.viewer.has(MANAGER.key)
    return render(request, "learning_taking/associates.html", context)


@readers
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Everybody of the same filters, as an auditor is handed it."""
    if form not in TYPES:
        raise Http404
    chosen = Filters(**FilterForm(request.GET).chosen())
    rows = narrowing.every(lambda after: queries.associates(request.viewer, chosen, after=after, size=LARGEST))
    headers = [
        _("Lembaga"),
        _("Nama"),
        _("Kursus"),
        _("Unit yang mengundang"),
        _("Diundang"),
        _("Mulai"),
        _("Selesai"),
        _("Catatan"),
        _("Keadaan"),
    ]
    return table(_("mitra yang dilatih"), form, headers, [_line(row) for row in rows])


@managers
def invite(request: StaffRequest) -> HttpResponse:
    """Invite somebody; the link is shown on the answer to this request and never again."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        course = courses()[said["course"]]
        guest = Guest(said["name"], said["organisation"], said["email"])
        try:
            invitation, token = services.invite(guest, course, said["unit"], viewer=request.viewer)
        except Refused as refusal:
            form.add_error("unit" if refusal.code == "side" else None, refusal.sentence)
        else:
            context = {"invitation": invitation, "course": _titled(course.id), "link": request.build_absolute_uri(f"/learn/with/{token}/")}
            response = render(request, "learning_taking/invited.html", context)
            response["Cache-Control"] = "no-store"
            return response
    context = {"form": form, "back": reverse("courses_desk:associates")}
    return render(request, "learning_taking/invite.html", context, status=400 if form.errors else 200)


@managers
@require_POST
def revoke(request: StaffRequest, invitation: UUID) -> HttpResponse:
    """Take a link back."""
    found = get_object_or_404(queries.visible(request.viewer), pk=invitation)
    try:
        services.revoke(found, viewer=request.viewer)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    else:
        messages.success(request, _("Undangan dicabut; tautannya tidak membuka apa-apa lagi."))
    return redirect("courses_desk:associates")


def _told(row: Row) -> dict[str, Any]:
    tone, state = STATES[row.state]
    return {
        "row": row,
        "course": _titled(row.invitation.course),
        "tone": tone,
        "state": state,
        "revocable": row.state in {"invited", "inside"},
    }


def _line(row: Row) -> list[Any]:
    one = row.invitation
    who = [one.outsider.organisation, one.outsider.name, _titled(one.course), str(one.unit)]
    return [*who, one.invited_on, row.begun_on, row.finished_on, row.number, str(STATES[row.state][1])]


def _titled(course: str) -> str:
    known = courses().get(course)
    return str(known.title.get(get_language() or "id")) if known is not None else course
