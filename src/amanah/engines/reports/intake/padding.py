"""Pages of the mailbox in few lengths, so that whoever watches the line cannot tell a full mailbox from an empty one."""

import base64
import secrets
from typing import Final

from django.http import HttpResponse

BUCKETS: Final = (16_384, 32_768, 65_536, 131_072, 262_144, 524_288, 1_048_576, 4_194_304)
_OPEN, _CLOSE = b"<!--", b"-->"


def pad(response: HttpResponse) -> HttpResponse:
    """Fill an HTML page up to the next of BUCKETS with random letters in a comment; what is larger stays as it is.

    Random, because a proxy that compresses would otherwise undo it; such a proxy should leave the mailbox alone all the same, and is
    told so.
    """
    response["Cache-Control"] = ", ".join(filter(None, [response.get("Cache-Control", ""), "no-transform"]))
    length = len(response.content) + len(_OPEN) + len(_CLOSE)
    room = next((size - length for size in BUCKETS if size >= length), 0)
    filler = base64.urlsafe_b64encode(secrets.token_bytes(room))[:room].replace(b"-", b"_")
    response.content = response.content + _OPEN + filler + _CLOSE
    return response
