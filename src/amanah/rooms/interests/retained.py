"""How long declared interests are kept, and which sealed records belong to one."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.engines.retention import contents, schedule
from amanah.engines.retention.schedule import APPRAISE, DESTROY, Class
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.papers import record_of
from amanah.rooms.interests.workflow import INTEREST

ACTIVE, INACTIVE = "retention.interest_active", "retention.interest_inactive"


def no_longer_consulted(cases: Collection[Case]) -> dict[UUID, date | None]:
    """The day from which nobody is kept from anything by each: of its end, however long ago it was settled; None while it stands."""
    return dict(Interest.objects.filter(case__in=cases).values_list("case_id", "ended_on"))


LINES = (
    Class(
        "interest.controlled",
        INTEREST.key,
        _("Konflik kepentingan yang dikendalikan dan sudah berakhir"),
        frozenset({"controlled"}),
        ACTIVE,
        INACTIVE,
        APPRAISE,
        begins=no_longer_consulted,
    ),
    Class(
        "interest.none",
        INTEREST.key,
        _("Pernyataan yang bukan konflik kepentingan"),
        frozenset({"none"}),
        "retention.set_aside_active",
        "retention.set_aside_inactive",
        DESTROY,
    ),
)


def declare() -> None:
    """Called once, when the room is installed."""
    schedule.register(*LINES)
    contents.register(INTEREST.key, lambda cases: {case.pk: {record_of(case.pk)} for case in cases})
