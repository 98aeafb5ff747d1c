"""Programmes of internal audits: the list, and a new one."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.engagements import addresses, declare, queries, services
from amanah.engines.engagements.desk.parts import act
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.threads import visibility
from amanah.rooms.antibribery.audits.desk.forms import ProgrammeForm, kept
from amanah.rooms.antibribery.audits.kind import KEY

MOST = 200


@signed_in
@require_safe
def programmes(request: StaffRequest) -> HttpResponse:
    """The programmes that one may see, and the audits that are under way."""
    viewer = request.viewer
    found = queries.programmes(viewer).filter(kind=KEY).select_related("unit").order_by("-from_year", "-drafted_on", "pk")
    counted = Q(items__dropped_on__isnull=True)
    listed = list(found.annotate(planned=Count("items", filter=counted, distinct=True))[:MOST])
    seen = queries.visible(viewer).filter(kind=KEY)
    made = seen.filter(programme__in=[one.pk for one in listed]).order_by().values("programme_id")
    done = {
        row["programme_id"]: row
        for row in made.annotate(n=Count("pk"), told=Count("pk", filter=Q(state__in=sorted(declare.REPORTED))), last=Max("reported_on"))
    }
    scopes = visibility.described(viewer, {one.scope for one in listed if one.scope})
    under_way = seen.filter(state__in=sorted(declare.RUNNING)).select_related("unit").order_by("starts_on", "pk")[:MOST]
    context = {
        "rows": [
            {
                "programme": one,
                "scope": scopes.get(one.scope),
                "state": declare.PROGRAMME_STATES[one.state],
                "tone": {"draft": "warning", "approved": "success", "ended": "neutral"}[one.state],
                "url": addresses.of_programme(one.number),
                **(done.get(one.pk) or {"n": 0, "told": 0, "last": None}),
            }
            for one in listed
        ],
        "under_way": [{"engagement": one, "url": addresses.of_engagement(one.number)} for one in under_way],
        "may_draft": bool(kept(viewer)),
        "kind": KEY,
    }
    return render(request, "smap_audits/programmes.html", context)


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Draft a programme for a scope that one keeps."""
    if not kept(request.viewer):
        raise PermissionDenied
    form = ProgrammeForm(request.POST or None, viewer=request.viewer)

    def verb() -> object:
        said = form.cleaned_data
        scope = said["scope"]
        made = services.draft_programme(
            KEY, said["title"], scope.unit, said["from_year"], said["to_year"], said["basis"], scope=scope.ref, viewer=request.viewer
        )
        return redirect(addresses.of_programme(made.number))

    page = {"heading": _("Susun program audit"), "back": reverse("smap_audits:programmes"), "above": _("Audit internal"), "number": ""}
    return act(request, form, verb, page, {"years": "to_year", "unit": "scope", "words": "basis"})
