"""The register of matters received from other bodies."""

from datetime import date
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah.engines.cases.models import Case
from amanah.engines.reports import subjects
from amanah.engines.reports.queries import reading
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clock_queries
from amanah.foundation.clocks import services as clocks
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters import numbering
from amanah.foundation.letters import queries as letter_queries
from amanah.foundation.letters.models import Letter
from amanah.kernel import clock
from amanah.rooms.whistleblowing.referrals.bodies import reply_provision
from amanah.rooms.whistleblowing.referrals.errors import Refused
from amanah.rooms.whistleblowing.referrals.models import Received, ReceivedTag
from amanah.rooms.whistleblowing.referrals.queries.lists import find_received
from amanah.rooms.whistleblowing.workflow import HANDLERS
from amanah.rulebook import RuleError

CLOCK = "reply"


def register_received(
    body: str,
    number: str,
    topic: str,
    *,
    received_on: date,
    due_on: date | None = None,
    about: tuple[str, ...] = (),
    case_number: str = "",
    viewer: Viewer,
) -> tuple[Received, tuple[str, ...]]:
    """Note a matter that another body sent; answers it, and the names in `about` that match nobody.

    `about` shuts out those whom the matter concerns, and who answers for them; only keyed tags of them are kept. `due_on` is the date
    that the letter names; without one the rulebook's period for the body counts.

    Raises Refused: "role", "number", "duplicate", "day", "due", "case".
    """
    if not viewer.has_any(HANDLERS):
        raise Refused("role")
    if received_on > clock.today():
        raise Refused("day")
    if due_on is not None and due_on <= received_on:
        raise Refused("due")
    try:
        number = numbering.typed(number)
    except numbering.PatternError:
        raise Refused("number") from None
    found = subjects.find(involved=about, excluded=(), unit=None)
    received = Received(
        id=uuid4(),
        body=body,
        number=number,
        topic=topic,
        received_on=received_on,
        registered_by=viewer.account,
        case=_case(case_number, viewer) if case_number else None,
    )
    try:
        with transaction.atomic():
            if due_on is None:
                running = clocks.start(received.ref, CLOCK, reply_provision(body), received_on, viewer.actor)
            else:
                running = clocks.start_until(received.ref, CLOCK, due_on, received_on, viewer.actor)
            received.due_on = running.due_on
            received.save(force_insert=True)
            ReceivedTag.objects.bulk_create(ReceivedTag(received=received, tag=tag) for tag in sorted(found.tags))
            facts = {"body": body, "number": number, "topic": topic, "due": received.due_on, "subjects": len(found.tags)}
            ledger.append("received.registered", received.ref, facts, actor=viewer.actor)
    except RuleError:  # a day before the rule began
        raise Refused("day") from None
    except IntegrityError:
        raise Refused("duplicate") from None
    return received, found.unmatched


def link_received(received: Received, case_number: str, *, viewer: Viewer) -> None:
    """Say which report it is about; from then on only who may see that report sees it. Raises Refused: "state", "case"."""
    case = _case(case_number, viewer)
    with transaction.atomic():
        _open(received, viewer)
        Received.objects.filter(pk=received.pk).update(case=case)
        ledger.append("received.linked", received.ref, {"case": case.ref}, actor=viewer.actor)


def answer_received(received: Received, on: date, *, letter: Letter | None = None, viewer: Viewer) -> None:
    """The body was answered, with a letter of ours where there is one. Raises Refused: "state", "day", "letter"."""
    if not received.received_on <= on <= clock.today():
        raise Refused("day")
    if letter is not None and (not letter.number or letter_queries.find(viewer, letter.pk) is None):
        raise Refused("letter")
    with transaction.atomic():
        _open(received, viewer)
        Received.objects.filter(pk=received.pk).update(answered_on=on, letter=letter)
        for running in clock_queries.open_by_ref([received.ref]).get(received.ref, ()):
            clocks.stop(running, on, viewer.actor)
        facts = {"on": on, "letter": letter.reference if letter else ""}
        ledger.append("received.answered", received.ref, facts, actor=viewer.actor)


def _open(received: Received, viewer: Viewer) -> None:
    """Locked, unanswered, and still to be seen by this person."""
    Received.objects.select_for_update().get(pk=received.pk)
    found = find_received(viewer, received.pk)
    if found is None or found.answered_on is not None:
        raise Refused("state")


def _case(number: str, viewer: Viewer) -> Case:
    found = reading.find(viewer, number.strip().upper())
    if found is None:
        raise Refused("case")
    return found
