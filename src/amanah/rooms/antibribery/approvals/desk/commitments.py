"""What associates committed themselves to: the list, one page each, and the acts on one."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines import narrowing
from amanah.engines.engagements.desk.parts import act
from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures.declare import TONES
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import addresses, declare, services
from amanah.rooms.antibribery.approvals.desk import forms, parts
from amanah.rooms.antibribery.approvals.models import Commitment
from amanah.rooms.antibribery.approvals.queries import lists, visible
from amanah.rooms.antibribery.approvals.queries.lists import Filters
from amanah.rooms.antibribery.approvals.services import Asked


@signed_in
@require_safe
def show_list(request: StaffRequest) -> HttpResponse:
    """Those one may see, narrowed as the address says."""
    form = forms.CommitmentFilter(request.GET)
    chosen = Filters(**form.chosen())
    here = reverse("smap_approvals:commitments")
    context = narrowing.shown(request.GET, form, lambda after: lists.commitments(request.viewer, chosen, after=after), here)
    more = {
        "tabs": parts.tabs("commitments"),
        "lines": [_row(one) for one in context["rows"]],
        "may_keep": visible.keeps_any(request.viewer),
    }
    return render(request, "antibribery_approvals/commitments.html", context | more)


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one."""
    one = parts.found_or_404(visible.find_commitment, request, number)
    context = {**_row(one), "timeline": parts.timeline(one.ref), "panel": parts.proofs(request, one), "acts": _acts(request, one)}
    return render(request, "antibribery_approvals/commitment.html", context)


@signed_in
def new(request: StaffRequest) -> HttpResponse:
    """Write down that one is asked for."""
    if not visible.keeps_any(request.viewer):
        raise PermissionDenied
    own = parts.own_unit(request)
    form = forms.AskCommitmentForm(request.POST or None, initial={"unit": own.code if own is not None else ""})

    def verb() -> object:
        made = services.ask_commitment(Asked(**form.cleaned_data), viewer=request.viewer)
        return redirect(addresses.of_commitment(made.number))

    page = {
        "heading": _("Minta komitmen"),
        "lead": _("Dari rekan bisnis dengan risiko suap di atas rendah, sebelum kontrak."),
        "back": reverse("smap_approvals:commitments"),
        "above": _("Komitmen rekan bisnis"),
        "number": "",
    }
    return act(request, form, verb, page, parts.FIELDS)


@signed_in
def do(request: StaffRequest, number: str, key: str) -> HttpResponse:
    """One act with its form; whoever may not do it is told so."""
    one = parts.found_or_404(visible.find_commitment, request, number)
    if key not in _ACTS:
        raise Http404
    heading, form_class, verb = _ACTS[key]
    form = form_class(request.POST or None)
    fields = {"days": "expires_on"}
    page = parts.page_of(one, one.associate, heading(), one.matter)
    return act(request, form, lambda: verb(one, request, form.cleaned_data), page, parts.FIELDS | fields)


_ACTS: dict[str, tuple[Callable[[], str], Any, Callable[..., object]]] = {
    "commit": (
        lambda: _("Catat komitmen"),
        forms.CommitForm,
        lambda one, request, said: services.commit(
            one,
            said["document"],
            right_to_end=said["right_to_end"] == "yes",
            expires_on=said["expires_on"],
            training=said["training"],
            viewer=request.viewer,
        ),
    ),
    "refuse": (
        lambda: _("Catat penolakan"),
        forms.RefuseForm,
        lambda one, request, said: services.refuse(one, said["reason"], said["instead"], training=said["training"], viewer=request.viewer),
    ),
    "renew": (
        lambda: _("Minta komitmen lagi"),
        forms.ReasonForm,
        lambda one, request, said: services.renew(one, said["text"], viewer=request.viewer),
    ),
}


def _acts(request: StaffRequest, one: Commitment) -> list[dict[str, Any]]:
    if not visible.keeps(request.viewer, one.scope, one.unit):
        return []
    keys = ("commit", "refuse") if one.state == declare.WANTED else ("renew",)
    return [{"key": key, "title": _ACTS[key][0](), "variant": "secondary" if key == "refuse" else ""} for key in keys]


def _row(one: Commitment) -> dict[str, Any]:
    ended = one.state == declare.GIVEN and one.expires_on is not None and one.expires_on < clock.today()
    return {
        "one": one,
        "url": addresses.of_commitment(one.number),
        "state": declare.COMMITMENT_STATES[one.state],
        "tone": declare.COMMITMENT_TONES[one.state],
        "risk": BRIBERY[one.bribery_class],
        "risk_tone": TONES[one.bribery_class],
        "ended": ended,
        "no_right": one.state == declare.GIVEN and not one.right_to_end,
    }
