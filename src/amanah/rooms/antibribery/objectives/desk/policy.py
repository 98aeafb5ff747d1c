"""The policy of a scope at the desk: what is known of it, what is missing, and the acts on it."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.engagements.desk.parts import act
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.antibribery.desk.acts import kept
from amanah.rooms.antibribery.desk.pages import framed, scope_or_404
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.objectives import addresses, declare, elements, queries, services
from amanah.rooms.antibribery.objectives.desk import forms
from amanah.rooms.antibribery.objectives.models import Judgement, Policy
from amanah.rooms.antibribery.objectives.queries.objectives import timeline
from amanah.rooms.antibribery.queries import sides_of

HERE = "smap_objectives:policy"
FIELDS = {"document": "document", "unchanged": "document", "words": "quoted"}


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """Which document it is, whether it holds everything, who received it, where it can be had, and what is missing."""
    scope = scope_or_404(request, number)
    found = queries.policy.shown(request.viewer, scope)
    sides = sides_of(request.viewer, scope)
    may_decide = scope.closed_on is None and (sides.keeps or sides.leads)
    account = request.viewer.account
    lines = [
        {
            "line": line,
            "to_decide": may_decide
            and line.judgement is not None
            and line.judgement.state == declare.JUDGED
            and not same_person(line.judgement.judged_by, account),
            "edition": line.element.key.partition("/")[0],
            "question": line.element.key.partition("/")[2],
        }
        for line in found.lines
    ]
    more = {
        "found": found,
        "lines": lines,
        "holding": len(found.lines) - len(found.missing),
        "places": [(declare.PLACES[one.sort], one) for one in found.places],
        "timeline": [(declare.ACTS[step.act], step) for step in timeline(found.policy.ref)] if found.policy is not None else [],
    }
    return render(request, "smap_objectives/policy.html", framed(request, scope, HERE, **more))


@signed_in
def choose(request: StaffRequest, number: str) -> HttpResponse:
    """Say which document is the policy."""
    scope = kept(request, number)
    form = forms.ChooseForm(request.POST or None, viewer=request.viewer)
    verb = lambda: services.choose(scope, form.cleaned_data["document"], form.cleaned_data["reason"], viewer=request.viewer)  # noqa: E731 - read below
    return act(request, form, verb, _page(scope, _("Tetapkan kebijakan")), FIELDS)


@signed_in
def judge(request: StaffRequest, number: str, edition: str, question: str) -> HttpResponse:
    """Judge one element."""
    scope = kept(request, number)
    policy = _policy(scope)
    element = next((one for one in elements.asked(scope) if one.key == f"{edition}/{question}" and one.judged), None)
    if element is None:
        raise Http404
    form = forms.JudgeForm(request.POST or None)
    verb = lambda: services.judge(policy, element.key, viewer=request.viewer, **form.cleaned_data)  # noqa: E731 - read below
    return act(request, form, verb, _page(scope, _("Nilai unsur kebijakan"), f"{element.text} {element.ask}"), FIELDS)


@signed_in
def decide(request: StaffRequest, number: str, judgement_id: int) -> HttpResponse:
    """Approve a judgement of somebody else, or send it back."""
    scope = scope_or_404(request, number)
    judgement = get_object_or_404(Judgement.objects.select_related("judged_by__person"), pk=judgement_id, policy__scope=scope)
    form = forms.DecideForm(request.POST or None)

    def verb() -> None:
        given = form.cleaned_data
        services.decide(judgement, approve=given["verdict"] == "yes", remark=given["remark"], viewer=request.viewer)

    lead = f"{declare.VERDICTS[judgement.verdict]}. “{judgement.quoted}” {judgement.reason}" if judgement.quoted else judgement.reason
    return act(request, form, verb, _page(scope, _("Putuskan penilaian"), lead), {"words": "remark"})


@signed_in
def publish(request: StaffRequest, number: str) -> HttpResponse:
    """Write down where it can be had."""
    scope = kept(request, number)
    policy = _policy(scope)
    form = forms.PublishForm(request.POST or None)
    verb = lambda: services.publish(policy, form.cleaned_data["sort"], form.cleaned_data["place"], viewer=request.viewer)  # noqa: E731 - read below
    return act(request, form, verb, _page(scope, _("Catat tempat kebijakan")), FIELDS)


@signed_in
def unpublish(request: StaffRequest, number: str, place_id: int) -> HttpResponse:
    """It cannot be had there any more."""
    scope = kept(request, number)
    place = get_object_or_404(_policy(scope).publications.filter(until__isnull=True), pk=place_id)
    form = forms.ReasonForm(request.POST or None)
    verb = lambda: services.unpublish(place, form.cleaned_data["reason"], viewer=request.viewer)  # noqa: E731 - read below
    return act(request, form, verb, _page(scope, _("Akhiri tempat ini"), place.place), {"words": "reason"})


def _policy(scope: Scope) -> Policy:
    found = queries.policy.current(scope)
    if found is None:
        raise Http404
    return found


def _page(scope: Scope, heading: str, lead: str = "") -> dict[str, str]:
    back = addresses.of_policy(scope.number)
    return {"heading": heading, "back": back, "above": _("Kebijakan"), "number": "", "lead": lead or scope.title}
