"""The list of workshops."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.risks.roles import MANAGER
from amanah.engines.risks.sides import standing
from amanah.engines.risks.workshops import queries
from amanah.engines.risks.workshops.desk.forms import FilterForm
from amanah.engines.risks.workshops.queries import Filters
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The workshops one may see, the newest first."""
    form = FilterForm(request.GET)
    chosen = Filters(**form.chosen())
    context = narrowing.shown(
        request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), reverse("workshops:list")
    )
    context["may_call"] = may_call(request.viewer)
    return render(request, "workshops/list.html", context)


def may_call(viewer: Viewer) -> bool:
    """Whether there is any unit whose workshops the viewer would lead."""
    return bool(standing(viewer).paths(MANAGER.key))
