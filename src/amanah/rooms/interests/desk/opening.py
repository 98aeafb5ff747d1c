"""From an address to an interest in somebody's hands."""

from django.urls import reverse

from amanah.engines.cases.desk.opening import Desk, viewer_of
from amanah.rooms.interests import queries
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.opened import Opened

__all__ = ["answer", "interest_or_404", "opened_or_none", "page_of", "viewer_of", "with_opened"]


def page_of(interest: Interest) -> str:
    """The address of an interest."""
    return reverse("interests_desk:interest", args=[interest.number])


DESK: Desk[Interest, Opened] = Desk(
    find=lambda request, number: queries.find(viewer_of(request), number),
    held=queries.open_interest,
    page=page_of,
    number=lambda interest: interest.number,
    elsewhere="interests_desk:people",
)
interest_or_404, opened_or_none, with_opened, answer = DESK.matter_or_404, DESK.opened_or_none, DESK.with_opened, DESK.answer
