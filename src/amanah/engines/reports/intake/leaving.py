"""The quick exit: forgets a visit in this browser, and goes elsewhere."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from amanah.engines.reports.crowd import asking
from amanah.engines.reports.intake import draft, mailbox, outbox

COOKIES = (
    (draft.COOKIE, draft.PATH),
    (asking.COOKIE, draft.PATH),
    (mailbox.COOKIE, mailbox.PATH),
    (outbox.COOKIE, outbox.PATH),
)
"""What this browser keeps of a visit, besides the form's cookie and the language."""


@csrf_exempt  # its only effect is to forget; a token would make the exit wait for a cookie. Other sites are told apart below
@require_POST
@never_cache
def leave(request: HttpRequest) -> HttpResponse:
    """Forget this visit in this browser, and go elsewhere. Asks no database, so that nothing can hold it up.

    The cookies are the only keys of draft and mailbox: without them what is kept sealed for two hours is noise, until it is swept.
    A redirect would be followed only as far as the forms' policy reaches, so the page itself sends the browser on.
    """
    response = render(request, "reports/intake/away.html")
    response["Refresh"] = f"0; url={settings.AMANAH_EXIT_ADDRESS}"
    response["Referrer-Policy"] = "no-referrer"
    if request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}:
        for name, path in (*COOKIES, (settings.CSRF_COOKIE_NAME, "/"), (settings.LANGUAGE_COOKIE_NAME, "/")):
            response.delete_cookie(name, path=path, samesite="Strict")
    return response
