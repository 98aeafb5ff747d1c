"""A report under inquiry, and the papers that tests begin with."""

from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.engines.reports.queries import reading
from amanah.foundation.vault import services as vault
from amanah.rooms.whistleblowing.inquiry import services as inquiry
from amanah.rooms.whistleblowing.services import triaging
from amanah.rooms.whistleblowing.tests.test_desk import file_one
from amanah.rooms.whistleblowing.triage import Sheet
from tests.people import PASSPHRASE

ALLEGATION = {
    "act": "Meminta uang sebelum sertifikat dicetak.",
    "subjects": ["Gilang Ramadhan"],
    "period": "Maret 2026",
    "rule": "PP 94/2021",
}
FINDING = {"reasoning": "Log antrean dan dua saksi sejalan.", "standard": "balance", "evidence": []}
SHEET = Sheet(("what",), "high", "own", "soon", "none", "Layak.")


def under_inquiry(people, **changes):
    """A report that Ani has brought into an inquiry, and its receipt."""
    case, receipt = file_one(people, **changes)
    hands = opened(people, "ani", case)
    cases.move(hands.case, "acknowledge", viewer=hands.viewer)
    triaging.write_triage(hands, SHEET)
    cases.move(hands.case, "triage", viewer=hands.viewer)
    cases.move(hands.case, "investigate", viewer=hands.viewer)
    return Case.objects.get(pk=case.pk), receipt


def opened(people, name, case):
    """The case in this person's hands; None where they hold no key."""
    viewer = people.viewer(name)
    return reading.open_case(viewer, Case.objects.get(pk=case.pk), vault.unlock(viewer.account, PASSPHRASE))


def alleged(hands, **changes):
    """One allegation."""
    return inquiry.write(hands, "allegation", ALLEGATION | changes)


def found(hands, allegation, state="proven", **changes):
    """A finding on it."""
    return inquiry.write(hands, "finding", FINDING | changes, state=state, about=allegation)
