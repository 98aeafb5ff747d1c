"""A programme over years: what is covered when, what really was, and the engagements that came of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amanah.engines.engagements import addresses, declare, kinds, queries, services
from amanah.engines.engagements.desk import forms
from amanah.engines.engagements.desk.parts import act, programme_or_404
from amanah.engines.engagements.models import Item, Programme
from amanah.engines.engagements.services import Slot
from amanah.engines.engagements.sides import may_plan
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.kernel.refusal import Refusal


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one programme."""
    programme = programme_or_404(request, number)
    years = range(programme.from_year, programme.to_year + 1)
    items = list(programme.items.select_related("unit").prefetch_related("engagements"))
    covered = queries.coverage(programme)
    plans = may_plan(request.viewer, kinds.kind(programme.kind), programme.unit)
    known = set(queries.visible(request.viewer).filter(programme=programme).values_list("pk", flat=True))
    today = clock.today()
    context = {
        "programme": programme,
        "kind": kinds.kind(programme.kind),
        "state": declare.PROGRAMME_STATES[programme.state],
        "tone": {"draft": "warning", "approved": "success", "ended": "neutral"}[programme.state],
        "years": [
            {
                "year": year,
                "items": [
                    {
                        "item": item,
                        "risk": declare.RISKS[item.risk],
                        "engagements": [one for one in item.engagements.all() if one.pk in known],
                        "open": plans and programme.state == "approved" and item.dropped_on is None and not item.engagements.all(),
                    }
                    for item in items
                    if item.year == year
                ],
            }
            for year in years
        ],
        "covered": covered,
        "quarters": declare.QUARTERS,
        "picture": _picture(covered, list(years)),
        "late": sum(one.state == "late" for one in covered),
        "never": sum(one.state == "never" for one in covered),
        "unplanned": sum(one.next is None and one.state != "covered" for one in covered),
        "now": (today.year, (today.month + 2) // 3),
        "may_change": plans and programme.state != "ended",
        "may_approve": plans
        and programme.state == "draft"
        and request.viewer.account.person_id not in {None, programme.drafted_by_id}
        and any(item.dropped_on is None for item in items),
        "waits": plans and programme.state == "draft" and request.viewer.account.person_id == programme.drafted_by_id,
    }
    return render(request, "engagements/programme.html", context)


@signed_in
def plan_item(request: StaffRequest, number: str) -> HttpResponse:
    """Say what is covered in a quarter."""
    programme = programme_or_404(request, number)
    offered = list(kinds.kind(programme.kind).offered(programme.scope))
    years = range(programme.from_year, programme.to_year + 1)
    form = forms.SlotForm(request.POST or None, years=years, offered=offered, initial={"unit": programme.unit.code})

    def verb() -> object:
        return services.plan_item(programme, Slot(**form.cleaned_data), viewer=request.viewer)

    return act(request, form, verb, _page(programme, _("Rencanakan")), {"unit": "unit", "year": "year"})


@signed_in
def drop_item(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Take something out of the programme."""
    programme = programme_or_404(request, number)
    item = get_object_or_404(programme.items, pk=item_id, dropped_on__isnull=True)
    item.programme = programme
    form = forms.ReasonForm(request.POST or None)
    return act(
        request,
        form,
        lambda: services.drop_item(item, form.cleaned_data["text"], viewer=request.viewer),
        _page(programme, _("Keluarkan dari program"), item.title),
    )


@require_POST
@signed_in
def approve(request: StaffRequest, number: str) -> HttpResponse:
    """Approve it."""
    programme = programme_or_404(request, number)
    try:
        services.approve_programme(programme, viewer=request.viewer)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Program disetujui."))
    return redirect(addresses.of_programme(programme.number))


@signed_in
def end(request: StaffRequest, number: str) -> HttpResponse:
    """Plan no more with it."""
    programme = programme_or_404(request, number)
    form = forms.ReasonForm(request.POST or None)
    return act(
        request,
        form,
        lambda: services.end_programme(programme, form.cleaned_data["text"], viewer=request.viewer),
        _page(programme, _("Akhiri program")),
    )


@signed_in
def open_engagement(request: StaffRequest, number: str, item_id: int) -> HttpResponse:
    """Carry out a part of the programme."""
    programme = programme_or_404(request, number)
    item = get_object_or_404(programme.items.select_related("unit"), pk=item_id, dropped_on__isnull=True)
    item.programme = programme
    if programme.state != "approved":
        raise Http404
    form = forms.PlanForm(request.POST or None, offered=list(kinds.kind(programme.kind).offered(programme.scope)), initial=_initial(item))

    def verb() -> object:
        made = services.open_engagement(programme.kind, programme.unit, form.draft(programme.scope), item=item, viewer=request.viewer)
        return redirect(addresses.of_engagement(made.number))

    fields = {"days": "period_to", "unit": "unit_1", "subjects": "unit_1", "criteria": "criteria"}
    return act(request, form, verb, _page(programme, _("Rencanakan penugasan"), item.title), fields)


def _initial(item: Item) -> dict[str, Any]:
    return {"title": item.title, "unit_1": item.unit.code, "criteria": item.criteria, "objective": item.why}


def _picture(covered: list[Any], years: list[int]) -> list[dict[str, Any]]:
    """A line for each criterion: in which quarters it is planned, and whether it is covered now."""
    titles = {"covered": _("terliput"), "late": _("terlewat"), "never": _("belum pernah")}
    tones = {"covered": "success", "late": "danger", "never": "warning"}
    return [
        {
            "covered": one,
            "word": titles[one.state],
            "tone": tones[one.state],
            "cells": [
                {"year": year, "quarters": [quarter for quarter in declare.QUARTERS if (year, quarter) in one.planned]} for year in years
            ],
        }
        for one in covered
    ]


def _page(programme: Programme, heading: Any, lead: Any = "") -> dict[str, Any]:
    return {
        "heading": heading,
        "lead": lead,
        "back": addresses.of_programme(programme.number),
        "above": programme.title,
        "number": programme.number,
    }
