"""What the pages of approvals share: finding a record, acting on it, its history, and the way from one part to the other."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from amanah.engines.proofs.desk.panel import Panel, panel
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock, numbers
from amanah.rooms.antibribery.approvals import declare, nodes
from amanah.rooms.antibribery.approvals.models import Step
from amanah.rooms.antibribery.approvals.queries import visible

FIELDS = {
    "unit": "unit",
    "scope": "unit",
    "side": "unit",
    "value": "value",
    "pending": "pending_words",
    "future": "day",
    "evidence": "evidence",
    "deviation": "deviation",
    "days": "until",
    "self": "delegate",
    "delegator": "delegator",
    "interest": "delegate",
    "post": "delegate",
    "ceiling": "ceiling",
    "instead": "instead",
    "proof": "document",
    "reason": "reason",
    "done": "instead",
}
"""Which field of a form a refusal speaks of."""


def tabs(current: str) -> list[dict[str, Any]]:
    """The parts that have lists of their own."""
    year = clock.today().year
    told = (
        ("list", _("Pemberian"), reverse("smap_approvals:list")),
        ("delegations", _("Keputusan yang didelegasikan"), reverse("smap_approvals:delegations")),
        ("commitments", _("Komitmen rekan bisnis"), reverse("smap_approvals:commitments")),
        ("register", _("Register tahunan"), reverse("smap_approvals:register", args=[year])),
    )
    return [{"title": title, "url": url, "current": key == current} for key, title, url in told]


def found_or_404(find: Callable[[Any, str], Any], request: StaffRequest, number: str) -> Any:
    """The record of that number. Not there and not yours look alike."""
    one = find(request.viewer, numbers.tidy(number))
    if one is None:
        raise Http404
    return one


def timeline(ref: str) -> list[dict[str, Any]]:
    """What was done about it, newest first."""
    steps = Step.objects.filter(ref=ref).select_related("actor__person").order_by("-seq")
    return [
        {
            "title": declare.ACTS[step.act],
            "day": step.day,
            "actor": str(step.actor) if step.actor is not None else _("Sistem"),
            "text": step.text,
            "tone": declare.ACT_TONES.get(step.act, "neutral"),
        }
        for step in steps
    ]


def proofs(request: StaffRequest, one: Any) -> Panel:
    """The proofs beside it."""
    return panel(request.viewer, nodes.purpose_of(one), request.get_full_path())


def own_unit(request: StaffRequest) -> Unit | None:
    """The unit that a form begins with."""
    return next(iter(visible.own_units(request.viewer)), None)


def page_of(one: Any, name: str, heading: Any, lead: Any) -> dict[str, Any]:
    """What the page of an act on a record says above its form."""
    return {"heading": str(heading), "lead": str(lead), "back": nodes.address_of(one), "above": name, "number": one.number}
