"""Complaints as a table in the shape of SP4N-LAPOR!: what a viewer may see, opened with their own key, in memory alone."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import visible
from amanah.engines.reports.opened import work_ref
from amanah.engines.reports.report import Report
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault.services import bulk
from amanah.kernel import canonical
from amanah.kernel.sealing import KeyPair
from amanah.rooms.complaints.models import Marks
from amanah.rooms.complaints.workflow import CLASSES, COMPLAINT

MOST: Final = 5000
HEADERS: Final = (
    "Tracking ID",
    "Nomor",
    "Tanggal Laporan",
    "Isi Laporan",
    "Klasifikasi Laporan",
    "Golongan",
    "Instansi Terdisposisi",
    "Lokasi Kejadian",
    "Waktu Kejadian",
    "Nama Pelapor",
    "Kontak",
    "Anonim",
    "Rahasia",
    "Status",
    "Tanggal Selesai",
)
_PORTION = 200


class TooMany(Exception):  # noqa: N818 - says what happened
    """More complaints than one table holds."""


def rows(viewer: Viewer, pair: KeyPair, first: date, last: date) -> list[tuple[Any, ...]]:
    """A row for every complaint received from `first` to `last` that the viewer sees and can open; the others are left out.

    Of an anonymous complaint name and contact stay empty. Raises TooMany.
    """
    found = visible(viewer).filter(kind=COMPLAINT.key, opened_on__gte=first, opened_on__lte=last).select_related("unit")
    cases = list(found.order_by("opened_on", "number")[: MOST + 1])
    if len(cases) > MOST:
        raise TooMany
    every = (cases[start : start + _PORTION] for start in range(0, len(cases), _PORTION))
    return [row for some in every for row in _opened(some, viewer, pair)]


def _opened(cases: list[Case], viewer: Viewer, pair: KeyPair) -> Iterator[tuple[Any, ...]]:
    records = [record for case in cases for record in (case.ref, work_ref(case.pk))]
    content = bulk.open_records(bulk.content_keys(records, viewer.actor, pair))
    marks = {mark.case_id: mark for mark in Marks.objects.filter(case__in=cases)}
    for case in cases:
        sealed = content.get(case.ref, {}).get("report", b"")
        if sealed:
            told = content.get(work_ref(case.pk), {}).get("opened", b"")
            yield _row(case, Report.from_bytes(sealed), canonical.decode(told) if told else {}, marks.get(case.pk))


def _row(case: Case, report: Report, told: dict[str, Any], mark: Marks | None) -> tuple[Any, ...]:
    yes = {True: "Ya", False: "Tidak"}
    known = report.identity if mark is not None and not mark.anonymous else None
    return (
        str(told.get("number", "")),
        case.number,
        case.opened_on,
        report.answers.get("what", ""),
        str(COMPLAINT.topics.get(case.topic, "")),
        str(CLASSES.get(case.category, "")),
        case.unit.name if case.unit is not None else report.unit_name,
        report.answers.get("where", "") or report.place,
        report.answers.get("when", ""),
        known.name if known else "",
        known.contact if known else "",
        yes[mark is None or mark.anonymous],
        yes[mark is None or mark.secret],
        str(case.stands.title),
        case.closed_on,
    )
