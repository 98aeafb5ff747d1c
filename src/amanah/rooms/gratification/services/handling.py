"""What the UPG writes about a matter, and what that changes."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Entry
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.services.handling import write_entry
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel.paper import Paper
from amanah.rooms.gratification import givers
from amanah.rooms.gratification.codes import DECIDED_FOR_STATE, FORMS, OCCASIONS, SORTS
from amanah.rooms.gratification.models import Coding
from amanah.rooms.gratification.workflow import ANALYSIS, DECIDED, DECISION, FORWARDING


@dataclass(frozen=True)
class Codes:
    """What an analysis says in codes; kept in clear, set by officers alone."""

    occasion: str
    form: str
    sort: str
    unit: Unit | None = None
    found_by_audit: bool = False


@transaction.atomic
def analyse(opened: Opened, paper: Paper, codes: Codes) -> Entry:
    """Keep an analysis; its codes replace those of an earlier one. The paper's fact "giver" is the name by which the giver is known again.

    Raises:
        Refused: "state" once the case is closed, "outcome" for a code that no table knows.
    """
    if opened.case.closed_on is not None:
        raise cases.Refused("state")
    if codes.occasion not in OCCASIONS or codes.form not in FORMS or codes.sort not in SORTS:
        raise cases.Refused("outcome")
    entry = write_entry(opened, ANALYSIS, ANALYSIS, paper.to_bytes())
    values = {
        "unit": codes.unit,
        "occasion": codes.occasion,
        "form": codes.form,
        "sort": codes.sort,
        "found_by_audit": codes.found_by_audit,
        "giver": givers.tag_of(paper.facts["giver"]),
    }
    Coding.objects.update_or_create(case=opened.case, defaults=values)
    facts = {"occasion": codes.occasion, "form": codes.form, "sort": codes.sort, "found_by_audit": codes.found_by_audit}
    ledger.append("gratification.coded", opened.case.ref, facts, actor=opened.viewer.actor)
    return entry


@transaction.atomic
def forward(opened: Opened, paper: Paper) -> None:
    """Record that the report went to KPK; the paper's facts are "means" and, where KPK gave one, "gol". Refused as `cases.move`."""
    entry = write_entry(opened, FORWARDING, FORWARDING, paper.to_bytes())
    cases.move(opened.case, "forward", viewer=opened.viewer, reason_field=entry.field)


def record_gol(opened: Opened, paper: Paper) -> Entry:
    """Add the number that GOL gave, or correct it; the latest holds. Refused("state") before the report went to KPK."""
    if not opened.case.entries.filter(channel=FORWARDING).exists():
        raise cases.Refused("state")
    return write_entry(opened, FORWARDING, FORWARDING, paper.to_bytes())


@transaction.atomic
def record_decision(opened: Opened, paper: Paper, *, outcome: str, decided_on: date) -> None:
    """Take in what KPK decided; the clock for handing over counts from the day of the decision.

    Raises:
        Refused: as `cases.move` and `cases.set_day`.
    """
    cases.set_day(opened.case, DECIDED, decided_on, viewer=opened.viewer)
    entry = write_entry(opened, DECISION, DECISION, paper.to_bytes())
    move = "decide_state" if outcome in DECIDED_FOR_STATE else "decide_other"
    cases.move(opened.case, move, viewer=opened.viewer, outcome=outcome, reason_field=entry.field)
