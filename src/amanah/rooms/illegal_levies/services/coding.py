"""Writing down a levy: what happened, and the two tests. The words are sealed, the codes stand in clear for guards and figures."""

from datetime import date

from django.db import transaction

from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case, Entry
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import holds
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.illegal_levies.models import Coding, Known
from amanah.rooms.illegal_levies.refusals import refused
from amanah.rooms.illegal_levies.sheets import Levy, Screening
from amanah.rooms.illegal_levies.workflow import ILLEGAL_LEVY

WRITABLE = frozenset({"testing", "awaiting", "clarification", "examination", "referred"})


def record(opened: Opened, levy: Levy) -> Entry:
    """Keep what happened; an earlier record stays readable. Sets the coded service, stage, role and band of excess.

    Raises:
        Refused: "role", "state", or "guard" where the case cannot be written.
    """
    _may(opened)
    with transaction.atomic():
        entry = write_entry(opened, "levy", "levy", levy.to_bytes())
        _code(opened, service=levy.service, stage=levy.stage, role=levy.role, excess=str(levy.excess))
    return entry


def test(opened: Opened, tests: Screening) -> Entry:
    """Keep the result of both tests with their reasons. Refused as `record`; also where the report it repeats cannot be seen."""
    _may(opened)
    if tests.known == Known.SAME:
        other = cases.find(opened.viewer, tests.same_as)
        if other is None or other.kind != ILLEGAL_LEVY.key or other.pk == opened.case.pk:
            raise refused("same_as")
    with transaction.atomic():
        entry = write_entry(opened, "tests", "tests", tests.to_bytes())
        _code(opened, jurisdiction=tests.jurisdiction, known=tests.known)
    return entry


def day_of(levy_day: str, case: Case) -> date:
    """The day by whose fees a levy is judged: when it happened, or when it was reported where nobody knows."""
    return date.fromisoformat(levy_day) if levy_day else case.opened_on


def _may(opened: Opened) -> None:
    case = Case.objects.get(pk=opened.case.pk)
    if not holds(opened.viewer, case.declared.may_handle(case.route), case) or not cases.may_see(opened.viewer, case.pk):
        raise Refused("role")
    if case.state not in WRITABLE:
        raise refused("closed")


def _code(opened: Opened, **codes: str) -> None:
    by = {"changed_on": clock.today(), "changed_by": opened.viewer.actor}
    Coding.objects.update_or_create(case=opened.case, defaults={**codes, **by})
    ledger.append("levy.coded", opened.case.ref, {**codes, "day": by["changed_on"]}, actor=opened.viewer.actor)
