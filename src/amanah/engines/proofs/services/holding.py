"""What every verb does alike: take hold of a proof, see who acts, and say what a record's words and days were."""

from typing import Any

from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.queries.visible import may_keep, visible
from amanah.engines.proofs.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import canonical


def hold(proof: Proof, viewer: Viewer) -> None:
    """Bring `proof` up to date and hold its row until the transaction ends.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    proof.refresh_from_db(from_queryset=Proof.objects.select_for_update())
    if not visible(viewer).filter(pk=proof.pk).exists():
        raise Refused("not_found")


def need_keeper(viewer: Viewer, proof: Proof) -> None:
    """Raises Refused "unit" unless the viewer keeps the proofs of its unit."""
    if not may_keep(viewer, proof.unit):
        raise Refused("unit")


def worded(text: str) -> str:
    """The words, without space around them.

    Raises:
        Refused: "words" when there are none.
    """
    if not text.strip():
        raise Refused("words")
    return text.strip()


def facts(proof: Proof) -> dict[str, Any]:
    """What the ledger is told of a proof: its days and codes, and digests of words and file."""
    return {
        "unit": str(proof.unit_id),
        "kind": proof.kind,
        "shared": proof.shared,
        "from": proof.effective_from,
        "until": proof.effective_until,
        "words": canonical.digest([proof.title, proof.description, proof.address]).hex(),
        "file": proof.file_sha256,
    }
