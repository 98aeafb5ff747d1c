"""Keeping what was handed in, until KPK has decided; perishables go to people in need at once, with a record."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.gratification.models import Deposit
from amanah.rooms.gratification.workflow import GOODS

NOT_PERISHABLE = _("Hanya barang yang cepat rusak yang boleh disalurkan sebelum KPK menetapkan statusnya.")


@transaction.atomic
def take_into_keeping(opened: Opened, paper: Paper, *, perishable: bool) -> Deposit:
    """Take one object; the paper says what it is, from whom and where it lies. Refused("state") once the case is closed."""
    if opened.case.closed_on is not None:
        raise cases.Refused("state")
    entry = write_entry(opened, GOODS, GOODS, paper.to_bytes())
    Case.objects.select_for_update().get(pk=opened.case.pk)
    number = opened.case.gift_deposits.count() + 1
    deposit = Deposit.objects.create(case=opened.case, number=number, perishable=perishable, taken_on=clock.today(), field=entry.field)
    facts = {"number": number, "perishable": perishable}
    ledger.append("gratification.kept", opened.case.ref, facts, actor=opened.viewer.actor)
    return deposit


@transaction.atomic
def end_keeping(opened: Opened, deposit: Deposit, paper: Paper, *, standing: str) -> None:
    """Give it back, hand it over, or give it to people in need; the paper names who took it and the record of it.

    Raises:
        Refused: "state" when it is not kept any more; "guard" for giving away what does not perish before KPK has decided.
    """
    held = Deposit.objects.select_for_update().filter(pk=deposit.pk, case=opened.case, standing=Deposit.Standing.HELD).first()
    if held is None or standing not in Deposit.Standing.values or standing == Deposit.Standing.HELD:
        raise cases.Refused("state")
    if standing == Deposit.Standing.GIVEN_AWAY and not held.perishable:
        raise cases.Refused("guard", NOT_PERISHABLE)
    entry = write_entry(opened, GOODS, GOODS, paper.to_bytes())
    held.standing, held.ended_on, held.ending_field = standing, clock.today(), entry.field
    held.save(update_fields=["standing", "ended_on", "ending_field"])
    facts = {"number": held.number, "standing": standing}
    ledger.append("gratification.released", opened.case.ref, facts, actor=opened.viewer.actor)
