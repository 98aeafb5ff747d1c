"""Each desk request knows its viewer."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from amanah.foundation.access.viewer import Viewer


class ViewerMiddleware:
    """Sets `request.viewer`: a Viewer for who is signed in, None for nobody.

    An account deactivated or a guest whose time ran out while signed in is signed out at their next request.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Sign out whose time has passed, then look at who is left."""
        account: Any = request.user
        if account.is_authenticated and not account.may_sign_in():
            logout(request)
        set_viewer(request)
        return self.get_response(request)


def set_viewer(request: HttpRequest) -> None:
    """Look again at who is signed in."""
    account: Any = request.user
    request.viewer = Viewer.of(account) if account.is_authenticated else None  # type: ignore[attr-defined]
