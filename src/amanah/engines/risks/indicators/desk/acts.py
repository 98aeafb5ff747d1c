"""The acts on an indicator: a form page each, one POST, and back to the indicator."""

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.risks import queries as risks
from amanah.engines.risks.controls.desk.lists import may_enter
from amanah.engines.risks.controls.desk.pages import risk_asked
from amanah.engines.risks.indicators import services
from amanah.engines.risks.indicators.desk import forms
from amanah.engines.risks.indicators.desk.pages import indicator_or_404, page
from amanah.engines.risks.indicators.models import Indicator, Watches
from amanah.engines.risks.indicators.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers

_FIELD_OF = {
    "words": "title",
    "side": "unit",
    "thresholds": "red",
    "feed": "redflag",
    "value": "value",
    "period": "period",
    "reason": "note",
    "risk": "risk",
    "watched": "risk",
}


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Write an indicator down, for a risk where the address names one."""
    if not may_enter(request.viewer):
        raise PermissionDenied
    risk = risk_asked(request)
    form = forms.IndicatorForm(request.POST or None, initial={"unit": risk.unit.code} if risk else {})
    if request.method == "POST" and form.is_valid():
        try:
            indicator = services.enter(viewer=request.viewer, watching=[risk] if risk else [], **form.cleaned_data)
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Indikator dicatat."))
            return redirect("indicators:indicator", indicator.number)
    context = {"form": form, "back": reverse("indicators:list"), "heading": _("Catat indikator"), "risk": risk}
    return render(request, "risks_indicators/write.html", context, status=400 if form.errors else 200)


@signed_in
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Put an indicator right."""
    indicator = indicator_or_404(request, number)
    form = forms.ChangeForm(request.POST or None, initial=forms.ChangeForm.of(indicator))
    return _act(
        request, indicator, form, _("Ubah indikator"), lambda: services.change(indicator, viewer=request.viewer, **form.cleaned_data)
    )


@signed_in
def read(request: StaffRequest, number: str) -> HttpResponse:
    """Keep the value of a period; the form stands on the indicator's page."""
    indicator = indicator_or_404(request, number)
    form = forms.ReadingForm(request.POST or None, indicator=indicator)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.keep(indicator, form.day, said["value"], note=said["note"], viewer=request.viewer)
        except Refused as refusal:
            _say(form, refusal)
        else:
            messages.success(request, _("Nilai dicatat."))
            return redirect("indicators:indicator", indicator.number)
    return page(request, indicator, form)


@signed_in
def retire(request: StaffRequest, number: str) -> HttpResponse:
    """Do not read it any more."""
    return _reasoned(request, number, _("Hentikan pemantauan"), services.retire)


@signed_in
def restore(request: StaffRequest, number: str) -> HttpResponse:
    """Read it again."""
    return _reasoned(request, number, _("Pantau lagi"), services.restore)


@signed_in
def clear(request: StaffRequest, number: str) -> HttpResponse:
    """Take back the flags that it raised."""
    return _reasoned(request, number, _("Cabut tanda"), services.clear_flags)


@signed_in
def watch(request: StaffRequest, number: str) -> HttpResponse:
    """Say of which risk it warns."""
    indicator = indicator_or_404(request, number)
    form = forms.RiskForm(request.POST or None)

    def act() -> None:
        risk = risks.find(request.viewer, numbers.tidy(form.cleaned_data["risk"]))
        if risk is None:
            raise Refused("risk")
        services.watch(indicator, risk, viewer=request.viewer)

    return _act(request, indicator, form, _("Kaitkan dengan risiko"), act)


@signed_in
def unwatch(request: StaffRequest, number: str, watches_id: int) -> HttpResponse:
    """Say that it does not warn of a risk any more."""
    indicator = indicator_or_404(request, number)
    seen = risks.visible(request.viewer).order_by().values("pk")
    links = Watches.objects.filter(indicator=indicator, until__isnull=True, risk__in=seen)
    watches = get_object_or_404(links.select_related("risk", "indicator__unit"), pk=watches_id)
    form = forms.ReasonForm(request.POST or None)
    return _act(
        request,
        indicator,
        form,
        _("Lepas dari risiko"),
        lambda: services.unwatch(watches, form.cleaned_data["text"], viewer=request.viewer),
    )


def _reasoned(request: StaffRequest, number: str, heading: str, verb: Callable[..., object]) -> HttpResponse:
    indicator = indicator_or_404(request, number)
    form = forms.ReasonForm(request.POST or None)
    return _act(request, indicator, form, heading, lambda: verb(indicator, form.cleaned_data["text"], viewer=request.viewer))


def _act(request: StaffRequest, indicator: Indicator, form: django_forms.Form, heading: str, act: Callable[[], object]) -> HttpResponse:
    """Show the form; once it is valid, do it and go back, or say why not beside the field that is meant."""
    if request.method == "POST" and form.is_valid():
        try:
            act()
        except Refused as refusal:
            if refusal.code == "not_found":
                raise Http404 from None
            _say(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return redirect("indicators:indicator", indicator.number)
    back = reverse("indicators:indicator", args=[indicator.number])
    context = {"indicator": indicator, "form": form, "heading": heading, "back": back}
    return render(request, "risks_indicators/write.html", context, status=400 if form.errors else 200)


def _say(form: django_forms.Form, refusal: Refused) -> None:
    field = _FIELD_OF.get(refusal.code)
    form.add_error(field if field in form.fields else None, str(refusal))
