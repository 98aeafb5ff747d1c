"""What the generic parts of a case's page need; rooms build their own pages from these."""

from typing import Any

from amanah.engines.cases import queries
from amanah.engines.cases.models import Case
from amanah.engines.cases.papers import Papers
from amanah.engines.cases.queries import offers
from amanah.foundation.access.viewer import Viewer
from amanah.kernel.paper import Paper


def of_case(viewer: Viewer, case: Case) -> dict[str, Any]:
    """Everything at once: for `cases/_timeline.html`, `_clocks.html`, `_moves.html`, `_assign.html` and `_conversation.html`."""
    return {
        "case": case,
        "kind": case.declared,
        "outcome": case.declared.outcomes.get(case.outcome, ""),
        "timeline": queries.timeline(viewer, case),
        "clocks": queries.clocks_of(case),
        **moves(viewer, case),
        **assignment(viewer, case),
        **conversation(viewer, case),
    }


def moves(viewer: Viewer, case: Case) -> dict[str, Any]:
    """For `cases/_moves.html`: the offers, and the proposal that waits."""
    proposal = queries.open_proposal(case)
    return {
        "offers": queries.allowed_moves(viewer, case),
        "proposal": proposal,
        "proposed_move": case.declared.move(proposal.move) if proposal else None,
        "may_decide": proposal is not None and offers.may_decide(viewer, proposal),
    }


def proposed(viewer: Viewer, case: Case, papers: Papers | None) -> tuple[dict[str, Any], Paper | None] | None:
    """What waits for the second pair of eyes on a case of papers, and its reasons, which open with `papers`; None where nothing waits."""
    proposal = queries.open_proposal(case)
    if proposal is None:
        return None
    reason = papers.paper(proposal.reason_field) if papers is not None else None
    told = {
        "title": case.declared.move(proposal.move).title,
        "outcome": case.declared.outcomes.get(proposal.outcome, ""),
        "who": str(proposal.proposer),
        "day": proposal.day,
        "text": reason.text if reason else "",
        "own": proposal.proposer_id == viewer.account.pk,
        "may_decide": papers is not None and offers.may_decide(viewer, proposal),
    }
    return told, reason


def assignment(viewer: Viewer, case: Case) -> dict[str, Any]:
    """For `cases/_assign.html`: who handles the case and who else could."""
    may_assign = offers.may_assign(viewer, case)
    return {
        "handlers": queries.handlers_of([case.pk]).get(case.pk, []),
        "may_assign": may_assign,
        "candidates": queries.candidates(case) if may_assign else [],
    }


def conversation(viewer: Viewer, case: Case) -> dict[str, Any]:
    """For `cases/_conversation.html`: the entries without their content, which the room opens."""
    entries = [happening for happening in queries.timeline(viewer, case) if happening.entry is not None]
    return {"entries": entries[::-1]}
