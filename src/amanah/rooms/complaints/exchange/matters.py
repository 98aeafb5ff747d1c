"""Complaints as the exchange sees them: what is handed in becomes one, what was published of one may be told.

Everything that leaves here starts from `open_to_all`; nothing else reads cases for the outside.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.engines.reports import subjects
from amanah.engines.reports.regimes import Regime
from amanah.engines.reports.report import ANONYMOUS, OPEN, Identity, Report
from amanah.engines.reports.services.filing import Filing
from amanah.engines.reports.subjects import Subjects
from amanah.rooms.complaints.exchange.open311.asking import CLOSED, Wanted
from amanah.rooms.complaints.models import Marks, Publication
from amanah.rooms.complaints.regime import REGIME
from amanah.rooms.complaints.workflow import COMPLAINT

OPEN311: Final = "open311"
SETTLED, ELSEWHERE = "settle_elsewhere", "settled_elsewhere"
"""The move and the outcome of what was over in another system before it came here."""
ROUTE: Final = next(iter(COMPLAINT.routes))
USUAL: Final = next(iter(COMPLAINT.topics))


@dataclass(frozen=True)
class Complaint:
    """A complaint as another system hands it over; texts are as typed, "" for what was not said."""

    topic: str
    text: str
    place: str = ""
    unit: str = ""
    involved: tuple[str, ...] = ()
    when: str = ""
    name: str = ""
    contact: str = ""
    wish: str = ""
    anonymous: bool = False
    secret: bool = False
    more: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Published:
    """What everybody may know of a complaint: the version that was published, how it stands, and days."""

    number: str
    code: str
    title: Any
    state_code: str
    state: Any
    closed: bool
    received: date
    changed: date
    text: str
    answer: str
    unit: str


def regime() -> Regime:
    """The regime of complaints."""
    return REGIME


def topics() -> Mapping[str, Any]:
    """Code → title of the kinds of complaint."""
    return COMPLAINT.topics


def institution() -> str:
    """Whose house this is."""
    return str(settings.AMANAH_INSTITUTION)


def filing(case_id: UUID, said: Complaint, *, told: Mapping[str, Any]) -> Filing:
    """The report that a complaint becomes. Who handed it over and under which number is told to staff alone, sealed."""
    known = bool(said.name or said.contact) and not said.anonymous
    answers = {"what": said.text, "loss": "", "wish": said.wish, "service": "", "when": said.when, "where": said.place}
    meant = subjects.find(involved=said.involved, excluded=(), unit=None) if said.involved else Subjects(frozenset(), ())
    report = Report(
        topic=said.topic,
        route=ROUTE,
        mode=OPEN if known else ANONYMOUS,
        answers={key: answers.get(key, "") for key in REGIME.labels},
        unit_name=said.unit,
        involved=said.involved,
        unmatched=meant.unmatched,
        place=said.place,
        identity=Identity(said.name, said.contact, "") if known else None,
        form=REGIME.form,
    )
    return Filing(case_id, report, meant.tags, told={**told, **(said.more or {})}, facts={"came_by": told["came_by"]})


def marks(filed: Filing, *, way: str, secret: bool) -> Marks:
    """How a complaint that was handed in is marked. One without a name is anonymous, whatever else was said."""
    return Marks(case_id=filed.case_id, anonymous=filed.report.mode == ANONYMOUS, secret=secret, way=way)


def tags_of(unit: str) -> frozenset[bytes]:
    """Whom the unit that a complaint names keeps from it."""
    return subjects.find(involved=(), excluded=(unit,), unit=None).tags if unit else frozenset()


def open_to_all() -> QuerySet[Publication]:
    """The published versions that any program may read.

    Only of what is a complaint now and was one from the beginning, and is neither secret nor anonymous: whatever was handed over from
    or to another regime, and whatever nobody marked, is not among them.
    """
    return Publication.objects.filter(
        state=Publication.State.PUBLISHED,
        case__kind=COMPLAINT.key,
        case__opened_as=COMPLAINT.key,
        case__complaint_marks__secret=False,
        case__complaint_marks__anonymous=False,
    )


def is_published(case: Case) -> bool:
    """Whether anything of this case is told at all."""
    return open_to_all().filter(case=case).exists()


def published(wanted: Wanted, *, most: int) -> list[Published]:
    """The published complaints that were asked for, newest first, at most so many. Two queries."""
    rows = open_to_all().select_related("case", "case__unit").order_by("-case__opened_on", "case__number")
    if wanted.numbers:
        rows = rows.filter(case__number__in=wanted.numbers[:most])
    else:
        rows = rows.filter(case__opened_on__gte=wanted.first, case__opened_on__lte=wanted.last)
        if wanted.codes:
            rows = rows.filter(case__topic__in=wanted.codes[:most])
        if len(wanted.statuses) == 1:
            rows = rows.filter(case__closed_on__isnull=CLOSED not in wanted.statuses)
    return [_told(row) for row in rows[:most]]


def _told(row: Publication) -> Published:
    case = row.case
    published_on = row.decided_on or row.written_on
    return Published(
        number=case.number,
        code=case.topic or USUAL,
        title=COMPLAINT.topics[case.topic or USUAL],
        state_code=case.state,
        state=case.stands.title,
        closed=case.closed_on is not None,
        received=case.opened_on,
        changed=max(published_on, case.closed_on or case.opened_on),
        text=f"{row.title}\n\n{row.text}".strip()[:4000],
        answer=row.answer,
        unit=case.unit.name if case.unit is not None else institution(),
    )


def notice(*, with_files: bool = False) -> str:
    """What a partner may tell its person after handing in."""
    said = _("Pengaduan diterima. Nomornya diberikan melalui token ini setelah pengaduan dipublikasikan.")
    left = _("Berkas lampirannya tidak disimpan; jalur ini hanya menerima teks.")
    return f"{said} {left}" if with_files else said
