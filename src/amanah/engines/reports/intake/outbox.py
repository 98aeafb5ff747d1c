"""Files that wait in an open mailbox until their sender has seen what they reveal: sealed under the visitor's cookie, like a draft."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse

from amanah.engines.reports.intake.carried import Carried
from amanah.engines.reports.intake.draft import set_cookie
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import OpenedMailbox

COOKIE = "outbox"
PURPOSE = "outbox"
TTL = timedelta(hours=1)
PATH = "/mailbox/"


@dataclass
class Outbox(Carried):
    """The files of one message. `record` is the mailbox they were chosen in: in another one they do not appear."""

    record: str = ""


def load(request: HttpRequest, key: OpenedMailbox) -> Outbox:
    """What waits in this mailbox; empty when nothing does."""
    token = request.COOKIES.get(COOKIE, "")
    data = vault.recall(PURPOSE, token) if token else None
    found = Outbox.from_bytes(data) if data is not None else None
    return found if found is not None and found.record == key.record else Outbox(record=key.record)


def change(box: Outbox, posted: Mapping[str, str], uploads: Iterable[SealedUpload]) -> list[str]:
    """Do what the form says; the ids of files to discard once that is kept. Raises NotStored, CannotOpen, NotThere."""
    box.choose(posted)
    gone = box.remove(posted.get("remove", ""))
    box.look_again(posted.get("again", ""))
    box.add(uploads)
    return gone


def save(request: HttpRequest, response: HttpResponse, box: Outbox) -> None:
    """Keep it under a new cookie; the old one opens nothing any more."""
    if token := request.COOKIES.get(COOKIE, ""):
        vault.forget(PURPOSE, token)
    set_cookie(response, COOKIE, vault.keep(PURPOSE, box.to_bytes(), TTL), PATH)


def drop(request: HttpRequest, response: HttpResponse) -> None:
    """Forget it and its cookie."""
    if token := request.COOKIES.get(COOKIE, ""):
        vault.forget(PURPOSE, token)
        response.delete_cookie(COOKIE, path=PATH, samesite="Strict")


def everything(box: Outbox) -> list[str]:
    """The ids of all files that wait."""
    return [file_id for upload in box.originals() for file_id in Outbox.from_bytes(box.to_bytes()).remove(upload.file_id)]
