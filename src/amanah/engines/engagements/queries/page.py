"""One engagement for its page: what was done, what the viewer may do, and how its team stands."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from amanah.engines.engagements import declare, independence
from amanah.engines.engagements.declare import MOVES, Side
from amanah.engines.engagements.models import Engagement, Member, Paper, Waiver
from amanah.engines.engagements.sides import Sides
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


TOLD_BY_PAPERS = ("paper_drawn", "paper_done", "paper_reviewed")


@dataclass(frozen=True)
class Happening:
    """One event of the timeline."""

    day: date
    title: "StrOrPromise"
    actor: str
    tone: str
    about: str
    text: str


def timeline(engagement: Engagement, sides: Sides) -> list[Happening]:
    """Everything that was done, newest first, but for what each working paper tells of itself.

    Those who are looked at are not told what is inner to the team.
    """
    steps = engagement.steps.exclude(act__in=TOLD_BY_PAPERS).select_related("actor__person").order_by("-seq")
    if not sides.inside:
        steps = steps.filter(inner=False)
    return [
        Happening(
            step.day,
            declare.title_of(step.act),
            str(step.actor),
            declare.STATES[step.target].tone if step.source != step.target else "neutral",
            step.about,
            "" if step.act == "opened" else step.text,
        )
        for step in steps
    ]


@dataclass(frozen=True)
class Seat:
    """Somebody of the team; `grounds` are waived reasons why they are not independent, `unwaived` what stops their work today."""

    member: Member
    part: "StrOrPromise"
    waivers: tuple[Waiver, ...]
    unwaived: tuple[str, ...]


def team(engagement: Engagement) -> list[Seat]:
    """Who is in the team today, with what stands against their independence, asked for all of them at once."""
    granted: dict[object, list[Waiver]] = {}
    for waiver in Waiver.objects.filter(engagement=engagement, verdict="granted").select_related("person", "asked_by", "decided_by"):
        granted.setdefault(waiver.person_id, []).append(waiver)
    members = list(Member.objects.filter(engagement=engagement, until__isnull=True).select_related("person"))
    live = engagement.state in declare.BEFORE_REPORT
    unwaived = independence.unwaived_of_each([member.person for member in members], engagement) if live else {}
    return [
        Seat(
            member,
            declare.PARTS[member.part],
            tuple(granted.get(member.person_id, ())),
            unwaived.get(member.person_id, ()),
        )
        for member in members
    ]


def asked(engagement: Engagement) -> list[Waiver]:
    """The waivers that wait for a second person."""
    return list(Waiver.objects.filter(engagement=engagement, verdict="asked").select_related("person", "asked_by"))


def may_decide(viewer: Viewer, sides: Sides, waiver: Waiver) -> bool:
    """Whether the viewer could be that second person."""
    person_id = viewer.account.person_id
    return Side.PLANNER in sides and person_id is not None and person_id not in {waiver.asked_by_id, waiver.person_id}


def moves(engagement: Engagement, sides: Sides) -> list[str]:
    """The keys of the moves that the table and the viewer's sides allow, the one that leads on first."""
    return [key for key, move in MOVES.items() if engagement.state in move.sources and sides.sides & move.sides]


@dataclass(frozen=True)
class PaperOffers:
    """What the viewer may do with a paper now."""

    draw: bool
    write: bool
    review: bool
    skip: bool


def paper_offers(viewer: Viewer, sides: Sides, paper: Paper) -> PaperOffers:
    """What the table and the viewer's sides allow."""
    works = bool(sides.sides & declare.TEAM)
    state = paper.engagement.state
    mine = paper.author_id == viewer.account.person_id
    writing = works and paper.state in {"planned", "returned"}
    return PaperOffers(
        draw=writing and state in {"prepared", "fieldwork"} and not paper.seed,
        write=writing and state == "fieldwork",
        review=works and state == "fieldwork" and paper.state == "done" and not mine,
        skip=writing and state in declare.BEFORE_REPORT,
    )
