"""The list of workshops."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.actions.desk.requests import StaffRequest
from amanah.engines.risks.roles import MANAGER
from amanah.engines.risks.sides import standing
from amanah.engines.risks.workshops import queries
from amanah.engines.risks.workshops.desk.forms import FilterForm
from amanah.engines.risks.workshops.models import State
from amanah.engines.risks.workshops.queries import Filters
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The workshops one may see, the newest first."""
    form = FilterForm(request.GET)
    form.is_valid()
    chosen = Filters(state=form.cleaned_data.get("state", ""), mine=form.cleaned_data.get("mine", False))
    after = request.GET.get("after", "")
    try:
        rows, further = queries.listing(request.viewer, chosen, after=after)
    except ValueError:
        raise Http404 from None
    query = "&".join(part for part in (f"state={chosen.state}" if chosen.state else "", "mine=on" if chosen.mine else "") if part)
    here = reverse("workshops:list")
    context = {
        "form": form,
        "rows": rows,
        "query": query,
        "sentence": _sentence(chosen),
        "may_call": may_call(request.viewer),
        "next_url": f"{here}?{query}&after={further}" if further else "",
        "first_url": f"{here}?{query}" if after else "",
    }
    return render(request, "workshops/list.html", context)


def may_call(viewer: Viewer) -> bool:
    """Whether there is any unit whose workshops the viewer would lead."""
    return bool(standing(viewer).paths(MANAGER.key))


def _sentence(chosen: Filters) -> list[dict[str, str]]:
    here = reverse("workshops:list")
    found = []
    if chosen.state:
        words = str(State(chosen.state).label).lower()
        found.append({"text": words, "url": f"{here}?mine=on" if chosen.mine else here})
    if chosen.mine:
        found.append({"text": _("mengundang saya"), "url": f"{here}?state={chosen.state}" if chosen.state else here})
    return found
