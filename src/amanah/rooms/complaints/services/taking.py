"""Taking in a complaint: the report sealed by the engine, and the two flags, the service and the way it came beside it in clear."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from amanah.engines.reports import subjects
from amanah.engines.reports.report import ANONYMOUS, OPEN, Identity, Report, names
from amanah.engines.reports.services import filing
from amanah.engines.reports.services.filing import Alongside, Filing
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.kernel import receipts
from amanah.rooms.complaints.models import Marks
from amanah.rooms.complaints.regime import LABELS, REGIME
from amanah.rooms.complaints.ways import GIVEN, NOT_WANTED, WEB, WITHHELD

ROUTE = "desk"
YES = "yes"
TOLD = tuple(name for name in LABELS if name != "service")


@dataclass(frozen=True)
class Coming:
    """How a complaint came that staff typed in: by which way, on which day in the person's words, and whether a receipt is wanted."""

    way: str
    day: str
    wants_receipt: bool


@dataclass(frozen=True)
class TypedIn:
    """What the typist is told: the receipt to hand over, or None and nothing else."""

    receipt: receipts.Receipt | None = field(repr=False)


def from_answers(case_id: UUID, answers: Mapping[str, str], uploads: tuple[SealedUpload, ...] = ()) -> Filing:
    """A complaint of what a form's pages said; reads the database and changes nothing."""
    anonymous = answers.get("anonymous") == YES
    involved = names(answers.get("who", ""))
    found = subjects.find(involved=involved, excluded=(), unit=None)
    identity = Identity(answers.get("name", ""), answers.get("contact", ""), answers.get("note", ""))
    said = {name: answers.get(name, "") for name in TOLD} | {"service": answers.get("service_name", "") or answers.get("service", "")}
    report = Report(
        topic=answers["topic"],
        route=ROUTE,
        mode=ANONYMOUS if anonymous else OPEN,
        answers=said,
        involved=involved,
        unmatched=found.unmatched,
        files=tuple(upload.file_id for upload in uploads),
        identity=None if anonymous or not identity else identity,
        form=REGIME.form,
    )
    flags = {"anonymous": anonymous, "secret": answers.get("secret") == YES}
    return Filing(case_id, report, found.tags, uploads, facts=flags)


def file(case_id: UUID, answers: Mapping[str, str], uploads: tuple[SealedUpload, ...], alongside: Alongside) -> receipts.Receipt:
    """Accept what its reporter wrote here. Raises as `filing.file_report`."""

    def beside(receipt: receipts.Receipt) -> None:
        mark(case_id, answers, WEB)
        alongside(receipt)

    return filing.file_report(REGIME, from_answers(case_id, answers, uploads), alongside=beside)


def type_in(
    case_id: UUID,
    answers: Mapping[str, str],
    coming: Coming,
    *,
    viewer: Viewer,
    alongside: Callable[[receipts.Receipt | None], None] | None = None,
) -> TypedIn:
    """Accept what this person typed in for somebody else.

    Whose hands typed it and what became of the receipt are sealed among staff. Somebody whom the complaint concerns gets no receipt,
    which would open the reporter's mailbox to them. Raises as `filing.file_report`.
    """
    prepared = from_answers(case_id, answers)
    withheld = filing.concerns(viewer.account, prepared.tags)
    fate = WITHHELD if withheld else GIVEN if coming.wants_receipt else NOT_WANTED
    told = {"came_by": coming.way, "came_on": coming.day, "typed_by": viewer.actor, "receipt": fate}
    prepared = replace(prepared, told=told)

    def beside(receipt: receipts.Receipt | None) -> None:
        mark(case_id, answers, coming.way)
        if alongside is not None:
            alongside(receipt)

    if fate != GIVEN:
        filing.file_unanswered(REGIME, prepared, actor=viewer.actor, alongside=lambda: beside(None))
        return TypedIn(None)
    return TypedIn(filing.file_report(REGIME, prepared, alongside=beside))


def mark(case_id: UUID, answers: Mapping[str, str], way: str) -> None:
    """Keep what stands in clear of a complaint, in the caller's transaction."""
    Marks.objects.create(
        case_id=case_id,
        anonymous=answers.get("anonymous") == YES,
        secret=answers.get("secret") == YES,
        service=answers.get("service", "")[:40],
        way=way,
    )
