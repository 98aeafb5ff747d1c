"""Offers: new, changed, no longer used, and held once more."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation.desk.fields import UnitField
from amanah.foundation.organisation.models import Unit
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.roles import MANAGER
from amanah.rooms.learning.sessions import queries, services
from amanah.rooms.learning.sessions.desk import forms
from amanah.rooms.learning.sessions.desk.requests import found_offer, tried, written
from amanah.rooms.learning.sessions.models import Offer
from amanah.rooms.learning.sessions.refusals import Refused

BESIDE = {
    "titles": "title_en",
    "topics": "topic1",
    "pass": "must_pass",
    "course": "course",
    "course_test": "post_test",
    "times": "ends",
    "place": "place",
    "side": "unit",
}
"""Beside which field each refusal is said."""


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One offer: what it is now, what it was, and when it is held."""
    offer = found_offer(request, number)
    editions = list(
        offer.editions.select_related("made_by__person", "pre_test", "post_test").prefetch_related("parts__topic").order_by("-seq")
    )
    context = {
        "offer": offer,
        "edition": editions[0],
        "editions": editions,
        "sessions": queries.sessions_of(request.viewer, offer),
        "manages": learning.manages(request.viewer, offer.unit),
    }
    return render(request, "sessions/offer.html", context)


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Offer something."""
    if not queries.manages_any(request.viewer):
        raise PermissionDenied
    form = forms.OfferForm(request.POST or None, initial={"questions": forms.STANDARD, "sort": "class", "unit": _own(request)})
    form.fields["unit"] = UnitField(label=_("Unit pemilik"))
    if request.method == "POST" and form.is_valid():
        try:
            offer = services.make_offer(form.content, form.cleaned_data["unit"], viewer=request.viewer)
        except Refused as refusal:
            form.add_error(BESIDE.get(refusal.code), str(refusal))
        else:
            messages.success(request, _("Penawaran tersimpan. Sekarang rencanakan pelaksanaannya."))
            return redirect("sessions:offer", offer.number)
    return written(
        request, {"form": form, "heading": _("Tambah penawaran"), "button": _("Simpan penawaran"), "back": reverse("sessions:offers")}
    )


@signed_in
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Offer it otherwise from now on."""
    offer = _managed(request, number)
    form = forms.OfferForm(request.POST or None, initial=forms.of_edition(offer.editions.order_by("-seq")[0]))
    if request.method == "POST" and form.is_valid():
        try:
            edition = services.revise(offer, form.content, viewer=request.viewer)
        except Refused as refusal:
            form.add_error(BESIDE.get(refusal.code), str(refusal))
        else:
            messages.success(request, _("Edisi %(n)d berlaku untuk kegiatan yang direncanakan mulai sekarang.") % {"n": edition.seq})
            return redirect("sessions:offer", offer.number)
    context = {"form": form, "number": offer.number, "heading": _("Ubah penawaran"), "button": _("Simpan sebagai edisi baru")}
    lead = _("Kegiatan yang sudah direncanakan atau dilaksanakan tetap memakai edisinya sendiri.")
    return written(request, context | {"back": _page(offer), "lead": lead})


@signed_in
def retire(request: StaffRequest, number: str) -> HttpResponse:
    """Plan no more sessions of it."""
    offer = _managed(request, number)
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried(request, lambda: services.retire(offer, form.cleaned_data["text"], viewer=request.viewer))
        return redirect("sessions:offer", offer.number)
    context = {"form": form, "number": offer.number, "heading": _("Hentikan penawaran"), "button": _("Hentikan penawaran")}
    return written(request, context | {"back": _page(offer)})


@signed_in
def plan(request: StaffRequest, number: str) -> HttpResponse:
    """Hold it once."""
    offer = found_offer(request, number)
    if offer.retired_on is not None or not queries.manages_any(request.viewer):
        raise Http404
    edition = offer.editions.order_by("-seq")[0]
    form = forms.PlanForm(request.POST or None, initial=forms.first_plan(edition, _top(request)))
    if request.method == "POST" and form.is_valid():
        try:
            session = services.plan_session(offer, form.plan, form.cleaned_data["unit"], viewer=request.viewer)
        except Refused as refusal:
            form.add_error(BESIDE.get(refusal.code), str(refusal))
        else:
            messages.success(request, _("Kegiatan direncanakan. Buka pendaftarannya bila sudah pasti."))
            return redirect("sessions:session", session.number)
    context = {
        "form": form,
        "number": offer.number,
        "heading": _("Rencanakan kegiatan"),
        "button": _("Simpan rencana"),
        "lead": edition.said,
    }
    return written(request, context | {"back": _page(offer)})


def _managed(request: StaffRequest, number: str) -> Offer:
    offer = found_offer(request, number)
    if not learning.manages(request.viewer, offer.unit) or offer.retired_on is not None:
        raise Http404
    return offer


def _page(offer: Offer) -> str:
    return reverse("sessions:offer", args=[offer.number])


def _top(request: StaffRequest) -> Unit | None:
    units = request.viewer.units_with(MANAGER.key)
    return units[0] if units else None


def _own(request: StaffRequest) -> str:
    unit = _top(request)
    return unit.code if unit is not None else ""
