"""Who comes to these pages at all."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from amanah.engines.risks.exposures import queries
from amanah.foundation.access.decorators import signed_in


def readers(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in whoever reads the classes of any unit; for everybody else there is nothing here."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not queries.paths(request.viewer):  # type: ignore[attr-defined]  # set by the middleware of access
            raise Http404
        return view(request, *args, **kwargs)

    return guarded
