"""How long complaints are kept, and which sealed records belong to one."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.retention import contents, schedule
from amanah.engines.retention.schedule import DESTROY, Class
from amanah.rooms.complaints.workflow import COMPLAINT as KIND

SET_ASIDE = frozenset({"withdrawn", "not_competent", "illogical", "duplicate"})
LINES = (
    Class(
        "complaint.answered",
        KIND.key,
        _("Pengaduan yang dijawab"),
        frozenset(KIND.outcomes) - SET_ASIDE,
        "retention.unproven_active",
        "retention.unproven_inactive",
        DESTROY,
    ),
    Class(
        "complaint.set_aside",
        KIND.key,
        _("Pengaduan yang diarsipkan atau dianggap dicabut"),
        SET_ASIDE,
        "retention.set_aside_active",
        "retention.set_aside_inactive",
        DESTROY,
    ),
)


def records_of(cases: Collection[Case]) -> dict[UUID, set[str]]:
    """The staff's record."""
    return {case.pk: {work_ref(case.pk)} for case in cases}


def declare() -> None:
    """Called once, when the room is installed."""
    schedule.register(*LINES)
    contents.register(KIND.key, records_of)
