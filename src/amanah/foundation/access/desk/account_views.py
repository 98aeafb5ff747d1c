"""The three pages of sign-in whose course differs from allauth's."""

from http import HTTPStatus
from typing import Any

from allauth.account.views import PasswordResetFromKeyView
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _


class ResetView(PasswordResetFromKeyView):  # type: ignore[misc]  # allauth has no types
    """A one-time link.

    It often comes from another site (web mail), and a browser sends our strict cookie only on what is done on our own pages. So the
    link leads to a page with one button instead of to a redirect, on which the cookie would be missing.
    """

    def dispatch(self, request: HttpRequest, uidb36: str, key: str, **kwargs: Any) -> HttpResponseBase:
        """The button's page for a good link, allauth's pages otherwise."""
        answer: HttpResponseBase = super().dispatch(request, uidb36, key, **kwargs)
        if key != self.reset_url_key and answer.status_code == HTTPStatus.FOUND:
            return render(request, "account/password_reset_continue.html", {"next": answer.headers["Location"]})
        return answer


class SessionsView(ListUserSessionsView):  # type: ignore[misc]  # allauth has no types
    """One's own sessions: end one of them, or all but the present one."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End the session named, or every other one."""
        chosen = request.POST.get("session", "")
        if not chosen:
            answer: HttpResponse = super().post(request, *args, **kwargs)
            return answer
        session = UserSession.objects.filter(user=request.user, pk=chosen).first() if chosen.isdecimal() else None
        if session is not None and not session.is_current():
            session.end()
            messages.success(request, _("Perangkat itu sudah dikeluarkan."))
        return redirect("usersessions_list")
