"""Putting a stage on the map, reviewing it, giving a control plan, taking it off."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from amanah.engines.actions.desk.forms import ActionForm
from amanah.foundation.access.decorators import role_required
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.public_services import queries as catalogue
from amanah.kernel import clock
from amanah.rooms.illegal_levies.prevention import services
from amanah.rooms.illegal_levies.prevention.desk.forms import CloseForm, ExposureForm, JudgementForm
from amanah.rooms.illegal_levies.prevention.desk.requests import exposure_or_404
from amanah.rooms.illegal_levies.prevention.models import Exposure
from amanah.rooms.illegal_levies.prevention.room import MANAGER

Words = str | Promise
MAP = "levy_prevention:map"


@role_required(MANAGER.key)
@require_safe
def choose(request: StaffRequest) -> HttpResponse:
    """Which service: those whose standard names stages."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:100]
    chosen = catalogue.searched(words) if words else None
    offers = [offer for offer in catalogue.offers(clock.today(), chosen) if offer.edition.stages]
    return render(request, "levy_prevention/choose.html", {"offers": offers, "words": words})


@role_required(MANAGER.key)
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest, code: str) -> HttpResponse:
    """Assess a stage of this service at an office."""
    offer = catalogue.offer(code, clock.today())
    if offer is None or not offer.edition.stages:
        raise Http404
    place = offer.places[0].unit if offer.places else offer.service.unit
    form = ExposureForm(request.POST or None, offer=offer, initial={"unit": place.code})

    def act() -> Exposure:
        said = form.cleaned_data
        return services.assess(offer.service, said["stage"], said["unit"], form.judgement, viewer=request.viewer)

    return _act(request, form, act, title=offer.edition.name, button=_("Simpan penilaian"), back=reverse("levy_prevention:choose"))


@role_required(MANAGER.key)
@require_http_methods(["GET", "POST"])
def review(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Assess it again, begun with what was judged last."""
    exposure = exposure_or_404(request, pk)
    form = JudgementForm(request.POST or None, initial=JudgementForm.of(exposure.assessments.all()[0]))

    def act() -> Exposure:
        services.review(exposure, form.judgement, viewer=request.viewer)
        return exposure

    back = reverse("levy_prevention:exposure", args=[pk])
    return _act(request, form, act, title=_("Tinjauan kembali"), button=_("Simpan tinjauan"), back=back)


@role_required(MANAGER.key)
@require_http_methods(["GET", "POST"])
def close(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Take it off the map."""
    exposure = exposure_or_404(request, pk)
    form = CloseForm(request.POST or None)

    def act() -> Exposure:
        services.close(exposure, form.cleaned_data["reason"], viewer=request.viewer)
        return exposure

    back = reverse("levy_prevention:exposure", args=[pk])
    return _act(request, form, act, title=_("Keluarkan dari peta"), button=_("Keluarkan dari peta"), back=back)


@role_required(MANAGER.key)
@require_http_methods(["GET", "POST"])
def plan(request: StaffRequest, pk: UUID) -> HttpResponse:
    """Give a control as an action that arose from this exposure: who owes it, until when, who verifies it."""
    exposure = exposure_or_404(request, pk)
    verifier = request.viewer.person
    initial = {"unit": exposure.unit.code, "verifier": (verifier.nip or verifier.other_number or "") if verifier else ""}
    form = ActionForm(request.POST or None, initial=initial)
    back = reverse("levy_prevention:exposure", args=[pk])
    if request.method == "POST" and form.is_valid() and form.give(request.viewer, source=exposure.ref) is not None:
        messages.success(request, _("Rencana pengendalian ditetapkan."))
        return redirect(back)
    context = {"form": form, "back": back, "heading": _("Rencana pengendalian"), "number": str(exposure)}
    return render(request, "actions/new.html", context, status=400 if form.errors else 200)


def _act(request: StaffRequest, form: Form, act: Callable[[], Exposure], *, title: Words, button: Words, back: str) -> HttpResponse:
    """Show the form, or do what it says. Refusals stand beside their fields, and nothing that was typed is lost."""
    if request.method == "POST" and form.is_valid():
        try:
            exposure = act()
        except ValidationError as refusal:
            for name, errors in (refusal.error_dict if hasattr(refusal, "error_dict") else {"": refusal}).items():
                form.add_error(name if name in form.fields else None, errors)
        else:
            messages.success(request, _("Peta rawan pungli diperbarui."))
            return redirect("levy_prevention:exposure", exposure.pk)
    context = {"form": form, "title": title, "button": button, "back": back}
    return render(request, "levy_prevention/form.html", context, status=400 if form.errors else 200)
