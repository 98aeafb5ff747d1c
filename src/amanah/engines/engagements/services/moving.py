"""The moves of an engagement, with what must be true before each."""

from datetime import date

from django.db import transaction

from amanah.engines.engagements import declare
from amanah.engines.engagements.declare import ANSWER, MOVES, Part
from amanah.engines.engagements.events import FindingReported
from amanah.engines.engagements.models import LETTER, WORDS, Engagement, Finding, Step
from amanah.engines.engagements.queries.follow_up import follow_up
from amanah.engines.engagements.queries.report import digest
from amanah.engines.engagements.refusals import Refused
from amanah.engines.engagements.services.stepping import check_independent, hold, need, need_team, worded, write_step
from amanah.engines.engagements.sides import Sides
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock, events


@transaction.atomic
def prepare(engagement: Engagement, assignment: str, assigned_on: date, *, viewer: Viewer) -> Step:
    """The lead says that it is prepared: the team is there and independent, and what is to be tested is written down.

    Args:
        engagement: a planned one.
        assignment: the number of the letter of assignment.
        assigned_on: its day, not after today.
        viewer: the lead.

    Raises:
        Refused: "not_found", "side", "state", "words", "days", "lead", "reviewer", "papers", "excluded", or NotIndependent.
    """
    sides = _ready(engagement, "prepare", viewer)
    need_team(engagement, viewer, sides, MOVES["prepare"].sides)
    if assigned_on > clock.today():
        raise Refused("days")
    _check_team(engagement)
    if not engagement.papers.exclude(state="skipped").exists():
        raise Refused("papers")
    engagement.assignment, engagement.assigned_on = worded(assignment)[:LETTER], assigned_on
    return _go(engagement, "prepare", viewer, text=engagement.assignment)


@transaction.atomic
def begin(engagement: Engagement, *, viewer: Viewer) -> Step:
    """The lead begins the work.

    Raises:
        Refused: "not_found", "side", "state", "lead", "reviewer", "excluded", or NotIndependent.
    """
    sides = _ready(engagement, "begin", viewer)
    need_team(engagement, viewer, sides, MOVES["begin"].sides)
    _check_team(engagement)
    return _go(engagement, "begin", viewer)


@transaction.atomic
def report(engagement: Engagement, conclusion: str, *, viewer: Viewer) -> Step:
    """The lead issues the report: every paper was reviewed by somebody else, everybody of the team is still independent.

    From here on nothing of papers and findings changes; the ledger keeps the digest of what the report says.

    Raises:
        Refused: "not_found", "side", "state", "words", "lead", "reviewer", "papers_open", "excluded", or NotIndependent.
    """
    sides = _ready(engagement, "report", viewer)
    need_team(engagement, viewer, sides, MOVES["report"].sides)
    _check_team(engagement)
    if engagement.papers.exclude(state__in=sorted(declare.PAPER_ENDS)).exists():
        raise Refused("papers_open")
    if not engagement.papers.filter(state="reviewed").exists():
        raise Refused("papers")
    engagement.conclusion, engagement.reported_on = worded(conclusion)[:WORDS], clock.today()
    engagement.report_sha = digest(engagement)
    reported = list(Finding.objects.filter(engagement=engagement, withdrawn_on__isnull=True).order_by("pk"))
    deadline = clocks.start(engagement.ref, ANSWER, engagement.declared.answer_within, clock.today(), viewer.actor)
    for finding in reported:
        owed = finding.grade in engagement.declared.owed
        events.publish(FindingReported(finding.pk, engagement.pk, viewer.actor, engagement.kind, finding.grade, owed))
    facts = {"report": engagement.report_sha, "findings": [finding.number for finding in reported], "due_on": deadline.due_on}
    step = _go(engagement, "report", viewer, text=engagement.conclusion, facts=facts)
    if not _owed(engagement):
        conclude_when_answered(engagement, viewer)
    return step


