"""From an address to a case in somebody's hands: what every view of this desk begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from amanah.engines.cases.desk.requests import StaffRequest
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.engines.reports import regimes
from amanah.engines.reports.opened import Opened
from amanah.engines.reports.queries import reading
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.errors import CannotOpen
from amanah.foundation.vault.quorum import services as quorum

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who is looking, on a request that `signed_in` let through."""
    return cast("StaffRequest", request).viewer


def case_or_404(request: HttpRequest, number: str) -> Case:
    """The case of that number if this person may know of it and it belongs to this desk; otherwise it does not exist."""
    case = reading.find(viewer_of(request), number)
    if case is None or not request.path.startswith(page_of(case).removesuffix(f"{case.number}/")):
        raise Http404  # also below another room's addresses, whose parts know nothing of this kind of case
    return case


def address(case: Case, name: str, *args: Any) -> str:
    """An address of this case's own desk."""
    return reverse(f"{regimes.of(case).namespace}:{name}", args=[case.number, *args])


def page_of(case: Case, tab: str = "") -> str:
    """The address of a case, or of one of its tabs."""
    return address(case, "tab", tab) if tab else address(case, "case")


def opened_or_none(request: HttpRequest, case: Case) -> Opened | None:
    """The case with its content key, if this person's vault is unlocked and the case is wrapped for them."""
    if case.route in regimes.of(case).shared_routes:
        quorum.lapse(case.ref)  # an opening whose time is over reads nothing, also while no tick runs
    keys = unlocked_keys(request)
    return None if keys is None else reading.open_case(viewer_of(request), case, keys)


def with_opened(view: Callable[Concatenate[HttpRequest, Opened, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views that read or write sealed content: a locked vault is unlocked first, and the person comes back to where they were."""

    @wraps(view)
    @signed_in
    def opening(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        case = case_or_404(request, number)
        opened = opened_or_none(request, case)
        if opened is None:
            back = request.get_full_path() if request.method == "GET" else page_of(case)
            return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': back})}" if unlocked_keys(request) is None else page_of(case))
        try:
            return view(request, opened, *args, **kwargs)
        except CannotOpen:
            messages.error(request, _("Ini tidak dapat dilakukan: sebagian isi perkara ini rusak atau tertukar."))
            return redirect(page_of(case))

    return opening


def answer(request: HttpRequest, case: Case, tab: str, act: Callable[[], Any], done: Any) -> HttpResponseBase:
    """Do it and go back to the case, saying what was done or why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(page_of(case, tab) if reading.find(viewer_of(request), case.number) else reverse("cases:work"))
