"""A report while it is being written: sealed in the database under a key that only the visitor's cookie holds, then gone.

The cookie's token is both name and key of what is kept, so that whoever takes the database without the cookie can neither read
a draft nor tell whose it is.
"""

import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from amanah.engines.reports.intake.carried import Carried
from amanah.foundation.vault import services as vault

COOKIE = "draft"
PURPOSE = "draft"
TTL = timedelta(hours=2)
PATH = "/report/"


@dataclass
class Draft(Carried):
    """The answers so far, by the names of the form fields.

    `flow` names the form that is being filled in. `case` is the id the report will have, made once, so that sending the same draft twice
    cannot make two reports. `sent` says that it was accepted; then nothing of the answers is left, and `receipt` holds the words until
    they were noted or `until` has passed.
    """

    flow: str = ""
    case: str = field(default_factory=lambda: str(uuid.uuid4()))
    answers: dict[str, str] = field(default_factory=dict)
    passed: list[str] = field(default_factory=list)
    sent: bool = False
    receipt: str = ""
    until: str = ""
    route: str = ""


def load(request: HttpRequest, flow: str) -> Draft | None:
    """The visitor's draft of this form, or None when there is none, it has expired or the cookie is not ours."""
    token = request.COOKIES.get(COOKIE, "")
    data = vault.recall(PURPOSE, token) if token else None
    draft = Draft.from_bytes(data) if data is not None else None
    return draft if draft is not None and draft.flow == flow else None


def save(request: HttpRequest, response: HttpResponse, draft: Draft, *, known: bool) -> None:
    """Keep the draft; `known` says that the request's cookie opened it. Otherwise it gets a new cookie."""
    token = request.COOKIES.get(COOKIE, "") if known else ""
    if known:
        replace(request, draft)
    else:
        token = vault.keep(PURPOSE, draft.to_bytes(), TTL)
    set_cookie(response, COOKIE, token, PATH)


def replace(request: HttpRequest, draft: Draft) -> None:
    """Keep something else under the cookie that the request carries; may be part of the caller's transaction."""
    vault.rekeep(PURPOSE, request.COOKIES.get(COOKIE, ""), draft.to_bytes(), TTL)


def drop(request: HttpRequest, response: HttpResponse) -> None:
    """Destroy the draft and its cookie."""
    if token := request.COOKIES.get(COOKIE, ""):
        vault.forget(PURPOSE, token)
    response.delete_cookie(COOKIE, path=PATH, samesite="Strict")


def set_cookie(response: HttpResponse, name: str, token: str, path: str) -> None:
    """A cookie of the session only, out of reach of scripts and of other sites."""
    response.set_cookie(name, token, path=path, httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE)
