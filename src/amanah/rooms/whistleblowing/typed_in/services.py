"""Filing what somebody else said: sealed for the same people and closed to the same subjects as if they had written it themselves."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from amanah.foundation.access import exclusion
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.kernel import receipts
from amanah.rooms.whistleblowing.services import filing
from amanah.rooms.whistleblowing.typed_in.ways import GIVEN, NOT_WANTED, WITHHELD


@dataclass(frozen=True)
class Coming:
    """How a report came: by which of WAYS, on which day in the person's words, and whether they want a receipt."""

    way: str
    day: str
    wants_receipt: bool


@dataclass(frozen=True)
class TypedIn:
    """What the typist is told: the receipt to hand over, or None and nothing else."""

    receipt: receipts.Receipt | None = field(repr=False)


def file(
    case_id: UUID,
    answers: Mapping[str, str],
    coming: Coming,
    *,
    viewer: Viewer,
    uploads: tuple[SealedUpload, ...] = (),
    alongside: Callable[[receipts.Receipt | None], None],
) -> TypedIn:
    """Accept a report that this person typed in.

    How it came, whose hands typed it and what became of the receipt are sealed among staff, where no reporter's browser can write.
    Somebody whom the report concerns gets no receipt, which would open the reporter's mailbox to them. `alongside` is called with
    what the typist is told, inside the transaction.

    Raises:
        NoRecipient, AlreadyFiled, Busy, DatabaseError, OSError: as `filing.file_report`.
    """
    prepared = filing.from_answers(case_id, answers, uploads)
    withheld = concerns(viewer, prepared.tags)
    fate = WITHHELD if withheld else GIVEN if coming.wants_receipt else NOT_WANTED
    told = {"came_by": coming.way, "came_on": coming.day, "typed_by": viewer.actor, "receipt": fate}

    def tell(receipt: receipts.Receipt) -> None:
        alongside(receipt if fate == GIVEN else None)

    receipt = filing.file_report(replace(prepared, told=told), alongside=tell)
    return TypedIn(receipt if fate == GIVEN else None)


def concerns(viewer: Viewer, tags: frozenset[bytes]) -> bool:
    """Whether this person is named by the tags, or answers for somebody who is."""
    person = viewer.account.person_id
    return bool(tags) and person is not None and not tags.isdisjoint(exclusion.tags_of_viewer(person))
