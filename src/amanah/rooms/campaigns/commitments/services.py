"""Publishing the text, asking units for their signature, signing, witnessing, declining, and showing in public."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from amanah.engines.cases import superiors
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import canonical, clock, numbers
from amanah.rooms.campaigns.commitments import declare, queries, telling
from amanah.rooms.campaigns.commitments.models import POST, Commitment, CommitmentText
from amanah.rooms.campaigns.commitments.proving import proven
from amanah.rooms.campaigns.commitments.refusals import Refused
from amanah.rooms.campaigns.roles import MANAGER


@transaction.atomic
def publish(*, title: str, title_en: str, body: str, body_en: str, since: date, viewer: Viewer) -> CommitmentText:
    """Publish the next version of the text. Versions follow each other: none begins on or before the day on which an earlier one does.

    Raises:
        Refused: "institution" or "since".
    """
    if not queries.may_publish(viewer):
        raise Refused("institution")
    if CommitmentText.objects.filter(since__gte=since).exists():
        raise Refused("since")
    version = (CommitmentText.objects.aggregate(last=Max("version"))["last"] or 0) + 1
    text = CommitmentText.objects.create(
        version=version,
        title=title,
        title_en=title_en,
        body=body,
        body_en=body_en,
        since=since,
        digest=canonical.digest([version, title, title_en, body, body_en]).hex(),
        published_by=viewer.account,
        published_on=clock.today(),
    )
    facts = {"version": version, "since": since, "digest": text.digest}
    ledger.append("commitment.published", f"commitment-text:{version}", facts, actor=viewer.actor)
    return text


@transaction.atomic
def ask(units: Iterable[Unit], *, witness: Person, due_on: date, viewer: Viewer) -> list[Commitment]:
    """Ask these units for this year's signature; those that were asked already are passed over.

    Raises:
        Refused: "role" where one unit is not the viewer's, "text", "due", or "units" where there is nobody to ask.
    """
    wanted, today = list(units), clock.today()
    if any(not viewer.has(MANAGER.key, unit) for unit in wanted):
        raise Refused("role")
    text = queries.in_force()
    if text is None:
        raise Refused("text")
    if due_on < today or due_on.year != today.year:
        raise Refused("due")
    had = set(Commitment.objects.filter(year=today.year, unit__in=wanted).values_list("unit_id", flat=True))
    made = [_new(unit, text, witness, due_on, viewer) for unit in wanted if unit.pk not in had]
    if not made:
        raise Refused("units")
    entries = [
        ("commitment.asked", one.ref, {"unit": str(one.unit_id), "year": one.year, "text": text.digest, "due_on": due_on}) for one in made
    ]
    ledger.append_many(entries, actor=viewer.actor)
    telling.asked(made)
    return made


def sign(commitment: Commitment, *, read: str, proof: str, means: str, show: bool, viewer: Viewer) -> None:
    """Sign for the unit that the viewer heads.

    Args:
        commitment: one that waits for its signature; one that was declined may still be signed.
        read: the digest of the text that was on the screen.
        proof: the password or passphrase, as `means` says.
        means: one of declare.MEANS.
        show: the unit wishes it to be seen in public, once it is witnessed.
        viewer: the head of the unit.

    Raises:
        Refused: "head", "state", "changed", "witness" or "proof".
    """
    if not queries.heads(viewer, commitment.unit):
        raise Refused("head")
    if not proven(viewer, proof, means):
        raise Refused("proof")
    with transaction.atomic():
        _hold(commitment, declare.ASKED, declare.DECLINED)
        if commitment.text.digest != read:
            raise Refused("changed")
        if commitment.witness_asked_id == viewer.account.person_id:
            raise Refused("witness")
        commitment.state = declare.SIGNED
        commitment.signer, commitment.signer_means, commitment.signed_on = viewer.person, means, clock.today()
        commitment.signer_post = _post(viewer)
        commitment.declined_by, commitment.declined_on, commitment.reason = None, None, ""
        commitment.wishes_shown = show
        _write(commitment, "signed", viewer, {"text": read, "means": means, "show": show})
        telling.signed(commitment)


def witness(commitment: Commitment, *, read: str, proof: str, means: str, viewer: Viewer) -> None:
    """Sign as the witness who was asked. Where the unit wished it, it is seen in public from now on.

    Raises:
        Refused: "witness", "state", "changed" or "proof".
    """
    if viewer.person is None or viewer.account.person_id != commitment.witness_asked_id:
        raise Refused("witness")
    if not proven(viewer, proof, means):
        raise Refused("proof")
    with transaction.atomic():
        _hold(commitment, declare.SIGNED)
        if commitment.text.digest != read:
            raise Refused("changed")
        if commitment.signer_id == viewer.account.person_id:
            raise Refused("witness")
        commitment.state = declare.WITNESSED
        commitment.witness, commitment.witness_means, commitment.witnessed_on = viewer.person, means, clock.today()
        commitment.witness_post = _post(viewer)
        commitment.shown_since = clock.today() if commitment.wishes_shown else None
        _write(commitment, "witnessed", viewer, {"text": read, "means": means})


@transaction.atomic
def decline(commitment: Commitment, reason: str, *, viewer: Viewer) -> None:
    """Say that the unit does not sign, and why; the manager reads it.

    Raises:
        Refused: "head", "state" or "reason".
    """
    if not queries.heads(viewer, commitment.unit):
        raise Refused("head")
    if not reason.strip():
        raise Refused("reason")
    _hold(commitment, declare.ASKED)
    commitment.state = declare.DECLINED
    commitment.declined_by, commitment.declined_on, commitment.reason = viewer.person, clock.today(), reason.strip()
    _write(commitment, "declined", viewer, {"words": canonical.digest([commitment.reason]).hex()})
    telling.declined(commitment)


@transaction.atomic
def show(commitment: Commitment, wished: bool, *, viewer: Viewer) -> None:  # noqa: FBT001 - wished or not is the one thing said
    """Let it be seen in public, or not any more: the head of the unit alone decides, whenever they wish.

    Raises:
        Refused: "head" or "state".
    """
    if not queries.heads(viewer, commitment.unit):
        raise Refused("head")
    _hold(commitment, declare.SIGNED, declare.WITNESSED)
    commitment.wishes_shown = wished
    if commitment.state == declare.WITNESSED:
        commitment.shown_since = (commitment.shown_since or clock.today()) if wished else None
    _write(commitment, "shown" if wished else "hidden", viewer, {})


def _new(unit: Unit, text: CommitmentText, witness_asked: Person, due_on: date, viewer: Viewer) -> Commitment:
    commitment_id, today = uuid.uuid4(), clock.today()
    return Commitment.objects.create(
        id=commitment_id,
        ref=f"commitment:{commitment_id}",
        number=numbers.draw("KU", today),
        unit=unit,
        year=today.year,
        text=text,
        asked_by=viewer.account,
        asked_on=today,
        due_on=due_on,
        witness_asked=witness_asked,
    )


def _hold(commitment: Commitment, *states: str) -> None:
    rows = Commitment.objects.select_for_update(of=("self",)).select_related("unit", "text", "witness_asked")
    commitment.refresh_from_db(from_queryset=rows)
    if commitment.state not in states:
        raise Refused("state")


def _write(commitment: Commitment, act: str, viewer: Viewer, facts: dict[str, Any]) -> None:
    commitment.save()
    said = {**facts, "unit": str(commitment.unit_id), "year": commitment.year, "state": commitment.state, "day": clock.today()}
    ledger.append(f"commitment.{act}", commitment.ref, said, actor=viewer.actor)


def _post(viewer: Viewer) -> str:
    return superiors.post_of(viewer.person)[:POST] if viewer.person else ""
