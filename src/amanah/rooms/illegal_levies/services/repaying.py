"""Money back to those who paid: one person proposes a register, another approves it, each receipt is kept.

An inspectorate holds no money: what is recorded is that the unit or whoever took it gave it back. Names and single sums stay sealed.
"""

from django.db import transaction

from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import may_see
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import holds
from amanah.engines.reports.opened import Opened, work_ref
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.access import four_eyes
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.illegal_levies.models import Receipt, Repayment
from amanah.rooms.illegal_levies.refusals import refused
from amanah.rooms.illegal_levies.sheets import Register

PROPOSED_IN = frozenset({"examination", "referred", "concluded"})


def propose(opened: Opened, register: Register) -> Repayment:
    """Propose to whom how much goes back.

    Raises:
        Refused: "role", or "guard" before there is an examination and for a register without payers or with sums of nothing.
    """
    case = _handled(opened.viewer, opened.case)
    if case.state not in PROPOSED_IN:
        raise refused("money_state")
    if not register.payers or any(payer.amount < 1 or not payer.name.strip() for payer in register.payers):
        raise refused("payers")
    with transaction.atomic():
        entry = write_entry(opened, "money", "money", register.to_bytes())
        made = Repayment.objects.create(
            case=case,
            field=entry.field,
            payers=len(register.payers),
            amount=register.amount,
            proposed_by=opened.viewer.account,
            proposed_on=clock.today(),
        )
        facts = {"repayment": str(made.pk), "payers": made.payers, "amount": made.amount, "day": made.proposed_on}
        ledger.append("levy.repayment_proposed", case.ref, facts, actor=opened.viewer.actor)
    return made


@transaction.atomic
def decide(repayment: Repayment, *, approved: bool, viewer: Viewer) -> Repayment:
    """Approve or reject a register that somebody else proposed.

    Raises:
        Refused: "role", or "guard" for one's own or a decided one.
    """
    found = Repayment.objects.select_for_update(of=("self",)).select_related("case", "proposed_by").get(pk=repayment.pk)
    _handled(viewer, found.case)
    if found.state != Repayment.State.PROPOSED:
        raise refused("decided")
    if four_eyes.same_person(found.proposed_by, viewer.account):
        raise refused("same_person")
    found.state = Repayment.State.APPROVED if approved else Repayment.State.REJECTED
    found.decided_by, found.decided_on = viewer.account, clock.today()
    found.save(update_fields=["state", "decided_by", "decided_on"])
    facts = {"repayment": str(found.pk), "state": str(found.state), "day": found.decided_on}
    ledger.append("levy.repayment_decided", found.case.ref, facts, actor=viewer.actor)
    return found


def receipt(opened: Opened, repayment: Repayment, payer: int, text: str) -> Receipt:
    """Keep that the payer at this place of the register has the money back. After the last one the repayment is done.

    Raises:
        Refused: "role", "not_found" for a place that is none, or "guard" before approval and for one who was paid back.
    """
    case = _handled(opened.viewer, opened.case)
    sealed = vault.open_field(work_ref(case.pk), repayment.field, opened.work_key)
    payers = Register.from_bytes(sealed).payers
    if repayment.case_id != case.pk or not 1 <= payer <= len(payers):
        raise Refused("not_found")
    with transaction.atomic():
        found = Repayment.objects.select_for_update().get(pk=repayment.pk)
        if found.slips.filter(payer=payer).exists():
            raise refused("paid_back")
        if found.state != Repayment.State.APPROVED:
            raise refused("not_approved")
        entry = write_entry(opened, "receipt", "receipt", Paper(text, {"repayment": str(found.pk), "payer": str(payer)}).to_bytes())
        slip = Receipt.objects.create(repayment=found, payer=payer, field=entry.field, day=clock.today(), by=opened.viewer.actor)
        found.receipts += 1
        found.returned += payers[payer - 1].amount
        found.state = Repayment.State.DONE if found.receipts == found.payers else found.state
        found.save(update_fields=["receipts", "returned", "state"])
        facts = {"repayment": str(found.pk), "receipts": found.receipts, "day": slip.day}
        ledger.append("levy.repaid", case.ref, facts, actor=opened.viewer.actor)
    return slip


def _handled(viewer: Viewer, case: Case) -> Case:
    found = Case.objects.get(pk=case.pk)
    if not holds(viewer, found.declared.may_handle(found.route), found) or not may_see(viewer, found.pk):
        raise Refused("role")
    return found
