"""Proofs as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.engines.proofs import addresses
from amanah.engines.proofs.queries import freshness, visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=list(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each proof by its number and title, and how it stands today."""
    for proof in visible(viewer).filter(ref__in=list(refs)):
        name = f"{proof.number} {proof.title}"
        yield ThreadNode(proof.ref, name, _("Bukti"), addresses.of_proof(proof.number), freshness(proof).word)
