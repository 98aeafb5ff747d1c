"""Deciding about one post, or about one thing that is no post; with everything that was decided before."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amanah.engines.risks.exposures import declare, queries, services
from amanah.engines.risks.exposures.desk import lists
from amanah.engines.risks.exposures.desk.forms import DecideForm, ThingForm
from amanah.engines.risks.exposures.desk.guard import readers
from amanah.engines.risks.exposures.models import Exposure
from amanah.engines.risks.exposures.refusals import Refused
from amanah.foundation.access.requests import StaffRequest


@readers
def post(request: StaffRequest, post_id: UUID) -> HttpResponse:
    """One post: what was decided, and a form for whoever may decide."""
    found = queries.find_post(request.viewer, post_id)
    if found is None:
        raise Http404

    def act(form: DecideForm) -> object:
        return services.decide_post(found, form.decision(), request.viewer)

    told = queries.history(declare.POST, found.pk.hex)
    page = {"title": found.title, "unit": found.unit, "sort": declare.SORTS[declare.POST]}
    return _page(request, told, act, page, may=queries.may_class(request.viewer, found.unit))


@readers
def thing(request: StaffRequest, pk: int) -> HttpResponse:
    """One thing that is no post."""
    found = queries.things(request.viewer).filter(pk=pk).first()
    if found is None:
        raise Http404

    def act(form: DecideForm) -> object:
        return services.decide_thing(found.sort, found.title, form.decision(), request.viewer, unit=found.unit, key=found.key)

    page = {"title": found.title, "unit": found.unit, "sort": declare.SORTS[found.sort]}
    return _page(request, queries.history(found.sort, found.key), act, page, may=queries.may_class(request.viewer, found.unit))


@readers
def new(request: StaffRequest) -> HttpResponse:
    """Class a process, a kind of associates or of transactions for the first time."""
    form = ThingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.decide_thing(said["sort"], said["title"], form.decision(), request.viewer, unit=said["unit"])
        except Refused as refusal:
            form.add_error({"side": "unit", "unit": "unit", "words": "title"}.get(refusal.code), refusal.sentence)
        else:
            messages.success(request, _("Golongan ditetapkan."))
            return redirect("exposures:list")
    return render(request, "exposures/new.html", {"form": form}, status=400 if form.errors else 200)


def _page(
    request: StaffRequest, told: list[Exposure], act: Callable[[DecideForm], object], page: dict[str, Any], *, may: bool
) -> HttpResponse:
    sent = request.method == "POST"
    if sent and not may:
        raise Http404
    form = DecideForm(request.POST if sent else None)
    if sent and form.is_valid():
        try:
            act(form)
        except Refused as refusal:
            form.add_error({"reason": "reason", "days": "until"}.get(refusal.code), refusal.sentence)
        else:
            messages.success(request, _("Golongan ditetapkan."))
            return redirect("exposures:list")
    history = [{"one": one, **lists.said(one)} for one in told]
    context = {**page, "form": form if may else None, "history": history}
    return render(request, "exposures/one.html", context, status=400 if form.errors else 200)
