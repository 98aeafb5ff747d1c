"""Which role opens which screen."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def role_required(*keys: str) -> Callable[[View], View]:
    """Let in whoever holds any of these roles in any unit; without keys, everybody who is signed in.

    Nobody signed in is sent to the sign-in page; somebody without the role gets 403. Whether the role reaches the record in
    question is still for the view's query or service to decide.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            viewer = getattr(request, "viewer", None)
            if viewer is None:
                return redirect_to_login(request.get_full_path())
            if keys and not viewer.has_any(keys):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast("View", guarded)

    return decorate


signed_in = role_required()
