"""What was done about a sheet, in order, and what may be done next."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from amanah.engines.instruments.declare import COLUMNS, FOLLOWED, MOVES, OPENERS, STATES, WRITTEN_BY, title_of
from amanah.engines.instruments.models import Proposal, Sheet, Step
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.sides import sides_of
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Happening:
    """One event of the timeline, with the words that were written then; `answers` maps questions to [answer, reason]."""

    day: date
    title: "StrOrPromise"
    actor: str
    tone: str
    detail: str
    text: str
    question: str
    answers: dict[str, list[Any]]


def timeline(viewer: Viewer, sheet: Sheet, *, question: str = "") -> list[Happening]:
    """Everything that was done, newest first; with a question, what was done about that one. Nothing for who may not see the sheet."""
    if not visible(viewer).filter(pk=sheet.pk).exists():
        return []
    steps = sheet.steps.select_related("actor__person", "approver__person").order_by("-seq")
    return [_told(step, question) for step in steps if not question or step.question == question or question in step.answers]


def _told(step: Step, question: str) -> Happening:
    parts = []
    if step.column:
        parts.append(str(COLUMNS[step.column]))
    if len(step.answers) > 1 and not question:
        parts.append(_("%(n)d butir") % {"n": len(step.answers)})
    if step.approver is not None:
        parts.append(_("Disetujui oleh %(name)s") % {"name": step.approver})
    tone = STATES[step.target].tone if step.source != step.target else "neutral"
    answers = {question: step.answers[question]} if question in step.answers else {} if question else step.answers
    return Happening(step.day, title_of(step.act), str(step.actor), tone, " · ".join(parts), step.text, step.question, answers)


def open_proposal(sheet: Sheet) -> Proposal | None:
    """The reopening that waits for a second person, if any."""
    return sheet.proposals.filter(verdict=Proposal.Verdict.OPEN).select_related("proposer__person", "sheet").first()


@dataclass(frozen=True)
class Offers:
    """What the viewer may do now: moves and acts by key, the column they may write (or ""), whether the proposal is theirs to decide."""

    acts: tuple[str, ...]
    column: str
    may_decide: bool
    may_note: bool
    may_continue: bool
    """Whether they may open the next round."""


def offers(viewer: Viewer, sheet: Sheet, proposal: Proposal | None = None) -> Offers:
    """What the table and the viewer's sides allow, before anyone tries."""
    sides = sides_of(viewer, sheet)
    acts = [key for key, move in MOVES.items() if sheet.state in move.sources and sides & move.sides and not (move.four_eyes and proposal)]
    turn = sheet.stands.column
    mine = turn is not None and WRITTEN_BY[turn] in sides
    if mine and sheet.state == "internal":
        acts.insert(0, "agreed")
    if mine and sheet.state == "external":
        acts.insert(0, "verdict")
    deciding = proposal is not None and bool(sides & MOVES["reopen"].sides) and not same_person(proposal.proposer, viewer.account)
    further = sheet.state in FOLLOWED and bool(sides & OPENERS) and not Sheet.objects.filter(previous=sheet).exists()
    return Offers(tuple(acts), str(turn or "") if mine else "", deciding, turn is not None and bool(sides), further)
