"""A mailbox that is opened in the reporter's browser: ciphertexts go out, ciphertexts come in, and no key of it is ever here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.models import Case
from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.services import mailbox
from amanah.foundation.evidence import services as evidence
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import sealing
from amanah.rooms.whistleblowing.services.browser_filing import MOST_FILES, Misshapen, SealedFile, bucket_of


class Taken(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """Another message got this number first: seal anew under the number that is free now."""


@dataclass(frozen=True)
class SealedMessage:
    """`box` is the sealed field "message/<seq>", `files` file → its own; `answers` says whether a waiting case goes on."""

    seq: int
    box: bytes = field(repr=False)
    answers: bool
    files: Mapping[SealedFile, bytes] = field(default_factory=dict)


def case_of(locator: int, authenticator: bytes) -> Case | None:
    """The case whose receipt this proves; None for everything else, whatever it is."""
    record = vault.claim_mailbox(locator, authenticator)
    return Case.objects.get(ref=record) if record else None


def next_number(case: Case) -> int:
    """The number that the reporter's next message is sealed for."""
    return case_queries.next_entry(case)


def came(case: Case, message: SealedMessage) -> bool:
    """Whether this very message is there already."""
    return any(box == message.box for _name, _version, box in keys.ciphertexts(case.ref, f"message/{message.seq}"))


def add_message(case: Case, message: SealedMessage, *, alongside: Callable[[], None] = lambda: None) -> None:
    """Add what the reporter sealed; a case that waited for an answer goes on. What `alongside` stores stands or falls with it.

    A message that came already, and whose answer was lost on the way, is accepted without effect.

    Raises:
        Taken: seal it anew under `next_number`.
        Misshapen: it has not the shape of a sealed message.
        DatabaseError, OSError: nothing was stored.
    """
    if not sealing.looks_sealed(message.box) or not all(sealing.looks_sealed(box) for box in message.files.values()):
        raise Misshapen("boxes")
    if len(message.files) > MOST_FILES:
        raise Misshapen("files")
    if came(case, message):
        return
    name = f"message/{message.seq}"
    kept = {one: bucket_of(one) for one in message.files}
    try:
        with transaction.atomic():
            vault.add_sealed(case.ref, name, message.box)
            for one, box in message.files.items():
                vault.add_sealed(case.ref, f"file/{one.file_id}", box)
                evidence.attach_sealed(case.ref, str(one.file_id), kept[one], one.sha256, actor=REPORTER)
            cases.add_entry(case, FROM_REPORTER, name, author=REPORTER, seq=message.seq)
            if message.answers:
                mailbox.go_on(case)
            alongside()
    except IntegrityError:
        raise Taken from None
    except cases.Refused as refusal:
        if refusal.code != "conflict":
            raise
        raise Taken from None
