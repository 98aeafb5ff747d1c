"""Handing a matter to law enforcement: who gets it by which letter, and what they answered. The move itself takes two people."""

from django.db import transaction

from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import holds
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters.models import Letter
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.rooms.illegal_levies.models import Answer, Body, Referral
from amanah.rooms.illegal_levies.queries import referrals
from amanah.rooms.illegal_levies.refusals import refused

PREPARED_IN = frozenset({"clarification", "examination"})
SENT = frozenset({Letter.State.NUMBERED, Letter.State.SIGNED})


def prepare(opened: Opened, body: str, letter: Letter, note: str) -> Referral:
    """Say to whom the matter goes, by which numbered letter of this case, and what goes along.

    Raises:
        Refused: "role", or "guard" for another state, another case's or an unnumbered letter, or while a referral waits.
    """
    case = _held(opened)
    if case.state not in PREPARED_IN:
        raise refused("closed")
    if letter.ref != case.ref or letter.state not in SENT:
        raise refused("letter")
    if referrals.waiting(case) is not None:
        raise refused("waiting")
    with transaction.atomic():
        entry = write_entry(opened, "referral", "referral", Paper(note, {"body": Body(body).value, "letter": str(letter.pk)}).to_bytes())
        made = Referral.objects.create(
            case=case, body=Body(body), letter=letter.pk, field=entry.field, day=clock.today(), by=opened.viewer.actor
        )
        facts = {"referral": str(made.pk), "body": made.body, "letter": str(letter.pk), "day": made.day}
        ledger.append("levy.referral_prepared", case.ref, facts, actor=opened.viewer.actor)
    return made


def answer(opened: Opened, code: str, text: str) -> Referral:
    """Keep what law enforcement answered; the clock that asks for it stops.

    Raises:
        Refused: "role", or "guard" where the case is not referred or was answered.
    """
    case = _held(opened)
    with transaction.atomic():
        made = Referral.objects.select_for_update().filter(case=case, answered_on__isnull=True).first()
        if case.state != "referred" or made is None:
            raise refused("not_referred")
        entry = write_entry(opened, "referral_answer", "referral_answer", Paper(text, {"answer": Answer(code).value}).to_bytes())
        made.answer, made.answer_field, made.answered_on = Answer(code), entry.field, clock.today()
        made.save(update_fields=["answer", "answer_field", "answered_on"])
        facts = {"referral": str(made.pk), "answer": made.answer, "day": made.answered_on}
        ledger.append("levy.referral_answered", case.ref, facts, actor=opened.viewer.actor)
    return made


def _held(opened: Opened) -> Case:
    case = Case.objects.get(pk=opened.case.pk)
    if not holds(opened.viewer, case.declared.may_handle(case.route), case):
        raise Refused("role")
    return case
