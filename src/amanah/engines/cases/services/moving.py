"""Moves, alone or with four eyes."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from amanah.engines.cases import turning
from amanah.engines.cases.declare import Move
from amanah.engines.cases.events import ApprovalAsked, ApprovalDecided, CaseClosed, CaseMoved, CaseReopened
from amanah.engines.cases.models import Case, Proposal, Step
from amanah.engines.cases.queries.visible import may_see
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import Mover, actor_of, holds
from amanah.engines.cases.services.locking import count_change, declared_move, lock
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, events


@transaction.atomic
def move(
    case: Case,
    move_key: str,
    *,
    viewer: Mover,
    approver: Viewer | None = None,
    outcome: str = "",
    reason_field: str = "",
    day: date | None = None,
    facts: Mapping[str, Any] | None = None,
) -> Step:
    """Make a move. `case` is brought up to date first and shows its new state afterwards.

    For a move that needs four eyes, `approver` is the second person; screens use `propose` and `approve` instead, where each of the
    two acts for themself.

    Raises:
        Refused: "not_found", "unknown_move", "state", "role", "outcome", "reason", "guard", "excluded", "four_eyes",
            "no_approval", "same_person" or "approver".
    """
    lock(case, viewer)
    declared = declared_move(case, move_key)
    check(case, declared, viewer, outcome=outcome, reason_field=reason_field)
    if approver is None:
        if declared.four_eyes:
            raise Refused("four_eyes")
    else:
        check_approver(case, declared, viewer, approver)
    return _take(
        case,
        declared,
        actor=actor_of(viewer),
        approver=approver.actor if approver else "",
        outcome=outcome,
        reason_field=reason_field,
        day=day,
        facts=facts,
    )


@transaction.atomic
def propose(case: Case, move_key: str, *, viewer: Viewer, outcome: str = "", reason_field: str = "", day: date | None = None) -> Proposal:
    """Ask for the second pair of eyes. One proposal waits at a time.

    Raises:
        Refused: as `move`, and "open_proposal".
    """
    lock(case, viewer)
    declared = declared_move(case, move_key)
    if not declared.four_eyes:
        raise Refused("no_approval")
    check(case, declared, viewer, outcome=outcome, reason_field=reason_field)
    if case.proposals.filter(verdict=Proposal.Verdict.OPEN).exists():
        raise Refused("open_proposal")
    day = day or clock.today()
    proposal = Proposal.objects.create(
        case=case, move=move_key, outcome=outcome, reason_field=reason_field, proposer=viewer.account, day=day, position=count_change(case)
    )
    case.save(update_fields=["changes"])
    events.publish(ApprovalAsked(case_id=case.id, kind=case.kind, actor=viewer.actor, proposal_id=proposal.pk, move=move_key))
    ledger.append("case.proposed", case.ref, {"move": move_key, "outcome": outcome, "day": day}, actor=viewer.actor)
    return proposal


@transaction.atomic
def approve(proposal: Proposal, *, viewer: Viewer, day: date | None = None, facts: Mapping[str, Any] | None = None) -> Step:
    """Be the second pair of eyes: the proposed move is made.

    Raises:
        Refused: as `move`; "decided" when somebody was faster; "role" also when the proposer may no longer propose it.
    """
    case, declared = _open(proposal, viewer)
    proposer = Viewer.of(proposal.proposer)
    check_approver(case, declared, proposer, viewer)
    if not may_see(proposer, case.pk):
        raise Refused("role")
    check(case, declared, proposer, outcome=proposal.outcome, reason_field=proposal.reason_field)
    _decide(proposal, Proposal.Verdict.APPROVED, viewer, day)
    events.publish(ApprovalDecided(case.id, case.kind, viewer.actor, proposal.pk, declared.key, Proposal.Verdict.APPROVED.value))
    return _take(
        case,
        declared,
        actor=proposer.actor,
        approver=viewer.actor,
        outcome=proposal.outcome,
        reason_field=proposal.reason_field,
        day=day,
        facts=facts,
    )


@transaction.atomic
def reject(proposal: Proposal, *, viewer: Viewer, verdict_field: str = "", day: date | None = None) -> None:
    """Refuse, or take back one's own proposal. The case stays where it is.

    Raises:
        Refused: "not_found", "decided" or "approver".
    """
    case, declared = _open(proposal, viewer)
    own = proposal.proposer_id == viewer.account.pk
    if not own and not holds(viewer, declared.may_approve, case):
        raise Refused("approver")
    proposal.verdict_field = verdict_field
    _decide(proposal, Proposal.Verdict.OVERTAKEN if own else Proposal.Verdict.REJECTED, viewer, day)
    events.publish(ApprovalDecided(case.id, case.kind, viewer.actor, proposal.pk, declared.key, proposal.verdict))
    ledger.append(
        "case.proposal_closed",
        case.ref,
        {"move": declared.key, "verdict": proposal.verdict, "day": proposal.decided_on},
        actor=viewer.actor,
    )


def check(case: Case, declared: Move, mover: Mover, *, outcome: str, reason_field: str) -> None:
    """Raise Refused unless the mover may make this move now with what they bring. Visibility is checked elsewhere."""
    refusal = refusal_of(case, declared, mover)
    if refusal is not None:
        raise refusal
    if (outcome or declared.outcomes) and outcome not in declared.outcomes:
        raise Refused("outcome")
    if declared.reason and not reason_field:
        raise Refused("reason")


def refusal_of(case: Case, declared: Move, mover: Mover) -> Refused | None:
    """Why the mover cannot make this move at all now, or None."""
    if case.state not in declared.sources:
        return Refused("state")
    if not holds(mover, declared.roles, case):
        return Refused("role")
    for guard in declared.guards:
        sentence = guard(case, mover)
        if sentence is not None:
            return Refused("guard", sentence)
    return None


def check_approver(case: Case, declared: Move, mover: Mover, approver: Viewer) -> None:
    """Raise Refused unless `approver` is fit to be the second pair of eyes on this move."""
    if not declared.four_eyes or isinstance(mover, str):
        raise Refused("no_approval")
    if same_person(mover, approver):
        raise Refused("same_person")
    if not holds(approver, declared.may_approve, case) or not may_see(approver, case.pk):
        raise Refused("approver")


def same_person(one: Viewer, other: Viewer) -> bool:
    """Whether two viewers are one human being, if need be with two accounts."""
    if one.account.pk == other.account.pk:
        return True
    return one.person is not None and other.person is not None and one.person.pk == other.person.pk


def _open(proposal: Proposal, viewer: Viewer) -> tuple[Case, Move]:
    case = lock(proposal.case, viewer)
    proposal.refresh_from_db(fields=["verdict"])
    if proposal.verdict != Proposal.Verdict.OPEN:
        raise Refused("decided")
    return case, declared_move(case, proposal.move)


def _decide(proposal: Proposal, verdict: Proposal.Verdict, viewer: Viewer, day: date | None) -> None:
    proposal.verdict = verdict
    proposal.decided_on = day or clock.today()
    proposal.decided_by = None if proposal.proposer_id == viewer.account.pk else viewer.account
    proposal.save(update_fields=["verdict", "decided_on", "decided_by", "verdict_field"])


def _take(
    case: Case,
    declared: Move,
    *,
    actor: str,
    approver: str,
    outcome: str,
    reason_field: str,
    day: date | None,
    facts: Mapping[str, Any] | None,
) -> Step:
    day = day or clock.today()
    closed: Collection[str] = case.declared.closed_states
    source, target = case.state, declared.target_from(case.state)
    was_closed, is_closed = source in closed, target in closed
    seq = (case.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    case.proposals.filter(verdict=Proposal.Verdict.OPEN).update(verdict=Proposal.Verdict.OVERTAKEN, decided_on=day)
    case.state = target
    if outcome and declared.classifies:
        case.category = outcome
    elif outcome:
        case.outcome = outcome
    elif was_closed and not is_closed:
        case.outcome = ""
    case.closed_on = (case.closed_on or day) if is_closed else None
    step = Step.objects.create(
        case=case,
        seq=seq,
        move=declared.key,
        source=source,
        target=case.state,
        outcome=outcome,
        day=day,
        actor=actor,
        approver=approver,
        reason_field=reason_field,
        position=count_change(case),
    )
    turning.turn(case, declared.key, day, actor)
    if declared.classifies:
        turning.reclassify(case, day, actor)
    if is_closed:
        turning.stop_all(case, day, actor)
    case.save(update_fields=["state", "outcome", "category", "closed_on", "due_on", "changes"])
    events.publish(CaseMoved(case.id, case.kind, actor, declared.key, source, case.state, seq))
    if is_closed and not was_closed:
        events.publish(CaseClosed(case.id, case.kind, actor, case.state, case.outcome))
    elif was_closed and not is_closed:
        events.publish(CaseReopened(case.id, case.kind, actor, case.state))
    entry = {"seq": seq, "move": declared.key, "from": source, "to": case.state, "outcome": outcome, "approver": approver, "day": day}
    ledger.append("case.moved", case.ref, {**(facts or {}), **entry}, actor=actor)
    return step
