"""Findings: a page each, written by the team, answered by the auditee, followed up by actions."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.actions import queries as actions
from amanah.engines.engagements import addresses, declare, kinds, queries, services
from amanah.engines.engagements.declare import Side
from amanah.engines.engagements.desk import forms
from amanah.engines.engagements.desk.parts import act, engagement_or_404, finding_or_404, offered
from amanah.engines.engagements.models import Finding
from amanah.engines.engagements.sides import sides_of
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.threads import queries as threads


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one finding."""
    finding = finding_or_404(request, number)
    viewer, engagement = request.viewer, finding.engagement
    sides = sides_of(viewer, engagement)
    described = kinds.kind(engagement.kind).criteria(finding.criteria)
    owed = finding.graded.owed and finding.withdrawn_on is None
    stands = queries.follow_up([finding]).get(finding.ref)
    walk = threads.walk_for(viewer, finding.ref)
    context = {
        "finding": finding,
        "engagement": engagement,
        "engagement_url": addresses.of_engagement(engagement.number),
        "grade": finding.graded,
        "criteria": [described[ref] for ref in finding.criteria if ref in described],
        "response": getattr(finding, "response", None),
        "repeats": finding.repeats if _may_see(request, finding.repeats) else None,
        "repeats_url": addresses.of_finding(finding.repeats.number) if finding.repeats is not None else "",
        "stands": stands,
        "actions": actions.arising_from(viewer, finding.ref),
        "ties": [{"source": walk.nodes[tie.source], "verb": tie.verb(tie.source), "target": walk.nodes[tie.target]} for tie in walk.ties],
        "may_change": bool(sides.sides & declare.TEAM) and engagement.state == "fieldwork" and finding.withdrawn_on is None,
        "may_answer": owed and Side.AUDITEE in sides and engagement.state in {"reported", "responded"} and not hasattr(finding, "response"),
        "may_recommend": owed and bool({Side.LEAD, Side.PLANNER} & sides.sides) and engagement.state in {"reported", "responded"},
        "paper_url": addresses.of_paper(engagement.number, finding.paper.seq) if finding.paper is not None and sides.inside else "",
    }
    return render(request, "engagements/finding.html", context)


@signed_in
def add(request: StaffRequest, number: str) -> HttpResponse:
    """Write down what was found, from a paper where the address names one."""
    engagement = engagement_or_404(request, number)
    paper = queries.papers(request.viewer).filter(engagement=engagement, seq=_seq(request)).first()
    initial = {"criteria": paper.criteria if paper else [], "unit": "", "grade": ""}
    first = engagement.subjects.select_related("unit").order_by("pk").first()
    initial["unit"] = first.unit.code if first else ""
    form = forms.FindingForm(request.POST or None, kind=engagement.declared, offered=_criteria(engagement, paper), initial=initial)

    def verb() -> object:
        made = services.write_finding(engagement, form.found, paper=paper, viewer=request.viewer)
        return redirect(addresses.of_finding(made.number))

    page = {
        "heading": _("Tulis temuan"),
        "back": addresses.of_engagement(engagement.number),
        "above": engagement.title,
        "number": engagement.number,
    }
    return act(request, form, verb, page, _FIELDS)


@signed_in
def change(request: StaffRequest, number: str) -> HttpResponse:
    """Put it right before it is reported."""
    finding = finding_or_404(request, number)
    engagement = finding.engagement
    form = forms.FindingForm(
        request.POST or None,
        kind=engagement.declared,
        offered=_criteria(engagement, finding.paper, finding.criteria),
        initial=forms.FindingForm.of(finding),
    )
    return act(
        request,
        form,
        lambda: services.change_finding(finding, form.found, viewer=request.viewer),
        _page(finding, _("Ubah temuan")),
        _FIELDS,
    )


@signed_in
def withdraw(request: StaffRequest, number: str) -> HttpResponse:
    """Take it back before it is reported."""
    finding = finding_or_404(request, number)
    form = forms.ReasonForm(request.POST or None)
    return act(
        request,
        form,
        lambda: services.withdraw_finding(finding, form.cleaned_data["text"], viewer=request.viewer),
        _page(finding, _("Tarik temuan")),
    )


@signed_in
def answer(request: StaffRequest, number: str) -> HttpResponse:
    """Say whether one agrees."""
    finding = finding_or_404(request, number)
    form = forms.AnswerForm(request.POST or None)

    def verb() -> object:
        said = form.cleaned_data
        return services.answer(finding, said["text"], agrees=said["agrees"] == "yes", viewer=request.viewer)

    return act(request, form, verb, _page(finding, _("Tanggapi temuan"), finding.condition))


@signed_in
def recommend(request: StaffRequest, number: str) -> HttpResponse:
    """Recommend something: it becomes an action."""
    finding = finding_or_404(request, number)
    form = forms.RecommendForm(request.POST or None)
    lead = _("Rekomendasi menjadi tindak lanjut unit. Yang memverifikasinya independen dari unit itu.")
    fields = {"verifier": "verifier", "not_independent": "verifier", "due": "due_on", "nobody": "owner", "words": "title"}

    def verb() -> object:
        said = dict(form.cleaned_data)
        return services.recommend(finding, said.pop("title"), said.pop("description"), viewer=request.viewer, **said)

    return act(request, form, verb, _page(finding, _("Beri rekomendasi"), lead), fields)


_FIELDS = {"finding_unit": "unit", "finding_fields": "cause", "criteria": "criteria", "code": "grade"}


def _criteria(engagement: Any, paper: Any = None, chosen: Any = ()) -> list[Any]:
    """The engagement's criteria, and the finer ones that the paper or the finding names."""
    declared = kinds.kind(engagement.kind)
    finer = [ref for ref in dict.fromkeys([*(paper.criteria if paper else ()), *chosen]) if ref not in engagement.criteria]
    described = declared.criteria(finer)
    return [*(described[ref] for ref in finer if ref in described), *offered(engagement)]


def _may_see(request: StaffRequest, finding: Finding | None) -> bool:
    return finding is not None and queries.findings(request.viewer).filter(pk=finding.pk).exists()


def _seq(request: StaffRequest) -> int:
    said = request.GET.get("paper", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0  # noqa: PLR2004 - more papers than fit


def _page(finding: Finding, heading: Any, lead: Any = "") -> dict[str, Any]:
    return {
        "heading": heading,
        "lead": lead,
        "back": addresses.of_finding(finding.number),
        "above": finding.title,
        "number": finding.number,
    }
