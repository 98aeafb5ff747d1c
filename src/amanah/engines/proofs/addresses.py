"""Where a proof's pages are; they hold in every process, also where no desk is loaded."""

from urllib.parse import urlencode


def of_proof(number: str) -> str:
    """The page of the proof of that number."""
    return f"/desk/proofs/{number}/"


def attaching(ref: str, back: str) -> str:
    """The page on which proofs are attached to the record `ref`; it leads back to `back`, an address of the desk."""
    return f"/desk/proofs/attach/?{urlencode({'for': ref, 'next': back})}"
