"""How long reports of levies are kept, and which sealed records belong to one."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.retention import contents, schedule
from amanah.engines.retention.schedule import APPRAISE, DESTROY, Class
from amanah.rooms.illegal_levies.workflow import ILLEGAL_LEVY, PROVEN, SET_ASIDE

KIND = ILLEGAL_LEVY.key
FOUND = PROVEN | {"law_enforcement"}
LINES = (
    Class("illegal_levy.proven", KIND, _("Pungutan terbukti"), FOUND, "retention.proven_active", "retention.proven_inactive", APPRAISE),
    Class(
        "illegal_levy.unproven",
        KIND,
        _("Pungutan tidak terbukti"),
        frozenset({"unproven"}),
        "retention.unproven_active",
        "retention.unproven_inactive",
        DESTROY,
    ),
    Class(
        "illegal_levy.set_aside",
        KIND,
        _("Laporan pungutan diarsipkan tanpa pemeriksaan"),
        frozenset(SET_ASIDE),
        "retention.set_aside_active",
        "retention.set_aside_inactive",
        DESTROY,
    ),
)


def records_of(cases: Collection[Case]) -> dict[UUID, set[str]]:
    """The staff's record; letters, registers of payers and answers of law enforcement are sealed in it."""
    return {case.pk: {work_ref(case.pk)} for case in cases}


def declare() -> None:
    """Called once, when the room is installed."""
    schedule.register(*LINES)
    contents.register(KIND, records_of)
