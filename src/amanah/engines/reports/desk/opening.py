"""From an address to a report in somebody's hands."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from amanah.engines.cases.desk.opening import Desk, viewer_of
from amanah.engines.cases.models import Case
from amanah.engines.reports import regimes
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.vault.quorum import services as quorum

__all__ = ["address", "answer", "case_or_404", "opened_or_none", "page_of", "viewer_of", "with_opened"]


def address(case: Case, name: str, *args: Any) -> str:
    """An address of this case's own desk."""
    return reverse(f"{regimes.of(case).namespace}:{name}", args=[case.number, *args])


def page_of(case: Case, tab: str = "") -> str:
    """The address of a case, or of one of its tabs."""
    return address(case, "tab", tab) if tab else address(case, "case")


class ReportDesk(Desk[Case, Opened]):
    """The desks of all regimes: a case belongs to one of them at a time."""

    def matter_or_404(self, request: HttpRequest, number: str) -> Case:
        """The case of that number if this person may know of it and it belongs to this desk; otherwise it does not exist."""
        case = super().matter_or_404(request, number)
        if not request.path.startswith(page_of(case).removesuffix(f"{case.number}/")):
            raise Http404  # another room's addresses, whose parts know nothing of this kind of case
        return case

    def opened_or_none(self, request: HttpRequest, matter: Case) -> Opened | None:
        """The case with its content key, if this person's vault is unlocked and the case is wrapped for them."""
        if matter.route in regimes.of(matter).shared_routes:
            quorum.lapse(matter.ref)  # an opening whose time is over reads nothing, also while no tick runs
        return super().opened_or_none(request, matter)


DESK = ReportDesk(
    find=lambda request, number: reading.find(viewer_of(request), number),
    held=reading.open_case,
    page=page_of,
    number=lambda case: case.number,
)
case_or_404, opened_or_none, with_opened = DESK.matter_or_404, DESK.opened_or_none, DESK.with_opened


def answer(request: HttpRequest, case: Case, tab: str, act: Callable[[], Any], done: Any) -> HttpResponseBase:
    """Do it and go back to a tab of the case, saying what was done or why not."""
    return DESK.answer(request, case, act, done, tab=tab)
