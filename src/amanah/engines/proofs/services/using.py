"""Attaching proofs to the records that they show, and detaching them."""

from django.db import transaction

from amanah.engines.proofs import owners
from amanah.engines.proofs.models import Proof, Use
from amanah.engines.proofs.refusals import Refused
from amanah.engines.proofs.services.holding import hold
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock


@transaction.atomic
def use(proof: Proof, ref: str, *, viewer: Viewer) -> Use:
    """Let the proof show the record `ref` from today. A replaced proof may: it speaks for its own days.

    Raises:
        Refused: "not_found", "closed" (withdrawn), "purpose" where the record takes no proof from the viewer, or "used".
    """
    hold(proof, viewer)
    if proof.withdrawn_on is not None:
        raise Refused("closed")
    if not owners.may_attach(viewer, ref):
        raise Refused("purpose")
    if Use.objects.filter(proof=proof, ref=ref, ended_on__isnull=True).exists():
        raise Refused("used")
    return begin(proof, ref, viewer)


@transaction.atomic
def unuse(use: Use, *, viewer: Viewer) -> None:
    """The proof shows the record no longer; that it did, and until when, is kept.

    Raises:
        Refused: "purpose" where the viewer may not change the record's proofs, or "not_used".
    """
    proof = Proof.objects.get(pk=use.proof_id)
    hold(proof, viewer)
    use.refresh_from_db()
    if not owners.may_attach(viewer, use.ref):
        raise Refused("purpose")
    if use.ended_on is not None:
        raise Refused("not_used")
    end(use, viewer)


def begin(proof: Proof, ref: str, viewer: Viewer) -> Use:
    """Write down a use, in the caller's transaction; one that stands already is answered."""
    made, new = Use.objects.get_or_create(proof=proof, ref=ref, ended_on=None, defaults={"day": clock.today(), "actor": viewer.account})
    if new:
        ledger.append("proof.used", proof.ref, {"for": ref, "use": made.pk}, actor=viewer.actor)
    return made


def end(use: Use, viewer: Viewer) -> None:
    """End a use, in the caller's transaction."""
    use.ended_on, use.ended_by = clock.today(), viewer.account
    use.save(update_fields=["ended_on", "ended_by"])
    ledger.append("proof.unused", use.proof.ref, {"for": use.ref, "use": use.pk}, actor=viewer.actor)
