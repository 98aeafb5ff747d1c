"""Entering a risk and changing what is said of it, in steps that each save; no step needs a script."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from amanah.engines.risks import services
from amanah.engines.risks.desk import forms, matrices
from amanah.engines.risks.desk.lists import may_enter
from amanah.engines.risks.desk.requests import risk_or_404
from amanah.engines.risks.library.prefill import beginning
from amanah.engines.risks.library.reading import library
from amanah.engines.risks.models import Risk
from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.services import CausePlan, ConsequencePlan, Plan, RedFlagPlan, plan_of
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.threads import visibility

REASON = "change_reason"
FIELDS = {"reviewer": "reviewer", "excluded": "owner", "unit": "unit", "words": "title", "served": None}


@dataclass(frozen=True)
class Step:
    """One step: its words, its form filled from a plan, and what the plan says after it."""

    title: Any
    lead: Any
    form: Callable[[Any, Plan], django_forms.Form]
    plan: Callable[[Plan, Any], Plan]
    template: str = "risks/step.html"


def _own(form: type[django_forms.Form]) -> Callable[[Any, Plan], django_forms.Form]:
    return lambda data, plan: form(data, initial={name: _shown(getattr(plan, name)) for name in form.base_fields})


def _shown(value: Any) -> Any:
    """What a field is filled with: a unit by its code, a person by their number."""
    for name in ("code", "nip", "other_number"):
        if getattr(value, name, ""):
            return getattr(value, name)
    return value


def _said(plan: Plan, form: Any) -> Plan:
    return replace(plan, **{name: form.cleaned_data[name] for name in type(form).base_fields})


def _why(data: Any, plan: Plan) -> django_forms.Form:
    there = {
        "causes": [{"text": one.text, "sort": one.sort, "id": one.id} for one in plan.causes],
        "consequences": [{"text": one.text, "area": one.area, "id": one.id} for one in plan.consequences],
    }
    return forms.WhyForm(data, there=there, initial={"impact": plan.impact, "impact_areas": plan.impact_areas})


def _why_said(plan: Plan, form: forms.WhyForm) -> Plan:
    known = {one.id for one in plan.causes} | {one.id for one in plan.consequences}
    return replace(
        plan,
        impact=form.cleaned_data["impact"],
        impact_areas=tuple(form.cleaned_data["impact_areas"]),
        causes=tuple(CausePlan(row["text"], row["sort"], _key(row, known)) for row in form.said("causes")),
        consequences=tuple(ConsequencePlan(row["text"], row["area"], _key(row, known)) for row in form.said("consequences")),
    )


def _key(row: dict[str, Any], known: set[int | None]) -> int | None:
    return row["id"] if row["id"] in known else None


def _signs(data: Any, plan: Plan) -> django_forms.Form:
    there = {"signs": [{"indicator": one.indicator, "note": one.note} for one in plan.red_flags]}
    return forms.SignsForm(data, there=there, initial={"clauses": ", ".join(plan.clauses)})


def _signs_said(plan: Plan, form: forms.SignsForm) -> Plan:
    flags = tuple(RedFlagPlan(row["indicator"], row["note"]) for row in form.said("signs"))
    return replace(plan, clauses=form.cleaned_data["clauses"], red_flags=flags)


STEPS = {
    "event": Step(
        gettext_lazy("Peristiwa dan tempatnya"), gettext_lazy("Apa yang dapat salah, di proses mana?"), _own(forms.EventForm), _said
    ),
    "how": Step(
        gettext_lazy("Modus dan pelaku"), gettext_lazy("Bagaimana hal itu dilakukan, dan oleh peran apa?"), _own(forms.HowForm), _said
    ),
    "why": Step(
        gettext_lazy("Sebab dan akibat"),
        gettext_lazy("Satu baris untuk setiap sebab dan akibat; pengendalian kelak dikaitkan ke baris ini."),
        _why,
        _why_said,
        "risks/step_why.html",
    ),
    "signs": Step(
        gettext_lazy("Indikasi dan rujukan"),
        gettext_lazy("Dari tanda apa hal ini akan terlihat? Pilih dari katalog, atau tulis sendiri."),
        _signs,
        _signs_said,
        "risks/step_signs.html",
    ),
    "people": Step(
        gettext_lazy("Pemilik dan peninjau"),
        gettext_lazy("Siapa yang menjaganya, dan siapa yang melihatnya lagi?"),
        _own(forms.PeopleForm),
        _said,
    ),
}


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Put a risk into the register as a draft, empty or begun from a scheme of the library; the next steps follow."""
    if not may_enter(request.viewer):
        raise PermissionDenied
    scheme, source = request.GET.get("scheme", ""), _source(request)
    begun = beginning(scheme, get_language() or "id") if scheme else None
    if scheme and begun is None:
        raise Http404
    initial = {name: value for name, value in (begun or {}).items() if name in forms.EventForm.base_fields}
    form = forms.EventForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan = Plan(**{**(begun or {}), **form.cleaned_data})
        origin = f"library:{scheme}" if scheme else ""
        try:
            risk = services.enter(plan, request.viewer, source=source, origin=origin)
        except Refused as refusal:
            form.add_error(FIELDS.get(refusal.code), str(refusal))
        else:
            messages.success(
                request,
                _("Rancangan %(number)s tersimpan. Lengkapi bila sudah tahu; Anda boleh berhenti kapan saja.") % {"number": risk.number},
            )
            return redirect(_step_url(risk, "how", walking=True))
    context = {
        "form": form,
        "scheme": scheme,
        "source": source,
        "groups": _groups() if not source else [],
        "total": len(STEPS),
        "title": STEPS["event"].title,
    }
    return render(request, "risks/new.html", context, status=400 if form.errors else 200)


