"""Delegated decisions: the list, who may decide what in a unit today, one page each, and the acts on one."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Value, When
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.engagements.desk.parts import act
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation.models import Unit, below
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import addresses, declare, services
from amanah.rooms.antibribery.approvals.desk import forms, parts
from amanah.rooms.antibribery.approvals.models import Delegation
from amanah.rooms.antibribery.approvals.queries import lists, visible
from amanah.rooms.antibribery.approvals.queries.lists import Filters
from amanah.rooms.antibribery.approvals.queries.standing import decider, standing_is, standing_of
from amanah.rooms.antibribery.approvals.services import Mandate

MOST = 300


@signed_in
@require_safe
def show_list(request: StaffRequest) -> HttpResponse:
    """Those one may see, narrowed as the address says."""
    form = forms.DelegationFilter(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("smap_approvals:delegations")
    context = narrowing.shown(request.GET, form, lambda after: lists.delegations(request.viewer, chosen, after=after), here)
    more = {
        "tabs": parts.tabs("delegations"),
        "lines": [_row(one) for one in context["rows"]],
        "may_keep": visible.keeps_any(request.viewer),
    }
    return render(request, "antibribery_approvals/delegations.html", context | more)


@signed_in
@require_safe
def unit(request: StaffRequest, code: str) -> HttpResponse:
    """Who may decide what in a unit and below it today, and which delegations nobody may rely on."""
    found = Unit.objects.filter(code__iexact=code).first()
    if found is None:
        raise Http404
    rows = visible.delegations(request.viewer).filter(below(found.path, "unit__path"), state=declare.ACTIVE)
    if not rows.exists() and not _knows(request, found):
        raise Http404
    lapsed_last = Case(When(standing_is("decides") | standing_is("instead"), then=Value(0)), default=Value(1), output_field=IntegerField())
    ordered = rows.annotate(lapsed=lapsed_last).order_by("lapsed", "unit__path", "decision", "pk")
    lines = [_row(one) for one in ordered.select_related("unit", "delegate", "delegator", "instead")[:MOST]]
    context = {
        "unit": found,
        "tabs": parts.tabs("delegations"),
        "deciding": [line for line in lines if line["standing"] in {"decides", "instead"}],
        "lapsed": [line for line in lines if line["standing"] in {"expired", "unconfirmed"}],
        "coming": [line for line in lines if line["standing"] == "future"],
        "today": clock.today(),
        "may_keep": visible.keeps_any(request.viewer),
    }
    return render(request, "antibribery_approvals/unit.html", context)


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one."""
    one = parts.found_or_404(visible.find_delegation, request, number)
    context = {**_row(one), "timeline": parts.timeline(one.ref), "panel": parts.proofs(request, one), "acts": _acts(request, one)}
    return render(request, "antibribery_approvals/delegation.html", context)


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Write one down."""
    if not visible.keeps_any(request.viewer):
        raise PermissionDenied
    own, person = parts.own_unit(request), request.viewer.person
    initial = {"unit": own.code if own is not None else "", "since": clock.today()}
    if person is not None and request.viewer.headed:
        initial["delegator"] = person.nip or person.other_number or person.name
    form = forms.DelegateForm(request.POST or None, initial=initial)

    def verb() -> object:
        made = services.delegate(Mandate(**form.cleaned_data), viewer=request.viewer)
        return redirect(addresses.of_delegation(made.number))

    page = {
        "heading": _("Catat pendelegasian"),
        "lead": _("Siapa memutuskan atas nama siapa, sampai batas mana, dan bagaimana dipastikan tidak ada konflik kepentingan."),
        "back": reverse("smap_approvals:delegations"),
        "above": _("Keputusan yang didelegasikan"),
        "number": "",
    }
    return act(request, form, verb, page, parts.FIELDS)


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so."""
    one = parts.found_or_404(visible.find_delegation, request, number)
    if key not in _ACTS:
        raise Http404
    heading, form_class, verb = _ACTS[key]
    form = form_class(request.POST or None)
    fields = {"interest": "text", "post": "instead"}
    page = parts.page_of(one, one.decision, heading(), one.unit.name)
    return act(request, form, lambda: verb(one, request, form.cleaned_data), page, parts.FIELDS | fields)


_ACTS: dict[str, tuple[Callable[[], str], Any, Callable[..., object]]] = {
    "confirm": (
        lambda: _("Nyatakan tanpa konflik kepentingan"),
        forms.ConfirmForm,
        lambda one, request, said: services.confirm(one, said["text"], viewer=request.viewer),
    ),
    "conflict": (
        lambda: _("Nyatakan konflik kepentingan"),
        forms.ConflictForm,
        lambda one, request, said: services.declare_conflict(one, said["text"], instead=said["instead"], viewer=request.viewer),
    ),
    "recall": (
        lambda: _("Cabut pendelegasian"),
        forms.ReasonForm,
        lambda one, request, said: services.recall(one, said["text"], viewer=request.viewer),
    ),
}


def _acts(request: StaffRequest, one: Delegation) -> list[dict[str, Any]]:
    viewer, found = request.viewer, []
    person_id = viewer.account.person_id
    if one.state != declare.ACTIVE:
        return []
    if person_id == one.delegate_id and one.until >= clock.today():
        found += ["confirm", "conflict"]
    if person_id == one.delegator_id or visible.keeps(viewer, one.scope, one.unit):
        found.append("recall")
    return [{"key": key, "title": _ACTS[key][0](), "variant": "" if key == "confirm" else "secondary"} for key in found]


def _row(one: Delegation) -> dict[str, Any]:
    said = standing_of(one)
    return {
        "one": one,
        "url": addresses.of_delegation(one.number),
        "standing": said,
        "state": declare.STANDINGS[said],
        "tone": declare.STANDING_TONES[said],
        "decider": decider(one) if said not in {"future", declare.RECALLED} else None,
    }


def _knows(request: StaffRequest, found: Unit) -> bool:
    """Whether somebody may be told that there is nothing: whoever keeps or sees a scope there, or works in the unit."""
    scope = visible.scope_of(found)
    own = any(found.contains(one) or one.contains(found) for one in visible.own_units(request.viewer))
    return scope is not None and (own or visible.keeps(request.viewer, scope, found))
