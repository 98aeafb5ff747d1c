"""The page of one campaign and of one activity."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amanah.engines.proofs.desk.panel import panels
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import clock
from amanah.rooms.campaigns import addresses, audiences, declare, materials, proving, services
from amanah.rooms.campaigns.data import designs, values
from amanah.rooms.campaigns.desk.requests import activity_or_404, campaign_or_404, works_on
from amanah.rooms.campaigns.models import Campaign
from amanah.rooms.campaigns.queries import page, reading

_RECORDED = ("running", "finished")


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """One campaign: what it wants, what it does, whom it reaches and what came of it."""
    campaign = campaign_or_404(request, number)
    viewer, here = request.viewer, addresses.of_campaign(campaign.number)
    works = works_on(request, campaign)
    own, material = proving.purpose_of(campaign), proving.purpose_of_material(campaign)
    shown = panels(viewer, [own, material], here)
    context: dict[str, Any] = {
        "campaign": campaign,
        "works": works,
        "audience": audiences.said(campaign.audience),
        "values": [values()[key] for key in campaign.values if key in values()],
        "channels": [declare.CHANNELS[key] for key in campaign.channels],
        "designs": [designs()[key] for key in campaign.designs if key in designs()],
        "outcome": declare.OUTCOMES.get(campaign.outcome, ""),
        "outcome_tone": declare.OUTCOME_TONES.get(campaign.outcome, "neutral"),
        "own_sorts": [(sort, materials.SORTS[sort]) for sort in materials.OWN_SORTS],
        "doings": page.doings(campaign, with_reach=works),
        "material": shown[material.ref],
        "offers": _offers(request, campaign),
        "today": clock.today(),
    }
    if works:
        reach = page.reach(campaign)
        circulars = list(campaign.circulars.order_by("-opened_on", "-number"))
        totals = reading.totals(circulars)
        context |= {
            "panel": shown[own.ref],
            "reach": reach,
            "size": audiences.size(campaign.audience),
            "spent": page.spent(campaign) if campaign.budget or campaign.state in declare.KNOWN else 0,
            "spendings": campaign.spendings.select_related("recorded_by__person").order_by("-day", "-pk"),
            "circulars": [
                {
                    "circular": one,
                    "total": totals[one.pk],
                    "state": declare.CIRCULARS[one.state],
                    "tone": declare.CIRCULAR_TONES[one.state],
                }
                for one in circulars
            ],
            "timeline": page.timeline(campaign),
        }
    return render(request, "campaigns/campaign.html", context)


def _offers(request: StaffRequest, campaign: Campaign) -> dict[str, Any]:
    """What the viewer can do now. A button that leads to a refusal only is not offered."""
    may = {key: services.may(request.viewer, campaign, key) for key in declare.MOVES}
    approval = campaign.needs_approval
    may["submit"], may["start"] = may["submit"] and approval, may["start"] and not approval
    writes = services.writes(request.viewer, campaign)
    offers: dict[str, Any] = {
        **may,
        "change": writes and campaign.state == "draft",
        "plan": writes and campaign.state in {"draft", "running"},
        "record": writes and campaign.state in _RECORDED,
        "circular": writes and campaign.state == "running",
    }
    offers["any"] = any(offers.values())
    return offers


@signed_in
@require_safe
def activity(request: StaffRequest, number: str) -> HttpResponse:
    """One activity: when, where, who, and whom it reached."""
    found = activity_or_404(request, number)
    campaign = found.campaign
    works = works_on(request, campaign)
    carries = services.may_work(request.viewer, found)
    reach = list(found.reach.select_related("unit")) if works else []
    listed = page.contacts_by_activity([found]).get(found.pk, 0) - sum(one.people for one in reach) if works else 0
    context = {
        "activity": found,
        "campaign": campaign,
        "campaign_url": addresses.of_campaign(campaign.number),
        "channel": declare.CHANNELS[found.channel],
        "state": declare.ACTIVITY[found.state],
        "tone": declare.ACTIVITY_TONES[found.state],
        "works": works,
        "reach": [{"row": one, "basis": declare.BASES[one.basis]} for one in reach],
        "listed": listed,
        "named": found.reached.filter(person__isnull=False).exists() if listed else False,
        "may_move": carries and found.state == declare.PLANNED and campaign.state in {"draft", "proposed", "running"},
        "may_do": carries and found.state == declare.PLANNED and campaign.state == "running" and found.day <= clock.today(),
        "may_reach": carries and found.state != declare.DROPPED and campaign.state in _RECORDED and found.day <= clock.today(),
    }
    return render(request, "campaigns/activity.html", context)
