"""The financial and non-financial controls of a scope."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery.approvals import controls
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """What there is, what the tests said, and which questions nothing answers."""
    scope = scope_or_404(request, number)
    areas = controls.of_scope(request.viewer, scope)
    more = {"areas": areas, "every": sum(len(area.lines) for area in areas), "gaps": sum(area.gaps for area in areas)}
    return render(request, "antibribery_approvals/controls.html", framed(request, scope, "smap_approvals:controls", **more))