@transaction.atomic
def conclude(engagement: Engagement, words: str, *, viewer: Viewer) -> Step:
    """End the time for answers although some are missing, once the clock has run out.

    Raises:
        Refused: "not_found", "side", "state", "words" or "answers_open".
    """
    need(_ready(engagement, "conclude", viewer), MOVES["conclude"].sides)
    deadline = Deadline.objects.filter(ref=engagement.ref, name=ANSWER, stopped_on__isnull=True).first()
    if _unanswered(engagement) and deadline is not None and deadline.due_on >= clock.today():
        raise Refused("answers_open")
    return _concluded(engagement, viewer, worded(words))


def conclude_when_answered(engagement: Engagement, viewer: Viewer) -> None:
    """Go on by itself with the last answer. Part of the caller's transaction."""
    if engagement.state == "reported" and not _unanswered(engagement):
        _concluded(engagement, viewer, "")


@transaction.atomic
def follow(engagement: Engagement, words: str, *, viewer: Viewer) -> Step:
    """Say that everything that was owed is followed up: each finding has actions, and all of them are closed.

    Raises:
        Refused: "not_found", "side", "state", "words" or "follow_up_open".
    """
    need(_ready(engagement, "follow", viewer), MOVES["follow"].sides)
    stands = follow_up(_owed(engagement))
    if any(one.answer not in {"done", "never"} for one in stands.values()):
        raise Refused("follow_up_open")
    return _go(engagement, "follow", viewer, text=worded(words))


@transaction.atomic
def close(engagement: Engagement, words: str, *, viewer: Viewer) -> Step:
    """A planner who did not lead it closes it.

    Raises:
        Refused: "not_found", "side", "state", "words" or "lead_closes".
    """
    need(_ready(engagement, "close", viewer), MOVES["close"].sides)
    led = engagement.team.filter(part=Part.LEAD).values_list("person_id", flat=True)
    if viewer.account.person_id in set(led):
        raise Refused("lead_closes")
    return _go(engagement, "close", viewer, text=worded(words))


@transaction.atomic
def cancel(engagement: Engagement, why: str, *, viewer: Viewer) -> Step:
    """Call it off before it is reported, with a reason.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    need(_ready(engagement, "cancel", viewer), MOVES["cancel"].sides)
    return _go(engagement, "cancel", viewer, text=worded(why))


def _ready(engagement: Engagement, key: str, viewer: Viewer) -> Sides:
    sides = hold(engagement, viewer)
    if engagement.state not in MOVES[key].sources:
        raise Refused("state")
    return sides


def _check_team(engagement: Engagement) -> None:
    """A lead, a second person to review papers, and everybody independent as of today."""
    team = list(engagement.team.filter(until__isnull=True).select_related("person"))
    if not any(member.part == Part.LEAD for member in team):
        raise Refused("lead")
    if len(team) < 2:  # noqa: PLR2004 - an author and a reviewer
        raise Refused("reviewer")
    for member in team:
        check_independent(member.person, engagement)


def _owed(engagement: Engagement) -> list[Finding]:
    found = Finding.objects.filter(engagement=engagement, withdrawn_on__isnull=True, grade__in=sorted(engagement.declared.owed))
    return list(found.select_related("engagement"))


def _unanswered(engagement: Engagement) -> bool:
    owed = Finding.objects.filter(engagement=engagement, withdrawn_on__isnull=True, grade__in=sorted(engagement.declared.owed))
    return owed.filter(response__isnull=True).exists()


def _concluded(engagement: Engagement, viewer: Viewer, text: str) -> Step:
    for deadline in Deadline.objects.filter(ref=engagement.ref, name=ANSWER, stopped_on__isnull=True):
        clocks.stop(deadline, clock.today(), viewer.actor)
    return _go(engagement, "conclude", viewer, text=text)


def _go(engagement: Engagement, key: str, viewer: Viewer, *, text: str = "", facts: dict[str, object] | None = None) -> Step:
    source, engagement.state = engagement.state, MOVES[key].target
    if engagement.state in declare.ENDED:
        engagement.ended_on = clock.today()
    return write_step(engagement, key, viewer, source=source, text=text, facts=facts)
