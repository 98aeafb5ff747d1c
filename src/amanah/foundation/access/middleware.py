"""Each desk request knows its viewer, ends when idle, and is led to a second factor where the role demands one."""

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from amanah.foundation.access import confinement, roles
from amanah.foundation.access.desk import idle, trace
from amanah.foundation.access.viewer import Viewer

REFUSALS = (403, 404, 429)
_FRONT_DOORS = ("/", "/desk/", "/desk/vault/welcome/")
"""Where somebody comes to by signing in."""
_SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class ViewerMiddleware:
    """Sets `request.viewer`: a Viewer for who is signed in, None for nobody.

    Deactivated accounts and guests whose time ran out are nobody from their next request on. Signed out after
    settings.AMANAH_IDLE_MINUTES without a request, and settings.SESSION_COOKIE_AGE after sign-in whatever happens. Outside the
    demonstration, whoever holds a sensitive role sees only the pages of their own account until they have a second factor. Guests who are
    confined to some pages (see `confinement`) find nothing anywhere else.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or send it to sign-in or to the second factor."""
        if request.user.is_authenticated and idle.is_asleep(request):
            logout(request)
            messages.info(request, _("Anda dikeluarkan karena lama tidak ada kegiatan."))
        elif request.user.is_authenticated and idle.is_over(request):
            logout(request)
            messages.info(request, _("Anda sudah masuk selama waktu terlama yang diizinkan. Masuklah lagi."))
        account: Any = request.user
        viewer = None
        if account.is_authenticated:
            idle.note(request)
            viewer = Viewer.of(account)
        request.viewer = viewer  # type: ignore[attr-defined]  # what this middleware is for
        if viewer is not None and _owes_second_factor(request, viewer):
            messages.warning(request, _("Peran Anda mewajibkan verifikasi dua langkah. Aktifkan dahulu di halaman ini."))
            return redirect("mfa_index")
        kept = confinement.bounds(viewer) if viewer is not None else None
        if viewer is not None and kept is not None and not kept.admits(request.path):
            if request.path in _FRONT_DOORS:
                return redirect(kept.home)
            trace.warn("refused 404 outside a guest's pages", viewer.account)
            raise Http404
        response = self.get_response(request)
        if viewer is not None and response.status_code in REFUSALS:
            # Which page, never which record: what this person may not know of must not stand beside their name either.
            page = request.resolver_match.view_name if request.resolver_match else "no page"
            trace.warn(f"refused {response.status_code} at {page}", viewer.account)
        return response


def _owes_second_factor(request: HttpRequest, viewer: Viewer) -> bool:
    if settings.AMANAH_DEMO or request.path.startswith("/desk/account/") or request.path.startswith("/language/"):
        return False
    if any(record.get("method") == "mfa" for record in request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])):
        return False
    if not any(roles.known(key) and roles.role(key).sensitive for key in viewer.roles):
        return False
    return not Authenticator.objects.filter(user_id=viewer.account.pk, type__in=_SECOND_FACTORS).exists()
