"""Who comes to which of these pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from amanah.foundation.access.decorators import signed_in
from amanah.rooms.learning.roles import MANAGER

View = Callable[..., HttpResponseBase]


def managers(view: View) -> View:
    """Let in whoever manages learning anywhere; for everybody else there is nothing here."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.viewer.has(MANAGER.key):  # type: ignore[attr-defined]  # set by the middleware of access
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