@signed_in
def change(request: StaffRequest, number: str, step: str) -> HttpResponse:
    """One step of an existing risk: a row more, or saved, and on to the next while one walks through them all."""
    risk = risk_or_404(request, number)
    if step not in STEPS:
        raise Http404
    declared, walking = STEPS[step], "walk" in request.GET
    plan = plan_of(risk)
    form = declared.form(request.POST or None, plan)
    if risk.state != "draft":
        form.fields[REASON] = forms.ReasonForm.base_fields["reason"]
    more = "more" in request.POST
    if request.method == "POST" and not more and form.is_valid():
        reason = form.cleaned_data.get(REASON) or _("Rancangan dilengkapi.")
        try:
            services.change(risk, declared.plan(plan, form), reason, request.viewer)
        except Refused as refusal:
            if refusal.code != "unchanged":
                field = FIELDS.get(refusal.code)
                form.add_error(field if field in form.fields else None, str(refusal))
        if not form.errors:
            return _onward(request, risk, step, walking=walking)
    return render(
        request,
        declared.template,
        _context(risk, step, _again(form, declared, plan) if more else form, walking=walking),
        status=400 if form.errors and not more else 200,
    )


def _source(request: StaffRequest) -> str:
    """The record that the risk arose from, which whoever enters it must be able to see; "" where it arose from none."""
    source = request.GET.get("source", "")
    if not source:
        return ""
    try:
        UUID(source.partition(":")[2])
    except ValueError:
        raise Http404 from None
    if not visibility.may_see(request.viewer, source):
        raise Http404
    return source


def _again(form: Any, declared: Step, plan: Plan) -> Any:
    """The same form with what was typed and a few rows more, not yet judged."""
    initial = {name: form[name].value() for name in form.fields}
    fresh: Any = declared.form(None, plan)
    fresh.counts = form.counts
    fresh.fields = form.fields
    fresh.initial = initial
    return fresh


def _onward(request: StaffRequest, risk: Risk, step: str, *, walking: bool) -> HttpResponse:
    keys = list(STEPS)
    after = keys[keys.index(step) + 1 :]
    if walking and after and "stop" not in request.POST:
        return redirect(_step_url(risk, after[0], walking=True))
    messages.success(request, _("Tersimpan."))
    return redirect("risks:risk", risk.number)


def _context(risk: Risk, step: str, form: Any, *, walking: bool) -> dict[str, Any]:
    keys = list(STEPS)
    place = keys.index(step)
    return {
        "risk": risk,
        "form": form,
        "heading": STEPS[step].title,
        "lead": STEPS[step].lead,
        "walking": walking,
        "now": place + 1,
        "total": len(keys),
        "last": place == len(keys) - 1,
        "back": _step_url(risk, keys[place - 1], walking=True) if walking and place else reverse("risks:risk", args=[risk.number]),
        "tabs": [{"title": one.title, "url": _step_url(risk, key, walking=False), "current": key == step} for key, one in STEPS.items()],
        "reason": form[REASON] if REASON in form.fields else None,
    }


def _step_url(risk: Risk, step: str, *, walking: bool) -> str:
    return reverse("risks:change", args=[risk.number, step]) + ("?walk=1" if walking else "")


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    """The schemes of the library by process, for choosing one."""
    books = library()
    return [
        (matrices.said(process.title), [(scheme.id, matrices.said(scheme.title)) for scheme in books.of(process)])
        for process in books.processes.values()
        if books.of(process)
    ]
