"""What a file is, by its content; its name is only a hint between types that begin alike."""

from typing import Final

import puremagic

UNKNOWN: Final = "application/octet-stream"
_BY_NAME: Final = {".csv": "text/csv", ".eml": "message/rfc822", ".html": "text/html", ".htm": "text/html"}


def kind(head: bytes, name: str) -> str:
    """The media type of a file that begins with `head`; UNKNOWN where the content does not say."""
    text = _is_text(head)
    try:
        found = [match.mime_type for match in puremagic.magic_string(head, filename=name) if match.mime_type and match.byte_match]
    except (puremagic.PureError, ValueError):
        found = []
    if text and (not found or not found[0].startswith(("text/", "image/svg", "application/pdf"))):
        return next((media for ending, media in _BY_NAME.items() if name.lower().endswith(ending)), "text/plain")
    return found[0] if found else UNKNOWN


def _is_text(head: bytes) -> bool:
    if b"\x00" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # A character may be cut in two by the end of the first chunk.
        return error.start >= len(head) - 3
    return True
