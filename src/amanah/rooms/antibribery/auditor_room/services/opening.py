"""Opening a visit, giving its auditors a way in, and ending it."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.auditor_room import declare
from amanah.rooms.antibribery.auditor_room.models import TITLE, Seat, Visit
from amanah.rooms.antibribery.auditor_room.refusals import Refused
from amanah.rooms.antibribery.auditor_room.services.stepping import keep, worded, write_step
from amanah.rooms.antibribery.certification import queries as certification
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import catalogue
from amanah.rooms.antibribery.roles import EXTERNAL
from amanah.rooms.antibribery.services.stepping import numbered

PREFIX = "KA"
_NAME = 48


@dataclass(frozen=True)
class Plan:
    """What a visit is: which body comes for which audit, on which days, until when it may look, and at what."""

    body: str
    kind: str
    starts_on: date
    ends_on: date
    until: date
    editions: str
    clauses: tuple[str, ...] = ()
    words: str = ""


@transaction.atomic
def open_visit(scope: Scope, plan: Plan, auditors: Sequence[str], *, viewer: Viewer) -> Visit:
    """Open a visit and make a guest's account for each of its auditors. It belongs to the certification that runs, if one does.

    Raises:
        Refused: "not_found", "side", "state", "code", "body", "edition", "clauses", "days" or "auditors".
    """
    if not rooms.visible(viewer).filter(pk=scope.pk).exists():
        raise Refused("not_found")
    if not rooms.sides_of(viewer, scope).keeps:
        raise Refused("side")
    if scope.state != scopes.ACTIVE:
        raise Refused("state")
    names = [name.strip()[:TITLE] for name in auditors if name.strip()]
    if not names:
        raise Refused("auditors")
    _check(scope, plan)
    visit_id = uuid4()
    visit = Visit(
        id=visit_id,
        ref=f"visit:{visit_id}",
        scope=scope,
        certification=certification.current(scope),
        kind=plan.kind,
        body=plan.body.strip()[:TITLE],
        editions=plan.editions,
        clauses=list(plan.clauses),
        words=plan.words.strip(),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        until=plan.until,
        opened_by=viewer.account,
        opened_on=clock.today(),
    )
    numbered(visit, PREFIX)
    facts = {
        "number": visit.number,
        "scope": scope.ref,
        "certification": visit.certification.ref if visit.certification is not None else "",
        "kind": visit.kind,
        "editions": visit.editions,
        "clauses": list(visit.clauses),
        "from": visit.starts_on,
        "to": visit.ends_on,
        "until": visit.until,
    }
    write_step(visit, "opened", viewer, text=f"{visit.body}\n{visit.words}".strip(), facts=facts)
    for name in names:
        _seat(visit, name, viewer)
    return visit


@transaction.atomic
def seat(visit: Visit, name: str, *, viewer: Viewer) -> Seat:
    """Give one more auditor a way in. Raises Refused "not_found", "state", "side" or "words"."""
    keep(visit, viewer)
    return _seat(visit, worded(name)[:TITLE], viewer)


@transaction.atomic
def prolong(visit: Visit, until: date, words: str, *, viewer: Viewer) -> None:
    """Let the visit and its auditors' accounts end later, as when an audit is put off; the reason is written down.

    Raises:
        Refused: "not_found", "state", "side", "days" or "words".
    """
    keep(visit, viewer)
    said = worded(words)
    if until <= visit.until or until < clock.today():
        raise Refused("days")
    for one in visit.seats.filter(left_on__isnull=True).select_related("account"):
        access.prolong_guest(one.account, until=until, by=viewer.account)
    visit.until = until
    write_step(visit, "prolonged", viewer, text=said, facts={"until": until})


@transaction.atomic
def unseat(one: Seat, *, viewer: Viewer) -> None:
    """End an auditor's access at once. Raises Refused "not_found", "state", "side" or "step" (ended before)."""
    visit = one.visit
    keep(visit, viewer)
    one.refresh_from_db(fields=["left_on"])
    if one.left_on is not None:
        raise Refused("step")
    _shut(one, viewer.account)
    write_step(visit, "left", viewer, text=one.name, facts={"account": str(one.account_id)})


