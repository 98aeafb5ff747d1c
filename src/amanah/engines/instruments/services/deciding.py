"""What takes two people: opening a locked sheet again."""

from django.db import transaction

from amanah.engines.instruments.declare import MOVES
from amanah.engines.instruments.models import Proposal, Sheet, Step
from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.services.stepping import hold, move_to, need, worded, write_step
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

REOPEN = MOVES["reopen"]


@transaction.atomic
def propose_reopen(sheet: Sheet, reason: str, *, viewer: Viewer) -> Proposal:
    """Ask that a locked sheet be opened again for verification.

    Raises:
        Refused: "not_found", "side", "state", "words", "long" or "open_proposal".
    """
    hold(sheet, viewer)
    need(viewer, sheet, REOPEN.sides)
    if sheet.state not in REOPEN.sources:
        raise Refused("state")
    if sheet.proposals.filter(verdict=Proposal.Verdict.OPEN).exists():
        raise Refused("open_proposal")
    made = Proposal.objects.create(sheet=sheet, reason=worded(reason), proposer=viewer.account, day=clock.today())
    write_step(sheet, "propose_reopen", viewer, text=made.reason, facts={"proposal": made.pk})
    return made


@transaction.atomic
def approve(proposal: Proposal, *, viewer: Viewer) -> Step:
    """Be the second person; the step names both, and what was verified may be written again.

    Raises:
        Refused: "not_found", "side", "decided" or "same_person".
    """
    sheet = _decide(proposal, viewer, Proposal.Verdict.APPROVED)
    source = move_to(sheet, "reopen")
    return write_step(
        sheet,
        "reopen",
        Viewer.of(proposal.proposer),
        source=source,
        text=proposal.reason,
        approver=viewer.account,
        facts={"proposal": proposal.pk},
    )


@transaction.atomic
def reject(proposal: Proposal, text: str, *, viewer: Viewer) -> Step:
    """Turn a proposal down, with a reason. Refused as `approve`, and "words" or "long"."""
    sheet = _decide(proposal, viewer, Proposal.Verdict.REJECTED)
    return write_step(sheet, "reject", viewer, text=worded(text), facts={"proposal": proposal.pk})


def _decide(proposal: Proposal, viewer: Viewer, verdict: Proposal.Verdict) -> Sheet:
    sheet = proposal.sheet
    hold(sheet, viewer)
    proposal.refresh_from_db(fields=["verdict"])
    if proposal.verdict != Proposal.Verdict.OPEN:
        raise Refused("decided")
    if same_person(proposal.proposer, viewer.account):
        raise Refused("same_person")
    need(viewer, sheet, REOPEN.sides)
    proposal.verdict, proposal.decided_by, proposal.decided_on = verdict, viewer.account, clock.today()
    proposal.save(update_fields=["verdict", "decided_by", "decided_on"])
    return sheet
