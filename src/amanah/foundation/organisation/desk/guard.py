"""Who may open the screens of the organisation. The viewer comes from the floor above, so only its shape is known here."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from amanah.foundation.organisation.models import Unit
from amanah.foundation.organisation.roles import ROLE


class Viewer(Protocol):
    """What is needed of whoever looks."""

    @property
    def actor(self) -> str:
        """How the ledger names them."""
        ...

    def has(self, role: str, unit: Unit | None = None) -> bool:
        """Whether they hold a role over a unit, or anywhere."""
        ...


class StaffRequest(HttpRequest):
    """A request whose viewer has passed `administrators`."""

    viewer: Viewer


def administrators(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in whoever administers any part of the organisation."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        viewer: Viewer | None = getattr(request, "viewer", None)
        if viewer is None:
            return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)
        if not viewer.has(ROLE):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


def over(request: StaffRequest, unit: Unit) -> None:
    """Refuse unless the administrator's grant reaches this unit."""
    if not request.viewer.has(ROLE, unit):
        raise PermissionDenied
