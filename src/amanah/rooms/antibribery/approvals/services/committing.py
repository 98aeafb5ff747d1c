"""What business associates commit themselves to against bribery: asked for before a contract, given in writing, or refused and answered."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from amanah import rulebook
from amanah.engines.risks.declare import BRIBERY
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import declare
from amanah.rooms.antibribery.approvals.models import TITLE, WORDS, Commitment, Step
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.refusals import Refused
from amanah.rooms.antibribery.approvals.services.stepping import acting, hold, known, numbered, worded, write_step

PREFIX = "KB"


@dataclass(frozen=True)
class Asked:
    """Of whom a commitment is asked: the associate, the contract or transaction, the risk they pose, and what was looked into before."""

    unit: Unit
    associate: str
    matter: str
    bribery_class: str
    diligence: str = ""


@transaction.atomic
def ask_commitment(asked: Asked, *, viewer: Viewer) -> Commitment:
    """Write down that a commitment was asked of an associate.

    Raises:
        Refused: "unknown_person", "scope", "side", "code" or "words".
    """
    acting(viewer)
    scope = visible.scope_of(asked.unit)
    if scope is None:
        raise Refused("scope")
    if not visible.keeps(viewer, scope, asked.unit):
        raise Refused("side")
    one_id = uuid4()
    one = Commitment(
        id=one_id,
        ref=f"{declare.COMMITMENT}:{one_id}",
        scope=scope,
        unit=asked.unit,
        associate=worded(asked.associate)[:TITLE],
        matter=worded(asked.matter)[:TITLE],
        bribery_class=known(asked.bribery_class, BRIBERY),
        diligence=asked.diligence.strip()[:TITLE],
        opened_on=clock.today(),
    )
    numbered(one, PREFIX)
    write_step(one, "wanted", viewer.account, text=f"{one.associate}\n{one.matter}", facts=_facts(one))
    return one


@transaction.atomic
def commit(
    one: Commitment, document: str, *, right_to_end: bool, viewer: Viewer, expires_on: date | None = None, training: str = ""
) -> None:
    """The associate committed themselves in writing.

    Args:
        one: what was asked.
        document: where the promise is written.
        right_to_end: whether the contract lets the institution end it because of bribery.
        viewer: who writes it down.
        expires_on: the last day on which it holds; None where it has no end.
        training: which training was offered to the associate, "" for none.

    Raises:
        Refused: "not_found", "unknown_person", "side", "state", "proof" or "days".
    """
    _held(one, viewer)
    if one.state != declare.WANTED:
        raise Refused("state")
    if expires_on is not None and expires_on <= clock.today():
        raise Refused("days")
    one.document, one.right_to_end = worded(document, "proof")[:TITLE], right_to_end
    one.expires_on, one.training = expires_on, training.strip()[:TITLE]
    source, one.state, one.answered_on = one.state, declare.GIVEN, clock.today()
    write_step(one, "given", viewer.account, source=source, text=one.document, facts=_facts(one))


@transaction.atomic
def refuse(one: Commitment, reason: str, instead: str, *, viewer: Viewer, training: str = "") -> None:
    """The associate would not; what is done in place of a commitment is said with it.

    Raises:
        Refused: "not_found", "unknown_person", "side", "state", "reason" or "done".
    """
    _held(one, viewer)
    if one.state != declare.WANTED:
        raise Refused("state")
    one.reason, one.instead = worded(reason, "reason")[:WORDS], worded(instead, "done")[:WORDS]
    one.training = training.strip()[:TITLE]
    source, one.state, one.answered_on = one.state, declare.REFUSED, clock.today()
    write_step(one, "refused", viewer.account, source=source, text=f"{one.reason}\n\n{one.instead}", facts=_facts(one))


@transaction.atomic
def renew(one: Commitment, reason: str, *, viewer: Viewer) -> None:
    """Ask again, before a commitment ends or because a refusal may be thought over. What was answered stays in the record.

    Raises:
        Refused: "not_found", "unknown_person", "side", "state" or "words".
    """
    _held(one, viewer)
    if one.state == declare.WANTED:
        raise Refused("state")
    source, one.state = one.state, declare.WANTED
    one.answered_on = one.expires_on = None
    one.document = one.reason = one.instead = ""
    write_step(one, "renewed", viewer.account, source=source, text=worded(reason), facts=_facts(one))


def remind() -> int:
    """Say of every commitment once that its end is near, and once that it is over; how many that were.

    A commitment that was asked for and given again begins anew.
    """
    today, told = clock.today(), 0
    near = today + timedelta(days=rulebook.provision(declare.ENDS_SOON, on=today).length)
    given = Step.objects.filter(ref=OuterRef("ref"), act=declare.GIVEN).order_by("-seq").values("seq")[:1]
    for act, ends in (("runs_out", Q(expires_on__range=(today, near))), ("ran_out", Q(expires_on__lt=today))):
        said = Step.objects.filter(ref=OuterRef("ref"), act=act, seq__gt=Coalesce(Subquery(given), 0))
        waiting = Commitment.objects.filter(ends, ~Exists(said), state=declare.GIVEN)
        for pk in waiting.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic():
                rows = waiting.select_for_update(of=("self",)).select_related("scope__unit", "unit")
                one = rows.filter(pk=pk).first()
                if one is not None:
                    write_step(one, act, None, source=one.state, facts=_facts(one))
                    told += 1
    return told


def _held(one: Commitment, viewer: Viewer) -> None:
    hold(one, viewer, visible.commitments)
    if not visible.keeps(viewer, one.scope, one.unit):
        raise Refused("side")


def _facts(one: Commitment) -> dict[str, Any]:
    return {
        "number": one.number,
        "scope": one.scope.ref,
        "unit": str(one.unit_id),
        "class": one.bribery_class,
        "right_to_end": one.right_to_end,
        "expires_on": one.expires_on,
    }
