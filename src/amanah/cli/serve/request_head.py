"""Reading and rewriting the head of one HTTP/1.1 request, strictly: what two readers could understand differently is refused."""

import re
from dataclasses import dataclass
from http import HTTPStatus

MAX_HEAD = 32 * 1024

_REQUEST_LINE = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) (/[!-~]*) HTTP/1\.([01])")
_FIELD = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*")
_CONTROL = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]")

# The front speaks for one request only, and a visitor may not claim to be another address.
_DROPPED = frozenset(b"connection keep-alive proxy-connection proxy-authorization te upgrade forwarded x-real-ip via".split())


class BadHead(Exception):  # noqa: N818 - it carries the answer, it is not a defect
    """The head is refused with this status."""

    def __init__(self, status: HTTPStatus = HTTPStatus.BAD_REQUEST) -> None:
        super().__init__(status.phrase)
        self.status = status


@dataclass(frozen=True)
class RequestHead:
    """Where a request goes and the head to send there (one request per connection, nothing added, client's forwarding claims removed)."""

    path: bytes
    forwarded: bytes


def read(head: bytes) -> RequestHead:
    """Take apart everything before the empty line. Raises BadHead for ambiguous, folded, oversized or malformed heads."""
    first, *rest = head.removesuffix(b"\r\n\r\n").split(b"\r\n")
    request = _REQUEST_LINE.fullmatch(first)
    if request is None:
        raise BadHead
    kept = [first]
    lengths = transfers = hosts = 0
    for line in rest:
        field = _FIELD.fullmatch(line)
        if field is None or _CONTROL.search(field[2]):
            raise BadHead
        name = field[1].lower()
        lengths += name == b"content-length"
        transfers += name == b"transfer-encoding"
        hosts += name == b"host"
        if name == b"content-length" and not field[2].isdigit():
            raise BadHead
        if name == b"transfer-encoding" and field[2].lower() != b"chunked":
            raise BadHead
        if name not in _DROPPED and not name.startswith(b"x-forwarded-"):
            kept.append(line)
    # Both lengths, or two of one, is how a second request is smuggled inside a first.
    if lengths + transfers > 1 or hosts > 1 or (hosts == 0 and request[3] == b"1"):
        raise BadHead
    kept.append(b"Connection: close")
    return RequestHead(path=request[2].split(b"?", 1)[0], forwarded=b"\r\n".join(kept) + b"\r\n\r\n")
