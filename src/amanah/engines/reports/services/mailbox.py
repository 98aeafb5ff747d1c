"""What whoever holds the receipt may do: read, answer, add files, ask not to be contacted. Nobody else can open what is here."""

from collections.abc import Callable, Iterable

from django.db import IntegrityError, transaction

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.models import Case
from amanah.engines.reports import said
from amanah.engines.reports.channels import FROM_REPORTER, RESUME
from amanah.engines.reports.report import CONTACT_AGAIN, DO_NOT_CONTACT, MESSAGE, Message
from amanah.engines.reports.services import wishes
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.services import OpenedMailbox
from amanah.foundation.vault.services.mailboxes import HOLDER

_TRIES = 5


def content_key(box: OpenedMailbox) -> bytes:
    """The key of the record's content. One query."""
    return vault.content_key(box.record, HOLDER, box.key_pair)


def add_message(box: OpenedMailbox, text: str, uploads: Iterable[SealedUpload] = ()) -> None:
    """Add what the reporter writes and attaches; a case that waited for it goes on.

    Raises:
        DatabaseError, OSError: nothing was stored.
    """
    uploads = tuple(uploads)
    add(box, Message(text, MESSAGE, tuple(upload.file_id for upload in uploads)), uploads)


def set_contact(box: OpenedMailbox, *, wanted: bool) -> None:
    """Say whether the reporter may be contacted. The case goes on either way; the wish itself is sealed like any message."""
    add(box, Message("", CONTACT_AGAIN if wanted else DO_NOT_CONTACT))


def add(
    box: OpenedMailbox, message: Message, uploads: tuple[SealedUpload, ...] = (), *, alongside: Callable[[Case], None] | None = None
) -> None:
    """Add any message to the conversation. What `alongside` does stands or falls with it, and is done anew when somebody else came first.

    Raises:
        DatabaseError, OSError: nothing was stored.
    """
    opened = content_key(box)
    case = Case.objects.get(ref=box.record)
    for remaining in reversed(range(_TRIES)):
        seq = case_queries.next_entry(case)
        try:
            with transaction.atomic():
                if alongside is not None:
                    alongside(case)
                _store(case, opened, seq, message, uploads)
        except (cases.Refused, IntegrityError) as refusal:
            # Another message took this number between our asking and our writing.
            if not remaining or (isinstance(refusal, cases.Refused) and refusal.code != "conflict"):
                raise
        else:
            return


def _store(case: Case, key: bytes, seq: int, message: Message, uploads: tuple[SealedUpload, ...]) -> None:
    field = f"message/{seq}"
    vault.add_field(case.ref, field, message.to_bytes(), key)
    for upload in uploads:
        vault.add_field(case.ref, f"file/{upload.file_id}", upload.to_bytes(), key)
        evidence.attach(case.ref, upload, actor=REPORTER)
    cases.add_entry(case, FROM_REPORTER, field, author=REPORTER, seq=seq)
    if said.answers(message):
        go_on(case)


def go_on(case: Case) -> None:
    """Let a case that waits for its reporter go on, at the next beat; nothing where it does not wait. In the caller's transaction."""
    if waits_for_reporter(case):
        wishes.wish(case, RESUME)


def waits_for_reporter(case: Case) -> bool:
    """Whether an answer lets this case go on."""
    return any(move.key == RESUME and REPORTER in move.roles for move in case.declared.moves_from(case.state))
