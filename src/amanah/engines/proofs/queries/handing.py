"""Proofs for people who belong to no unit and hold no role over one: whoever keeps a record shows them what it is proved by."""

from collections.abc import Iterable, Iterator

from amanah.engines.proofs.models import Proof, Use
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.models import EvidenceItem
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.threads import visibility

_PORTION = 500


def handed(viewer: Viewer, refs: Iterable[str]) -> dict[str, list[Proof]]:
    """The proofs that these records use now, by record: one query for some hundred records.

    Whether the viewer may be shown the records is the caller's to decide; of which unit a proof is does not matter here. None that was
    withdrawn, and none collected for what arose from a case that the viewer must not know of.
    """
    found: dict[str, list[Proof]] = {}
    for use in _uses(viewer, refs):
        found.setdefault(use.ref, []).append(use.proof)
    return found


def handed_uses(viewer: Viewer, refs: Iterable[str]) -> dict[str, list[Use]]:
    """As `handed`, with who gave each to the record and on which day."""
    found: dict[str, list[Use]] = {}
    for use in _uses(viewer, refs, "actor__person"):
        found.setdefault(use.ref, []).append(use)
    return found


def _uses(viewer: Viewer, refs: Iterable[str], *joined: str) -> Iterator[Use]:
    listed = list(refs)
    kept = visibility.not_arising_from_hidden(viewer, "proof__source")
    for start in range(0, len(listed), _PORTION):
        some = listed[start : start + _PORTION]
        uses = Use.objects.filter(kept, ref__in=some, ended_on__isnull=True, proof__withdrawn_on__isnull=True)
        related = uses.select_related("proof__unit", "proof__replaced_by", *joined)
        yield from related.defer("proof__file_key", "proof__replaced_by__file_key")


def handed_file(proof: Proof) -> tuple[EvidenceItem, SealedUpload] | None:
    """The sealed file of a proof that was handed, and what opens it; None where it is no file."""
    kept = Proof.objects.filter(pk=proof.pk, file_id__isnull=False, withdrawn_on__isnull=True).first()
    item = EvidenceItem.objects.filter(pk=kept.file_id).first() if kept is not None and kept.file_id is not None else None
    if kept is None or kept.file_key is None or item is None:
        return None
    name = (kept.file_name, kept.file_type, kept.file_size or 0, kept.file_sha256)
    return item, SealedUpload(str(item.pk), bytes(kept.file_key), *name, item.ciphertext_sha256)
