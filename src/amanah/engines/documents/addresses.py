"""Where a document's pages are; they hold in every process, also where no desk is loaded."""

from urllib.parse import urlencode


def of_document(number: str) -> str:
    """The page of the document of that number."""
    return f"/desk/documents/{number}/"


def to_read() -> str:
    """The page of what one has still to read."""
    return "/desk/documents/to-read/"


def tying(ref: str, back: str) -> str:
    """The page on which documents are tied to the record `ref`; it leads back to `back`, an address of the desk."""
    return f"/desk/documents/tie/?{urlencode({'for': ref, 'next': back})}"
