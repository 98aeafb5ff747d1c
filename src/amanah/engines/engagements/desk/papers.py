"""Working papers: a page each, and what may be done with one."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from amanah.engines.engagements import addresses, declare, kinds, queries, services
from amanah.engines.engagements.desk import forms
from amanah.engines.engagements.desk.parts import act, engagement_or_404, offered, paper_or_404
from amanah.engines.engagements.models import Engagement, Paper
from amanah.engines.engagements.proving import purpose_of
from amanah.engines.engagements.services import Procedure
from amanah.engines.engagements.sides import sides_of
from amanah.engines.proofs.desk.panel import panel
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest


@signed_in
@require_safe
def show(request: StaffRequest, number: str, seq: int) -> HttpResponse:
    """One working paper with its sample, what was not sampled, and its result."""
    paper = paper_or_404(request, number, seq)
    engagement = paper.engagement
    described = kinds.kind(engagement.kind).criteria(paper.criteria)
    results = {position: (outcome, note) for position, outcome, note in paper.results}
    rows = [
        {
            "position": position,
            "item": paper.items[position - 1],
            "outcome": declare.OUTCOMES[results[position][0]] if position in results else "",
            "amiss": position in results and results[position][0] == declare.EXCEPTION,
            "note": results[position][1] if position in results else "",
        }
        for position in paper.chosen
    ]
    context = {
        "engagement": engagement,
        "paper": paper,
        "state": declare.PAPER_STATES[paper.state],
        "tone": declare.PAPER_TONES[paper.state],
        "criteria": [described[ref] for ref in paper.criteria if ref in described],
        "rows": rows,
        "left_out": forms.left_out(paper) if paper.seed else [],
        "findings": paper.findings.filter(withdrawn_on__isnull=True),
        "offers": queries.paper_offers(request.viewer, sides_of(request.viewer, engagement), paper),
        "panel": panel(request.viewer, purpose_of(paper), request.path),
    }
    return render(request, "engagements/paper.html", context)


@signed_in
def add(request: StaffRequest, number: str) -> HttpResponse:
    """Write down one thing that is to be tested."""
    engagement = engagement_or_404(request, number)
    form = forms.PaperForm(request.POST or None, offered=offered(engagement))
    return act(
        request,
        form,
        lambda: services.add_papers(engagement, [form.procedure], viewer=request.viewer),
        _page(engagement, _("Susun kertas kerja")),
    )


@signed_in
def checklist(request: StaffRequest, number: str) -> HttpResponse:
    """Take over what the kind's book asks for the engagement's criteria: a paper each, for those that have none yet."""
    engagement = engagement_or_404(request, number)
    every = list(engagement.declared.checklist(engagement.criteria))
    there = {ref for criteria in engagement.papers.values_list("criteria", flat=True) for ref in criteria}
    left = [one for one in every if not there & set(one.criteria)]
    form = forms.NoForm(request.POST if request.method == "POST" else None)
    lead = _("%(n)d kertas kerja disusun dari daftar periksa; yang sudah ada tidak diubah.") % {"n": len(left)}

    def verb() -> object:
        procedures = [Procedure(one.title, one.tested, one.criteria) for one in left]
        return services.add_papers(engagement, procedures, viewer=request.viewer)

    return act(request, form, verb, _page(engagement, _("Susun dari daftar periksa"), lead))


@signed_in
def sample(request: StaffRequest, number: str, seq: int) -> HttpResponse:
    """Draw a sample."""
    paper = paper_or_404(request, number, seq)
    form = forms.SampleForm(request.POST or None)
    lead = _("Sistem mengundi butir yang diperiksa dan menyimpan angka undiannya, sehingga siapa pun dapat mengulang undian yang sama.")

    def verb() -> object:
        said = form.cleaned_data
        return services.draw_sample(
            paper,
            said["about"],
            said["size"],
            said["not_sampled"],
            items=form.lines,
            population=said["population"] or 0,
            viewer=request.viewer,
        )

    fields = {"population": "items", "sample": "size", "not_sampled": "not_sampled"}
    return act(request, form, verb, _paper_page(paper, _("Ambil sampel"), lead), fields)


@signed_in
def result(request: StaffRequest, number: str, seq: int) -> HttpResponse:
    """Say what came of it."""
    paper = paper_or_404(request, number, seq)
    form = forms.ResultForm(request.POST or None, paper=paper, initial={"result": paper.result})
    page = _paper_page(paper, _("Tulis hasil pengujian"), paper.tested) | {"sampled": bool(paper.chosen)}
    return act(
        request,
        form,
        lambda: services.write_result(paper, form.cleaned_data["result"], outcomes=form.outcomes, viewer=request.viewer),
        page,
    )


@signed_in
def judge(request: StaffRequest, number: str, seq: int, verdict: str) -> HttpResponse:
    """Review somebody else's paper, send it back, or leave it out."""
    paper = paper_or_404(request, number, seq)
    verbs = {
        "review": (_("Nyatakan direviu"), services.review_paper),
        "return": (_("Kembalikan kertas kerja"), services.return_paper),
        "skip": (_("Tidak dilakukan"), services.skip_paper),
    }
    if verdict not in verbs:
        raise Http404
    heading, verb = verbs[verdict]
    form = (forms.ReasonForm if verdict == "skip" else forms.WordsForm)(request.POST or None)
    return act(
        request, form, lambda: verb(paper, form.cleaned_data["text"], viewer=request.viewer), _paper_page(paper, heading, paper.title)
    )


def _page(engagement: Engagement, heading: Any, lead: Any = "") -> dict[str, Any]:
    return {
        "heading": heading,
        "lead": lead,
        "back": addresses.of_engagement(engagement.number),
        "above": engagement.title,
        "number": engagement.number,
    }


def _paper_page(paper: Paper, heading: Any, lead: Any = "") -> dict[str, Any]:
    number = paper.engagement.number
    return {
        "heading": heading,
        "lead": lead,
        "back": addresses.of_paper(number, paper.seq),
        "above": f"{paper.index} {paper.title}",
        "number": number,
    }
