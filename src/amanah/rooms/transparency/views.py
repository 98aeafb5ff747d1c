"""The public face. Nothing here knows who asks, so pages may be compressed and kept by caches for a few minutes."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from amanah import __version__
from amanah.foundation.ledger import queries as ledger
from amanah.rooms.transparency import queries
from amanah.rooms.transparency.outside import CHANNELS, CHECKED
from amanah.rooms.transparency.statistics import queries as statistics
from amanah.ui import sections

View = Callable[..., HttpResponse]


def public_page(view: View) -> View:
    """A page without secrets and without forms: safe to compress, fresh for five minutes."""

    @require_safe
    @gzip_page
    @cache_control(public=True, max_age=300)
    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return wrapped


@public_page
def front(request: HttpRequest) -> HttpResponse:
    """One question, three promises with their proof, and what the latest release of figures says."""
    return render(request, "transparency/front.html", {"figures": statistics.newest()})


@public_page
def integrity(request: HttpRequest) -> HttpResponse:
    """What the institution stands for, where to turn, what its rooms have to show, and what came of reports."""
    context = {"sections": sections.built(), "figures": statistics.newest(), "checkpoint": ledger.latest_checkpoint()}
    return render(request, "transparency/integrity.html", context)


@public_page
def how_it_works(request: HttpRequest) -> HttpResponse:
    """What happens to a report, by whom and until when."""
    return render(request, "transparency/how_it_works.html", {"steps": queries.steps()})


@public_page
def outside(request: HttpRequest) -> HttpResponse:
    """Where else one can turn, above all when this institution's own top is involved."""
    return render(request, "transparency/outside.html", {"channels": CHANNELS, "checked": CHECKED})


@public_page
def accessibility(request: HttpRequest) -> HttpResponse:
    """Which barriers were looked for, how, and which remain."""
    return render(request, "transparency/accessibility.html")


@public_page
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, what is not, and against what this platform cannot protect."""
    return render(request, "transparency/privacy.html")


@never_cache
@require_safe
def health(_request: HttpRequest) -> JsonResponse:
    """200 when the program can serve, 503 when the database does not answer. Says nothing that an outsider could use."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "database": "unreachable", "version": __version__}, status=503)
    return JsonResponse({"status": "ok", "database": connection.vendor, "version": __version__})


@require_safe
@cache_control(public=True, max_age=86400)
def robots(_request: HttpRequest) -> HttpResponse:
    """Search engines may know the public face; a reporter's pages and the desk are not for them."""
    return HttpResponse(
        "User-agent: *\nDisallow: /report/\nDisallow: /mailbox/\nDisallow: /desk/\nDisallow: /language/\n", content_type="text/plain"
    )


_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0f5c5c"/>'
    '<path d="M8 22.5c0-8 3-13 8-13s8 5 8 13M11.5 17.5h9" fill="none" stroke="#fff" stroke-width="2.8" stroke-linecap="round"/></svg>'
)


@require_safe
@cache_control(public=True, max_age=86400)
def favicon(_request: HttpRequest) -> HttpResponse:
    """The mark, for browsers that ask for it by the old address."""
    return HttpResponse(_MARK, content_type="image/svg+xml")
