"""Pictures and films of courses as pages show them, and the files themselves: out of the house, never from elsewhere, a piece at a time."""

import re
from collections.abc import Callable
from typing import Any, Final, TypeVar, cast

from csp.decorators import csp_replace, csp_update
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from amanah.rooms.learning.courses.definition import Page
from amanah.rooms.learning.courses.media import LANGUAGES, File, Film, Picture, Strip
from amanah.rooms.learning.courses.reading import courses
from amanah.rulebook.rules import Text

PIECE: Final = 1024 * 1024
"""At most so many bytes are sent for one request of a part: a browser asks for the next, and a slow line holds nobody up."""
WRITTEN: Final = (".svg", ".vtt")
"""Files that are text, and sent compressed."""
YEAR: Final = 365 * 24 * 3600
NAMES: Final = {"id": "Bahasa Indonesia", "en": "English"}
_RANGE: Final = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
_alone: Final[Any] = csp_replace({"default-src": ["'none'"], "style-src": ["'unsafe-inline'"]})  # which knows views without arguments only
"""What a drawing may do that is opened by itself: wear its own colours."""

View = TypeVar("View", bound=Callable[..., object])


def may_play(view: View) -> View:
    """For views whose page may hold a film: films of this house, from nowhere else."""
    return cast("View", csp_update({"media-src": ["'self'"]})(view))  # type: ignore[arg-type]  # it knows views without arguments only


def shown(page: Page, root: str) -> dict[str, Any]:
    """What a template needs of the pictures and films of a page; `root` is where its course's files are ("…/media/")."""
    return {
        "pictures": [_picture(one, root) for one in page.pictures],
        "strip": _strip(page.strip, root) if page.strip is not None else None,
        "film": _film(page.film, root) if page.film is not None else None,
    }


@require_safe
@_alone
@cache_control(public=True, max_age=YEAR, immutable=True)
def file(request: HttpRequest, course: str, digest: str, name: str) -> HttpResponseBase:
    """One file of a course, whole or in the part that is asked for. Its address changes with it, so a browser may keep it."""
    known = courses().get(course)
    found = known.files.get(name) if known is not None else None
    if found is None or found.digest != digest:
        raise Http404
    size = found.path.stat().st_size
    part = _part(request, found, size)
    if part is None and found.path.suffix in WRITTEN:
        written = HttpResponse(found.path.read_bytes(), content_type=found.type)
        answer: HttpResponseBase = GZipMiddleware(lambda _request: written).process_response(request, written)
    elif part is None:
        answer = FileResponse(found.path.open("rb"), content_type=found.type)
    elif part.start >= size:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{size}"
    else:
        with found.path.open("rb") as opened:
            opened.seek(part.start)
            answer = HttpResponse(opened.read(len(part)), status=206, content_type=found.type)
        answer["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{size}"
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = f'"{found.digest}"'
    return answer


def _part(request: HttpRequest, found: File, size: int) -> range | None:
    """The bytes that are asked for; None for the whole: no part named, several, or a part of an earlier file."""
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or not (asked[1] or asked[2]) or request.headers.get("If-Range", f'"{found.digest}"') != f'"{found.digest}"':
        return None
    first = int(asked[1]) if asked[1] else max(0, size - int(asked[2]))
    last = int(asked[2]) if asked[1] and asked[2] else size - 1
    if last < first < size:
        return None
    return range(first, min(last + 1, size, first + PIECE))


def _picture(one: Picture, root: str) -> dict[str, Any]:
    return {
        "url": _url(one.file, root),
        "width": one.width,
        "height": one.height,
        "alt": _said(one.alt),
        "caption": _said(one.caption),
        "long": _said(one.long),
    }


def _strip(one: Strip, root: str) -> dict[str, Any]:
    frames = [{"alt": _said(frame.alt), "caption": _said(frame.caption)} for frame in one.frames]
    drawn = {"url": _url(one.file, root), "width": one.width, "height": one.height, "frames": frames}
    return {"title": _said(one.title), **drawn, "transcript": _said(one.transcript)}


def _film(one: Film, root: str) -> dict[str, Any]:
    mine = get_language() or "id"
    captions = [
        {"url": _url(one.captions[language], root), "language": language, "name": NAMES[language], "mine": mine.startswith(language)}
        for language in LANGUAGES
    ]
    return {
        "title": _said(one.title),
        "url": _url(one.file, root),
        "type": one.file.type,
        "captions": captions,
        "poster": _picture(one.poster, root) if one.poster is not None else None,
        "transcript": _said(one.transcript),
    }


def _url(one: File, root: str) -> str:
    return f"{root}{one.digest}/{one.name}"


def _said(text: Text | None) -> str:
    return text.get(get_language() or "id") if text is not None else ""
