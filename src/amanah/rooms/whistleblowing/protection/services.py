"""What is done for protection: by whoever holds the receipt, and by handlers. Every text is sealed before it is kept."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries.reading import Content
from amanah.engines.reports.report import ANONYMOUS, Message
from amanah.engines.reports.services import mailbox
from amanah.engines.reports.services.filing import NoRecipient
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.threads import services as threads
from amanah.foundation.vault.services import OpenedMailbox
from amanah.kernel import clock
from amanah.kernel.paper import Paper
from amanah.kernel.receipts import Receipt
from amanah.rooms.whistleblowing.protection import checks, queries
from amanah.rooms.whistleblowing.protection.models import Alarm
from amanah.rooms.whistleblowing.protection.papers import ASSESSMENT, CHECK, CLEARING, LPSK, MEASURE
from amanah.rooms.whistleblowing.protection.questions import CHECK_IN, MEASURES, PRESSURES, RETALIATION, RISKS, WORRYING
from amanah.rooms.whistleblowing.services import filing

IN_THE_HOUSE = ("inspectorate", "antibribery")
"""The routes that a report of retaliation may take by itself: the one that the first report took, else the other."""


def answer_check_in(box: OpenedMailbox, answer: str, text: str) -> None:
    """Keep the reporter's answer to the check-in that is due; a worrying one has somebody told at the next beat to look at once.

    Raises:
        Refused: "state" where none is due.
        DatabaseError, OSError: nothing was stored.
    """
    due = queries.asked_of(box)
    if due is None or answer not in PRESSURES:
        raise Refused("state")
    facts = {"step": due.name, "since": due.since.isoformat(), "answer": answer}

    def alarm(case: Case) -> None:
        if answer in WORRYING:
            Alarm.objects.create(case=case, day=clock.today())

    mailbox.add(box, Message(text, CHECK_IN, facts=facts), alongside=alarm)


def report_retaliation(box: OpenedMailbox, case_id: UUID, text: str, who: str) -> tuple[Receipt, str]:
    """File retaliation as a report of its own, with a receipt of its own; the first one's conversation says so.

    Whoever the first report named, or wanted kept out, is kept out of this one too. Word of it in the first conversation stands or falls
    with the new report. Answers the receipt and the route it went.

    Raises:
        NoRecipient, AlreadyFiled, Busy, DatabaseError, OSError: as `filing.file_report`; nothing was stored.
    """
    first = queries.report_of(box)
    answers = {
        "topic": "retaliation",
        "mode": ANONYMOUS,
        "unit": first.unit,
        "place": first.place,
        "what": text,
        "who": "\n".join((*who.splitlines(), *first.involved)),
        "exclude": "\n".join(first.excluded),
    }
    word = Message("", RETALIATION, facts={"case": str(case_id)})
    for route in (ordinary := _routes(first.route)):
        filed = filing.from_answers(case_id, answers | {"route": route})
        try:
            receipt = filing.file_report(filed, alongside=lambda _receipt: mailbox.add(box, word))
        except NoRecipient:
            if route == ordinary[-1]:
                raise
            continue
        return receipt, route
    raise AssertionError


def _routes(first: str) -> list[str]:
    return list(dict.fromkeys([*([first] if first in IN_THE_HOUSE else []), *IN_THE_HOUSE]))


def tie_retaliation(opened: Opened, content: Content) -> None:
    """Tie the reports of retaliation that the conversation names to this case, where the reader may see them; safe to repeat."""
    for other in queries.retaliations(opened.viewer, content):
        threads.link(other.ref, "arose_from", opened.case.ref, actor=opened.viewer.actor)


def assess(opened: Opened, answers: Mapping[str, str], text: str) -> Entry:
    """Keep a sheet on the risk of retaliation; its level is computed from the answers whenever it is read."""
    facts = {key: answers.get(key, "no") for key in RISKS}
    return write_entry(opened, ASSESSMENT, ASSESSMENT, Paper(text, facts).to_bytes())


def take_measure(opened: Opened, measure: str, text: str) -> Entry:
    """Keep what was done or arranged for protection. Raises Refused("state") for a measure that is not in the catalogue."""
    if measure not in MEASURES:
        raise Refused("state")
    return write_entry(opened, MEASURE, MEASURE, Paper(text, {"measure": measure}).to_bytes())


def note_check(opened: Opened, answer: str, text: str) -> None:
    """Keep what staff saw or heard at a check-in; with it the check-in is made, and the next one is counted."""
    if answer not in PRESSURES:
        raise Refused("state")
    with transaction.atomic():
        current = checks.running(opened.case.pk)
        facts = {"answer": answer, "step": current.name if current else ""}
        write_entry(opened, CHECK, CHECK, Paper(text, facts).to_bytes())
        checks.advance(opened.case.pk, opened.viewer.actor)


def refer(opened: Opened, text: str, facts: Mapping[str, str]) -> Entry:
    """Keep the state of a referral to LPSK: the letter, when it went, what came back; the latest one stands."""
    return write_entry(opened, LPSK, LPSK, Paper(text, facts).to_bytes())


def clear_name(opened: Opened, text: str, facts: Mapping[str, str], delivered_on: date | None) -> None:
    """Keep the letter that clears a name, or why none is needed ("needed" is "no"). Delivered, or not needed, it ends the clock.

    Raises:
        Refused: "state" unless the case was concluded unproven.
    """
    case = opened.case
    if case.outcome != "unproven":
        raise Refused("state")
    with transaction.atomic():
        day = {"delivered_on": delivered_on.isoformat()} if delivered_on else {}
        write_entry(opened, CLEARING, CLEARING, Paper(text, {**facts, **day}).to_bytes())
        if delivered_on is not None or facts.get("needed") == "no":
            checks.name_cleared(case.pk, delivered_on or clock.today(), opened.viewer.actor)
