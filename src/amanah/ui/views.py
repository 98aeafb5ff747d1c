"""What both programs answer alike."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def safe_next(address: str | None, default: str = "/") -> str:
    """`address` if it is a plain path of this site, else `default`: nobody is ever sent elsewhere."""
    if address and address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None):
        return address
    return default


@require_safe
@never_cache
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language until the browser closes: a cookie that stays would tell that somebody was here."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    response = HttpResponseRedirect(safe_next(request.GET.get("next")))
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, code, secure=settings.LANGUAGE_COOKIE_SECURE, httponly=True, samesite="Lax")
    return response
