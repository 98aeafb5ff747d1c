"""The UPG's work log: what was held, when, for whom, and how many came."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.desk.opening import viewer_of
from amanah.engines.reports.subjects import unit_of
from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.rooms.gratification import services
from amanah.rooms.gratification.codes import ACTIVITIES
from amanah.rooms.gratification.desk import forms
from amanah.rooms.gratification.models import Activity
from amanah.rooms.gratification.services.activities import Held, may_note
from amanah.rooms.gratification.workflow import RECEIVING, UPG

MOST = 200
"""How many are shown, the newest first."""


@role_required(*sorted(RECEIVING))
def show(request: HttpRequest) -> HttpResponseBase:
    """The log, and the form for one more."""
    viewer = viewer_of(request)
    form = forms.ActivityForm(request.POST or None, units=_units(viewer))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            services.note_activity(Held(**given | {"unit": unit_of(given["unit"])}), viewer=viewer)
        except Refused as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            messages.success(request, _("Kegiatan tercatat dan ikut dihitung dalam rekap."))
            return redirect("gratification_desk:activities")
    found = Activity.objects.select_related("unit")[:MOST]
    rows = [{"one": one, "kind": ACTIVITIES[one.kind], "mine": may_note(viewer, one.unit)} for one in found]
    context = {"activities": rows, "form": form}
    return render(request, "gratification/desk/activities.html", context, status=422 if form.errors else 200)


@require_POST
@role_required(*sorted(RECEIVING))
def withdraw(request: HttpRequest, activity_id: int) -> HttpResponseBase:
    """Take a mistaken one out of the recap."""
    try:
        services.withdraw_activity(get_object_or_404(Activity, pk=activity_id), viewer=viewer_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal.sentence))
    else:
        messages.success(request, _("Kegiatan dibatalkan dan tidak lagi dihitung."))
    return redirect("gratification_desk:activities")


def _units(viewer: Viewer) -> list[tuple[str, object]]:
    """Every unit for the UPG, with none in particular first; its own ones for a part's own UPG."""
    if viewer.has_any(UPG):
        return [("", _("Semua unit, atau pihak luar")), *forms.units()[1:]]
    mine = {str(unit.pk) for unit in Unit.objects.all() if may_note(viewer, unit)}
    return [choice for choice in forms.units()[1:] if choice[0] in mine]
