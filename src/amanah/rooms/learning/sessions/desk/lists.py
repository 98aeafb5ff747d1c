"""The list of sessions and the catalogue of offers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.learning.sessions import queries
from amanah.rooms.learning.sessions.desk.forms import FilterForm, OfferFilterForm


@signed_in
@require_safe
def show(request: StaffRequest) -> HttpResponse:
    """The sessions one may know of."""
    form = FilterForm(request.GET)
    chosen = queries.Filters(**form.chosen())
    here = reverse("sessions:list")
    context = narrowing.shown(request.GET, form, lambda after: queries.listing(request.viewer, chosen, after=after), here)
    context["may_plan"] = queries.manages_any(request.viewer)
    return render(request, "sessions/list.html", context)


@signed_in
@require_safe
def offers(request: StaffRequest) -> HttpResponse:
    """Everything that can be learned here."""
    form = OfferFilterForm(request.GET)
    chosen = queries.OfferFilters(**form.chosen())
    here = reverse("sessions:offers")
    context = narrowing.shown(request.GET, form, lambda after: queries.offers(request.viewer, chosen, after=after), here)
    context["may_plan"] = queries.manages_any(request.viewer)
    return render(request, "sessions/offers.html", context)
