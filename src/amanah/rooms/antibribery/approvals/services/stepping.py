"""What every verb does alike: take hold of a record, see what it was given, write one step and one entry of the ledger."""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from django.db import IntegrityError, transaction
from django.db.models import Max, QuerySet

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock, events, numbers
from amanah.rooms.antibribery.approvals.events import ApprovalStepped
from amanah.rooms.antibribery.approvals.models import Commitment, Delegation, Request, Step
from amanah.rooms.antibribery.approvals.refusals import Refused

Record: TypeAlias = Request | Delegation | Commitment
DRAWS = 8


def hold(one: Record, viewer: Viewer, visible: "Callable[[Viewer], QuerySet[Any]]") -> Person:
    """Bring it up to date, hold its row until the transaction ends, and answer who acts.

    Raises:
        Refused: "not_found" when the viewer may not know of it, "unknown_person".
    """
    model: Any = type(one)
    one.refresh_from_db(from_queryset=model.objects.select_for_update(of=("self",)).select_related("scope__unit", "unit"))
    if not visible(viewer).filter(pk=one.pk).exists():
        raise Refused("not_found")
    return acting(viewer)


def acting(viewer: Viewer) -> Person:
    """Whoever acts. Raises Refused "unknown_person" where the account is nobody known."""
    if viewer.person is None or not viewer.account.may_sign_in():
        raise Refused("unknown_person")
    return viewer.person


def worded(text: str, code: str = "words") -> str:
    """The words, without space around them. Raises Refused `code` when there are none."""
    if not text.strip():
        raise Refused(code)
    return text.strip()


def known(value: str, titles: Mapping[str, Any]) -> str:
    """The code, if it is one of these. Raises Refused "code"."""
    if value not in titles:
        raise Refused("code")
    return value


def numbered(one: Record, prefix: str) -> None:
    """Save a new one under a number that nobody has."""
    model: Any = type(one)
    for _ in range(DRAWS):
        one.number = numbers.draw(prefix, clock.today())
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except IntegrityError:
            if not model.objects.filter(number=one.number).exists():
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {prefix} numbers is nearly full")


def write_step(
    one: Record, act: str, account: Account | None, *, source: str = "", text: str = "", facts: Mapping[str, Any] | None = None
) -> Step:
    """Save it and say what was done: one step, one event, and last one entry of the ledger, which holds the words' digest.

    Without an account it is the house itself that acts.
    """
    one.save()
    seq = (Step.objects.filter(ref=one.ref).aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(ref=one.ref, seq=seq, act=act, source=source, target=one.state, text=text, day=clock.today(), actor=account)
    actor = f"account:{account.pk}" if account is not None else "system"
    events.publish(ApprovalStepped(one.ref, actor, act, source, one.state))
    entry = {"seq": seq, "act": act, "from": source, "to": one.state, "words": canonical.digest([text]).hex(), "day": step.day}
    ledger.append(f"{one.ref.partition(':')[0]}.{act}", one.ref, {**(facts or {}), **entry}, actor=actor)
    return step
