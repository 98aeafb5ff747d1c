"""One engagement, one page: its plan, team, papers and findings, and what may be done next; its report as a paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amanah.engines.engagements import addresses, declare, queries
from amanah.engines.engagements.declare import MOVES, Side
from amanah.engines.engagements.desk.document import document
from amanah.engines.engagements.desk.parts import engagement_or_404, offered
from amanah.engines.engagements.models import Engagement
from amanah.engines.engagements.sides import Sides, sides_of
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.exports.pdf import pdf_bytes
from amanah.kernel import clock


@signed_in
@require_safe
def show(request: StaffRequest, number: str) -> HttpResponse:
    """The page of one engagement."""
    engagement = engagement_or_404(request, number)
    viewer = request.viewer
    sides = sides_of(viewer, engagement)
    findings = list(
        queries.findings(viewer)
        .filter(engagement=engagement)
        .select_related("unit", "repeats", "response", "paper")
        .order_by("withdrawn_on", "found_on", "number")
    )
    for finding in findings:
        finding.engagement = engagement
    stands = queries.follow_up(findings)
    running = clocks.open_by_ref([engagement.ref]).get(engagement.ref, [])
    context = {
        "engagement": engagement,
        "kind": engagement.declared.title,
        "state": engagement.stands,
        "subjects": [one.unit for one in engagement.subjects.select_related("unit").order_by("pk")],
        "criteria": offered(engagement),
        "team": queries.team(engagement),
        "waivers": [{"waiver": one, "may_decide": queries.may_decide(viewer, sides, one)} for one in queries.asked(engagement)]
        if sides.inside
        else [],
        "inside": sides.inside,
        "papers": _papers(engagement) if sides.inside else [],
        "findings": [
            {"finding": one, "grade": one.graded, "stands": stands.get(one.ref), "url": addresses.of_finding(one.number)}
            for one in findings
        ],
        "counts": [(declare.ANSWERS[key], n) for key, n in queries.counted(stands.values()).items()] if stands else [],
        "shows_findings": sides.inside or engagement.state in declare.REPORTED,
        "timeline": queries.timeline(engagement, sides),
        "moves": [{"key": key, "title": MOVES[key].title} for key in queries.moves(engagement, sides)],
        **_offers(engagement, sides),
        "clocks": [{"title": declare.CLOCKS[one.name], "deadline": one, "urgency": clocks.describe(one, clock.today())} for one in running],
    }
    return render(request, "engagements/engagement.html", context)


@signed_in
@require_safe
def report(request: StaffRequest, number: str) -> HttpResponse:
    """The report as PDF, once it is issued."""
    engagement = engagement_or_404(request, number)
    if engagement.state not in declare.REPORTED:
        raise Http404
    content = pdf_bytes("engagement_report.typ", document(engagement))
    name = f"{engagement.number}.pdf"
    return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _papers(engagement: Engagement) -> list[dict[str, Any]]:
    return [
        {
            "paper": paper,
            "url": addresses.of_paper(engagement.number, paper.seq),
            "state": declare.PAPER_STATES[paper.state],
            "tone": declare.PAPER_TONES[paper.state],
        }
        for paper in queries.papers_of(engagement)
    ]


def _offers(engagement: Engagement, sides: Sides) -> dict[str, bool]:
    works = bool(sides.sides & declare.TEAM)
    before = engagement.state in declare.BEFORE_REPORT
    return {
        "may_team": Side.PLANNER in sides and before,
        "may_revise": Side.PLANNER in sides and engagement.state == "planned",
        "may_plan_papers": works and before,
        "may_checklist": works and before and bool(engagement.declared.checklist(engagement.criteria)),
        "may_find": works and engagement.state == "fieldwork",
        "has_report": engagement.state in declare.REPORTED,
    }
