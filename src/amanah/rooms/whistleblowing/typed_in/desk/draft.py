"""A report while staff type it in: sealed under a key that only this browser's cookie holds, two hours, then gone."""

import json
import uuid
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Self

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from amanah.engines.reports.intake.carried import Carried
from amanah.engines.reports.intake.draft import set_cookie
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.rooms.whistleblowing.typed_in.services import Coming

COOKIE = "typed"
PURPOSE = "typed"
TTL = timedelta(hours=2)
SHOWN = timedelta(minutes=15)
"""How long a receipt can be printed again before it is gone for good."""


@dataclass
class Typed(Carried):
    """What was typed so far. `by` is the actor whose draft it is: at a shared desk nobody else opens it.

    `sent` says that it was accepted; then nothing of it is left but the receipt, until it was handed over or `until` has passed.
    """

    by: str = ""
    case: str = field(default_factory=lambda: str(uuid.uuid4()))
    answers: dict[str, str] = field(default_factory=dict)
    way: str = ""
    came_on: str = ""
    wants_receipt: bool = True
    sent: bool = False
    receipt: str = ""
    until: str = ""

    def to_bytes(self) -> bytes:
        """The bytes that are sealed and kept."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        return cls(**json.loads(data))

    @property
    def coming(self) -> Coming:
        """How the report came."""
        return Coming(self.way, self.came_on, self.wants_receipt)

    @property
    def receipt_now(self) -> str:
        """The receipt while it may still be shown, else ""."""
        return self.receipt if self.receipt and clock.now() < datetime.fromisoformat(self.until) else ""


def load(request: HttpRequest, by: str) -> Typed | None:
    """This person's draft in this browser, or None."""
    token = request.COOKIES.get(COOKIE, "")
    data = vault.recall(PURPOSE, token) if token else None
    draft = Typed.from_bytes(data) if data is not None else None
    return draft if draft is not None and draft.by == by else None


def replace(request: HttpRequest, draft: Typed) -> None:
    """Keep something else under the cookie that the request carries; may be part of the caller's transaction."""
    vault.rekeep(PURPOSE, request.COOKIES.get(COOKIE, ""), draft.to_bytes(), TTL)


def begin(response: HttpResponse, draft: Typed) -> None:
    """Keep a new draft under a new cookie."""
    set_cookie(response, COOKIE, vault.keep(PURPOSE, draft.to_bytes(), TTL), _path())


def drop(request: HttpRequest, response: HttpResponse) -> None:
    """Destroy the draft and its cookie."""
    if token := request.COOKIES.get(COOKIE, ""):
        vault.forget(PURPOSE, token)
    response.delete_cookie(COOKIE, path=_path(), samesite="Strict")


def _path() -> str:
    return reverse("whistleblowing_desk:typed_in")
