"""Taking a proof back: it shows nothing any longer, and everybody who used it hears so."""

from django.db import transaction

from amanah.engines.proofs.events import ProofWithdrawn
from amanah.engines.proofs.models import WORDS, Proof
from amanah.engines.proofs.refusals import Refused
from amanah.engines.proofs.services.holding import hold, need_keeper, worded
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events


@transaction.atomic
def withdraw(proof: Proof, reason: str, *, viewer: Viewer) -> None:
    """Say, with a reason, that the proof shows nothing: it was wrong, or not what it seemed. Its uses stay and say since when.

    Raises:
        Refused: "not_found", "unit", "words", or "closed" where it was withdrawn before.
    """
    hold(proof, viewer)
    need_keeper(viewer, proof)
    if proof.withdrawn_on is not None:
        raise Refused("closed")
    proof.withdrawn_reason = worded(reason)[:WORDS]
    proof.withdrawn_on, proof.withdrawn_by = clock.today(), viewer.account
    proof.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    refs = tuple(proof.uses.filter(ended_on__isnull=True).values_list("ref", flat=True))
    events.publish(ProofWithdrawn(proof.pk, refs, viewer.actor))
    entry = {"reason": canonical.digest([proof.withdrawn_reason]).hex(), "day": proof.withdrawn_on}
    ledger.append("proof.withdrawn", proof.ref, entry, actor=viewer.actor)
