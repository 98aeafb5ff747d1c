"""How long reports of gratification are kept, and which sealed records belong to one."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.retention import contents, schedule
from amanah.engines.retention.schedule import APPRAISE, DESTROY, Class
from amanah.rooms.gratification.codes import DECIDED_FOR_STATE, DECIDED_OTHERWISE, SET_ASIDE
from amanah.rooms.gratification.workflow import GRATIFICATION

KIND = GRATIFICATION.key
DECIDED = frozenset((*DECIDED_FOR_STATE, *DECIDED_OTHERWISE))
LINES = (
    Class(
        "gratification.decided",
        KIND,
        _("Gratifikasi yang ditetapkan KPK"),
        DECIDED,
        "retention.gratification_active",
        "retention.gratification_inactive",
        APPRAISE,
    ),
    Class(
        "gratification.set_aside",
        KIND,
        _("Gratifikasi yang ditutup tanpa diteruskan"),
        frozenset(SET_ASIDE),
        "retention.set_aside_active",
        "retention.set_aside_inactive",
        DESTROY,
    ),
)


def records_of(cases: Collection[Case]) -> dict[UUID, set[str]]:
    """The staff's record; analysis, decision and the papers about goods are sealed in it."""
    return {case.pk: {work_ref(case.pk)} for case in cases}


def declare() -> None:
    """Called once, when the room is installed."""
    schedule.register(*LINES)
    contents.register(KIND, records_of)
