"""What the external auditor asks, and what the institution answers: the whole talk stands in the steps of the visit."""

from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery.auditor_room import declare, telling
from amanah.rooms.antibribery.auditor_room.models import Request, Visit
from amanah.rooms.antibribery.auditor_room.queries.visible import Sides
from amanah.rooms.antibribery.auditor_room.refusals import Refused
from amanah.rooms.antibribery.auditor_room.services.stepping import hold, worded, write_step
from amanah.rooms.antibribery.requirements import catalogue
from amanah.rooms.antibribery.services.stepping import numbered

PREFIX = "TA"


@dataclass(frozen=True)
class Asked:
    """What is asked for: evidence or an answer, of which clause, and by when."""

    sort: str
    text: str
    clause: str = ""
    due_on: date | None = None


@transaction.atomic
def ask(visit: Visit, asked: Asked, *, viewer: Viewer) -> Request:
    """Ask the institution for something. Only an auditor of the visit does.

    Raises:
        Refused: "not_found", "state", "side", "code", "words", "clauses" or "due".
    """
    seat = hold(visit, viewer).seat
    if seat is None:
        raise Refused("side")
    if asked.sort not in declare.SORTS:
        raise Refused("code")
    clause = asked.clause.strip()
    if clause and not any(found and clause in found.every_part for found in map(catalogue.instrument, visit.edition_keys)):
        raise Refused("clauses")
    if asked.due_on is not None and asked.due_on < clock.today():
        raise Refused("due")
    request_id = uuid4()
    made = Request(
        id=request_id,
        ref=f"visit-request:{request_id}",
        visit=visit,
        sort=asked.sort,
        clause=clause,
        text=worded(asked.text),
        due_on=asked.due_on,
        asked_by=seat,
        asked_on=clock.today(),
    )
    numbered(made, PREFIX)
    facts = {"number": made.number, "sort": made.sort, "clause": made.clause, "due": made.due_on}
    write_step(visit, declare.ASKED, viewer, text=made.text, request=made, facts=facts)
    telling.asked(made)
    return made


@transaction.atomic
def answer(request: Request, text: str, *, viewer: Viewer) -> None:
    """Answer with words; evidence is attached to the request out of the library. More may be said until the auditor accepts.

    Raises:
        Refused: "not_found", "state", "side", "step" or "words".
    """
    if not _hold(request, viewer).keeps:
        raise Refused("side")
    if request.state == declare.ACCEPTED:
        raise Refused("step")
    _say(request, declare.ANSWERED, worded(text), viewer)


@transaction.atomic
def again(request: Request, text: str, *, viewer: Viewer) -> None:
    """Say what the answer leaves open. Raises Refused "not_found", "state", "side", "step" or "words"."""
    _judge(request, viewer)
    _say(request, declare.AGAIN, worded(text), viewer)
    telling.asked(request)


@transaction.atomic
def accept(request: Request, text: str = "", *, viewer: Viewer) -> None:
    """Say that the answer is enough; nothing follows. Raises Refused "not_found", "state", "side" or "step"."""
    _judge(request, viewer)
    _say(request, declare.ACCEPTED, text.strip(), viewer)


def _hold(request: Request, viewer: Viewer) -> Sides:
    sides = hold(request.visit, viewer)
    request.refresh_from_db(fields=["state"])
    return sides


def _judge(request: Request, viewer: Viewer) -> None:
    if not _hold(request, viewer).audits:
        raise Refused("side")
    if request.state != declare.ANSWERED:
        raise Refused("step")


def _say(request: Request, act: str, text: str, viewer: Viewer) -> None:
    request.state = declare.TALK[act]
    request.save(update_fields=["state"])
    write_step(request.visit, act, viewer, text=text, request=request)
