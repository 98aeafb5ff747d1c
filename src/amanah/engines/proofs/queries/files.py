"""The file of a proof, for handing it out."""

from amanah.engines.proofs.models import Proof
from amanah.engines.proofs.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.uploads import SealedUpload


def file_of(viewer: Viewer, proof: Proof) -> tuple[EvidenceItem, SealedUpload] | None:
    """The sealed file and what opens it; None where the proof is no file or the viewer may not know of it."""
    kept = visible(viewer).filter(pk=proof.pk, file_id__isnull=False).defer(None).first()
    if kept is None or kept.file_id is None or kept.file_key is None:
        return None
    item = EvidenceItem.objects.filter(pk=kept.file_id).first()
    if item is None:
        return None
    name = (kept.file_name, kept.file_type, kept.file_size or 0, kept.file_sha256)
    return item, SealedUpload(str(item.pk), bytes(kept.file_key), *name, item.ciphertext_sha256)