@transaction.atomic
def note_link(one: Seat, *, viewer: Viewer) -> None:
    """Write down that a link for the first password was made, which the function hands over in person; none after the first password.

    Raises:
        Refused: "not_found", "state", "side", "step" (access ended) or "signed_in".
    """
    visit = one.visit
    keep(visit, viewer)
    account = Account.objects.get(pk=one.account_id)
    if one.left_on is not None or not account.may_sign_in():
        raise Refused("step")
    if account.has_usable_password():
        raise Refused("signed_in")
    access.record_reset_link(account, by=viewer.account)
    write_step(visit, "linked", viewer, text=one.name, facts={"account": str(one.account_id)})


@transaction.atomic
def end(visit: Visit, words: str, *, viewer: Viewer) -> None:
    """End the visit: its auditors see nothing any more from their next request on, and nothing of it changes again.

    Raises:
        Refused: "not_found", "state", "side" or "words".
    """
    keep(visit, viewer)
    said = worded(words)
    for one in visit.seats.filter(left_on__isnull=True):
        _shut(one, viewer.account)
    visit.state, visit.ended_on = declare.ENDED, clock.today()
    write_step(visit, "ended", viewer, text=said)


def expire() -> int:
    """End every visit whose last day has passed; how many. Their guests' accounts ended by themselves that day."""
    over = Visit.objects.filter(state=declare.OPEN, until__lt=clock.today()).order_by("pk")
    return sum(_expired(visit) for visit in over)


@transaction.atomic
def _expired(visit: Visit) -> bool:
    visit.refresh_from_db(from_queryset=Visit.objects.select_for_update(of=("self",)))
    if visit.state != declare.OPEN:
        return False
    visit.seats.filter(left_on__isnull=True).update(left_on=clock.today())
    visit.state, visit.ended_on = declare.ENDED, clock.today()
    write_step(visit, "expired", None)
    return True


def _check(scope: Scope, plan: Plan) -> None:
    if plan.kind not in declare.KINDS:
        raise Refused("code")
    if not plan.body.strip():
        raise Refused("body")
    asked = (scopes.EDITION_2025, scopes.EDITION_2016) if plan.editions == scopes.BOTH else (plan.editions,)
    if not set(asked) <= set(scope.edition_keys):
        raise Refused("edition")
    known: set[str] = set()
    for edition in asked:
        found = catalogue.instrument(edition)
        known |= set(found.every_part) if found is not None else set()
    if not set(plan.clauses) <= known:
        raise Refused("clauses")
    if not plan.starts_on <= plan.ends_on <= plan.until or plan.until < clock.today():
        raise Refused("days")


def _seat(visit: Visit, name: str, viewer: Viewer) -> Seat:
    account = access.invite_guest(_username(name), guest_until=visit.until, by=viewer.account)
    # The role opens nothing by itself: it names the guest for administrators and asks for a second factor at sign-in.
    access.grant_role(account, EXTERNAL.key, visit.scope.unit, until=visit.until)
    made = Seat.objects.create(visit=visit, name=name, account=account)
    write_step(visit, "seated", viewer, text=name, facts={"account": str(account.pk)})
    return made


def _shut(one: Seat, by: Account) -> None:
    one.left_on = clock.today()
    one.save(update_fields=["left_on"])
    account = Account.objects.get(pk=one.account_id)
    if account.is_active:
        access.deactivate_account(account, by=by)


def _username(name: str) -> str:
    """A free user name made of the person's name: nobody has to invent one."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = "tamu." + (re.sub(r"[^a-z0-9]+", ".", plain).strip(".")[:_NAME] or "auditor")
    taken = set(Account.objects.filter(username__startswith=stem).values_list("username", flat=True))
    return next(one for one in (stem, *(f"{stem}.{n}" for n in range(2, len(taken) + 3))) if one not in taken)
