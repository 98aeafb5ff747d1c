"""Filing what somebody else said: sealed for the same people and closed to the same subjects as if they had written it themselves."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

from amanah.engines.reports.services import typed
from amanah.engines.reports.services.typed import Coming, TypedIn
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.kernel import receipts
from amanah.rooms.whistleblowing.services import filing

__all__ = ["Coming", "TypedIn", "file"]


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
    told = typed.told(viewer, prepared.tags, coming)
    given = told["receipt"] == typed.GIVEN

    def tell(receipt: receipts.Receipt) -> None:
        alongside(receipt if given else None)

    receipt = filing.file_report(replace(prepared, told=told), alongside=tell)
    return TypedIn(receipt if given else None)
