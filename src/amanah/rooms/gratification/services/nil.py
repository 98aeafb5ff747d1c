"""Nil reports: a unit states for a month that its people know of no gratification that was not reported."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.gratification.models import NilReport
from amanah.rooms.gratification.workflow import LIAISON


@transaction.atomic
def declare_nil(units: Iterable[Unit], month: date, *, viewer: Viewer) -> int:
    """State it for these units and the month that begins on `month`; units that have stated it already stay as they are.

    Answers how many were added.

    Raises:
        Refused: "role" for a unit that the viewer does not speak for, "day" for a month that is not over.
    """
    mine, today = list(viewer.units_with(LIAISON)), clock.today()
    wanted = list(units)
    if month.day != 1 or month >= today.replace(day=1):
        raise Refused("day")
    if not all(any(above.contains(unit) for above in mine) for unit in wanted):
        raise Refused("role")
    known = set(NilReport.objects.filter(month=month, unit__in=wanted).values_list("unit_id", flat=True))
    new = [unit for unit in wanted if unit.pk not in known]
    NilReport.objects.bulk_create(NilReport(unit=unit, month=month, day=today, account=viewer.account) for unit in new)
    for unit in new:
        ledger.append("gratification.nil", f"gift-nil:{unit.pk}", {"month": month}, actor=viewer.actor)
    return len(new)
