"""From an address to a case of discipline in somebody's hands."""

from django.urls import reverse

from amanah.engines.cases.desk.opening import Desk, to_unlock, viewer_of
from amanah.engines.cases.models import Case
from amanah.rooms.discipline import queries
from amanah.rooms.discipline.opened import Opened

__all__ = ["answer", "case_or_404", "opened_or_none", "page_of", "to_unlock", "viewer_of", "with_opened"]


def page_of(case: Case) -> str:
    """The address of a case."""
    return reverse("discipline_desk:case", args=[case.number])


DESK: Desk[Case, Opened] = Desk(
    find=lambda request, number: queries.find(viewer_of(request), number),
    held=queries.open_case,
    page=page_of,
    number=lambda case: case.number,
)
case_or_404, opened_or_none, with_opened, answer = DESK.matter_or_404, DESK.opened_or_none, DESK.with_opened, DESK.answer
