"""What was done about an action, in order, and what may be done next."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from amanah.engines.actions.declare import CHECKING, DOING, MOVES, STATES, WORKING, Side, title_of
from amanah.engines.actions.models import Action, Part, Proposal, Step
from amanah.engines.actions.queries.visible import visible
from amanah.engines.actions.sides import owes, sides_of, standing
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Happening:
    """One event of the timeline, with the words that were written then."""

    day: date
    title: "StrOrPromise"
    actor: str
    tone: str
    detail: str
    text: str
    evidence: str


def timeline(viewer: Viewer, action: Action) -> list[Happening]:
    """Everything that was done, newest first; nothing at all for who may not see the action."""
    if not visible(viewer).filter(pk=action.pk).exists():
        return []
    steps = action.steps.select_related("actor__person", "approver__person", "part__unit").order_by("-seq")
    return [_told(step) for step in steps]


def _told(step: Step) -> Happening:
    state = STATES[step.target]
    parts = []
    if step.source != step.target and step.act == "progress":
        parts.append(_("Status: %(state)s") % {"state": state.title})
    if step.progress is not None:
        parts.append(_("Kemajuan %(n)d%%") % {"n": step.progress})
    if step.part is not None:
        parts.append(f"{step.part.unit}: {step.part.task}")
    if step.approver is not None:
        parts.append(_("Disetujui oleh %(name)s") % {"name": step.approver})
    moved = step.source != step.target
    text = "" if step.act == "opened" else step.text
    return Happening(
        step.day, title_of(step.act), str(step.actor), state.tone if moved else "neutral", " · ".join(parts), text, step.evidence
    )


def open_proposal(action: Action) -> Proposal | None:
    """The proposal that waits for a second person, if any."""
    return action.proposals.filter(verdict=Proposal.Verdict.OPEN).select_related("proposer__person", "action").first()


@dataclass(frozen=True)
class Offers:
    """What the viewer may do now: keys of acts in the order in which they press, and the parts they may finish."""

    acts: tuple[str, ...]
    parts: tuple[Part, ...]
    may_decide: bool


def offers(viewer: Viewer, action: Action, parts: list[Part], proposal: Proposal | None) -> Offers:
    """What the table and the viewer's sides allow, before anyone tries."""
    sides = sides_of(viewer, action, parts)
    left = [part for part in parts if part.done_on is None]
    acts = [
        key
        for key, move in MOVES.items()
        if action.state in move.sources and sides & move.sides and not (move.four_eyes and proposal) and not (key == "report" and left)
    ]
    if action.state in WORKING and sides & DOING:
        acts.insert(1 if acts else 0, "progress")
    if action.state in WORKING and sides & CHECKING:
        acts.insert(0, "extend")
    if action.closed_on is None and sides & CHECKING:
        acts.append("appoint")
    who = standing(viewer)
    mine = tuple(part for part in left if action.state in WORKING and owes(who, part.person_id, part.unit_id))
    deciding = proposal is not None and bool(sides & MOVES[proposal.move].approvers)
    may_decide = deciding and proposal is not None and not same_person(proposal.proposer, viewer.account)
    return Offers(tuple(acts), mine, may_decide)


def next_act(sides: frozenset[Side], action: Action) -> "StrOrPromise":
    """The one next act of somebody on these sides, or nothing where they wait."""
    if action.state == "reported_done":
        return _("Verifikasi hasilnya") if Side.VERIFIER in sides else ""
    if not sides & DOING:
        return ""
    return {"open": _("Mulai kerjakan"), "returned": _("Perbaiki lalu laporkan kembali")}.get(
        action.state, _("Kerjakan dan laporkan kemajuannya")
    )
