"""What the pages of campaigns do alike: find or 404, and carry a form out or say why not."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from amanah.engines.actions.refusals import Refused as ActionRefused
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.kernel.refusal import Refusal
from amanah.rooms.campaigns import services
from amanah.rooms.campaigns.models import Activity, Campaign
from amanah.rooms.campaigns.queries.visible import activities, find
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.sides import sides_of

FIELD_OF = {
    "words": "text",
    "days": "until",
    "outside": "day",
    "future": "day",
    "past": "due_on",
    "cost": "cost",
    "leader": "leader",
    "own": "person",
    "appointed": "person",
    "unit": "unit",
    "audience": "staff",
    "channel": "channels",
    "amount": "amount",
    "people": "people",
    "verifier": "verifier",
    "nobody": "unit",
    "due": "due_on",
}


def campaign_or_404(request: StaffRequest, number: str, *, own: bool = False) -> Campaign:
    """The campaign of that number; with `own`, one that the viewer keeps or owns. Not there and not yours look alike."""
    campaign = find(request.viewer, numbers.tidy(number))
    if campaign is None or (own and not services.writes(request.viewer, campaign)):
        raise Http404
    return campaign


def activity_or_404(request: StaffRequest, number: str) -> Activity:
    """The activity of that number."""
    related = ("campaign__unit", "campaign__owner", "campaign__audience", "responsible")
    activity = activities(request.viewer).filter(number=numbers.tidy(number)).select_related(*related).first()
    if activity is None:
        raise Http404
    return activity


def works_on(request: StaffRequest, campaign: Campaign) -> bool:
    """Whether the viewer works on the campaign, and so sees its money and its reach."""
    return bool(sides_of(request.viewer, campaign))


def act(  # noqa: PLR0917 - the parts of one form page
    request: StaffRequest,
    form: forms.Form,
    done: Callable[[], object],
    back: str,
    heading: str,
    page: Mapping[str, Any] | None = None,
    template: str = "campaigns/write.html",
) -> HttpResponse:
    """Show the form; once it is valid, do it and go back, or say why not beside the field that is meant."""
    if request.method == "POST" and form.is_valid():
        try:
            found = done()
        except (Refused, ActionRefused) as refusal:
            if refusal.code == "not_found":
                raise Http404 from None
            say(form, refusal)
        else:
            messages.success(request, _("Tersimpan."))
            return found if isinstance(found, HttpResponse) else redirect(back)
    context = {"form": form, "back": back, "heading": heading, **(page or {})}
    return render(request, template, context, status=400 if form.errors else 200)


def say(form: forms.Form, refusal: Refusal) -> None:
    """Put a refusal beside the field that is meant, else above the form."""
    field = FIELD_OF.get(refusal.code)
    form.add_error(field if field in form.fields else None, str(refusal))


def tried(request: StaffRequest, done: Callable[[], object], told: str) -> bool:
    """Do what a button asks for, and say what came of it."""
    try:
        done()
    except Refused as refusal:
        if refusal.code == "not_found":
            raise Http404 from None
        messages.error(request, str(refusal))
        return False
    messages.success(request, told)
    return True
