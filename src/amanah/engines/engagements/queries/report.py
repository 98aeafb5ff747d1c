"""What the report of an engagement says, whole: for its digest and for its paper. Who may read it is the caller's to decide."""

from collections.abc import Sequence
from typing import Any

from amanah.engines.engagements.criteria import within
from amanah.engines.engagements.models import Engagement, Finding, Member, Paper, Waiver
from amanah.kernel import canonical


def papers_of(engagement: Engagement) -> list[Paper]:
    """Its working papers, in order."""
    return list(Paper.objects.filter(engagement=engagement).select_related("author", "reviewer"))


def findings_of(engagement: Engagement) -> list[Finding]:
    """Its findings that were not withdrawn, as they were found."""
    found = Finding.objects.filter(engagement=engagement, withdrawn_on__isnull=True)
    found = found.select_related("unit", "author", "paper", "repeats__engagement", "response__person")
    listed = list(found.order_by("found_on", "number"))
    for finding in listed:
        finding.engagement = engagement
    return listed


def untested(engagement: Engagement, papers: Sequence[Paper]) -> list[str]:
    """The criteria on which no working paper was carried out and reviewed: about them the report says nothing."""
    tested = [ref for paper in papers if paper.state == "reviewed" for ref in paper.criteria]
    return [one for one in engagement.criteria if not any(within(ref, [one]) for ref in tested)]


def team_of(engagement: Engagement) -> list[Member]:
    """Everybody who was in the team."""
    return list(Member.objects.filter(engagement=engagement).select_related("person"))


def waivers_of(engagement: Engagement) -> list[Waiver]:
    """The waivers that were granted and stand."""
    found = Waiver.objects.filter(engagement=engagement, verdict="granted")
    return list(found.select_related("person", "asked_by", "decided_by"))


def digest(engagement: Engagement) -> str:
    """SHA-256 over everything that the report says on the day it is issued, in hexadecimal."""
    told: dict[str, Any] = {
        "number": engagement.number,
        "title": engagement.title,
        "objective": engagement.objective,
        "covers": engagement.covers,
        "leaves_out": engagement.leaves_out,
        "criteria": engagement.criteria,
        "period": [engagement.period_from, engagement.period_to],
        "conclusion": engagement.conclusion,
        "subjects": sorted(str(unit_id) for unit_id in engagement.subjects.values_list("unit_id", flat=True)),
        "team": [[str(one.person_id), one.part, one.since, one.until] for one in team_of(engagement)],
        "waivers": [[str(one.person_id), one.grounds, one.reason, one.answer] for one in waivers_of(engagement)],
        "papers": [_paper(one) for one in papers_of(engagement)],
        "findings": [_finding(one) for one in findings_of(engagement)],
    }
    return canonical.digest(told).hex()


def _paper(paper: Paper) -> list[Any]:
    drawn = [paper.about, paper.population, paper.digest, paper.seed, paper.chosen, paper.not_sampled]
    return [paper.index, paper.title, paper.tested, paper.criteria, drawn, paper.results, paper.result, paper.state, paper.review]


def _finding(finding: Finding) -> list[Any]:
    words = [finding.title, finding.condition, finding.criterion, finding.cause, finding.effect]
    return [finding.number, str(finding.unit_id), finding.grade, finding.criteria, words]
