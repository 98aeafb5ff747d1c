"""What the public may fetch. Nothing beyond the latest published checkpoint leaves, so that growth shows once a day only."""

import base64
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from amanah.foundation.ledger import queries, tree
from amanah.kernel import notes
from amanah.kernel.notes import TILE_WIDTH

_FOREVER = "public, max-age=31536000, immutable"
_NEVER = "no-store"


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the log is, its latest checkpoint and how to check it without trusting this server."""
    latest = queries.latest_checkpoint()
    context: dict[str, Any] = {"latest": latest}
    if latest:
        key = notes.Verifier.parse(latest.verifier)
        context |= {"root": base64.b64encode(latest.root).decode(), "origin": key.name, "fingerprint": key.key_id.hex()}
    return render(request, "ledger/about.html", context)


@require_safe
def checkpoint(_request: HttpRequest) -> HttpResponse:
    """The latest signed checkpoint as it was given out; 404 before the first."""
    latest = queries.latest_checkpoint()
    if latest is None:
        raise Http404
    return _raw(latest.note.encode(), "text/plain; charset=utf-8", "no-cache")


@require_safe
def tile(_request: HttpRequest, path: str) -> HttpResponse:
    """A tile of hashes, or a bundle of the entries' commitments; 404 for what the checkpoint does not cover."""
    try:
        wanted = notes.TilePath.parse(path)
    except notes.NoteError:
        return _raw(b"no such tile path\n", "text/plain; charset=utf-8", _NEVER, status=404)
    latest = queries.latest_checkpoint()
    start = wanted.number * TILE_WIDTH
    level = wanted.level or 0
    if latest is None or start + wanted.width > latest.size >> tree.TILE_HEIGHT * level:
        return _raw(b"not in the published tree\n", "text/plain; charset=utf-8", _NEVER, status=404)
    if wanted.level is None:
        data = notes.entry_bundle(tree.commitments(start, wanted.width))
    else:
        data = b"".join(tree.hashes(level, start, wanted.width))
    return _raw(data, "application/octet-stream", _FOREVER)


def _raw(data: bytes, content_type: str, caching: str, *, status: int = 200) -> HttpResponse:
    return HttpResponse(
        data, content_type=content_type, status=status, headers={"Cache-Control": caching, "Access-Control-Allow-Origin": "*"}
    )
