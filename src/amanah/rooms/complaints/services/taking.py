"""Taking in a complaint: the report sealed by the engine, and the two flags, the service and the way it came beside it in clear."""

from collections.abc import Mapping
from uuid import UUID

from amanah.engines.reports import subjects
from amanah.engines.reports.report import ANONYMOUS, OPEN, Identity, Report, names
from amanah.engines.reports.services import filing
from amanah.engines.reports.services.filing import Alongside, Filing
from amanah.engines.reports.services.typed import Coming, TypedIn, file_typed
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.kernel import receipts
from amanah.rooms.complaints.models import Marks
from amanah.rooms.complaints.regime import LABELS, REGIME
from amanah.rooms.complaints.ways import WEB

ROUTE = "desk"
YES = "yes"
TOLD = tuple(name for name in LABELS if name != "service")


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


def type_in(case_id: UUID, answers: Mapping[str, str], coming: Coming, *, viewer: Viewer) -> TypedIn:
    """Accept what this person typed in for somebody else. Raises as `filing.file_report`."""
    return file_typed(REGIME, from_answers(case_id, answers), coming, viewer=viewer, alongside=lambda: mark(case_id, answers, coming.way))


def mark(case_id: UUID, answers: Mapping[str, str], way: str) -> None:
    """Keep what stands in clear of a complaint, in the caller's transaction."""
    Marks.objects.create(
        case_id=case_id,
        anonymous=answers.get("anonymous") == YES,
        secret=answers.get("secret") == YES,
        service=answers.get("service", "")[:40],
        way=way,
    )
