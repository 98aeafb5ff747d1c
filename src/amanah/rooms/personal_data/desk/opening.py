"""From an address to a case in somebody's hands: what every view of this desk begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from amanah.engines.cases.desk.requests import StaffRequest
from amanah.engines.cases.models import Case
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.personal_data.opened import Opened
from amanah.rooms.personal_data.queries import files as queries

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who is looking, on a request that `signed_in` let through."""
    return cast("StaffRequest", request).viewer


def case_or_404(request: HttpRequest, number: str) -> Case:
    """The case of that number if this person may know of it; otherwise it does not exist."""
    case = queries.find(viewer_of(request), number)
    if case is None:
        raise Http404
    return case


def page_of(case: Case) -> str:
    """The address of a case."""
    return reverse(case.declared.url_name, args=[case.number])


def opened_or_none(request: HttpRequest, case: Case) -> Opened | None:
    """The case with its content key, if this person's vault is unlocked and the case is wrapped for them."""
    keys = unlocked_keys(request)
    return None if keys is None else queries.open_case(viewer_of(request), case, keys)


def to_unlock(back: str) -> HttpResponseBase:
    """Where a locked vault is unlocked, and back."""
    return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': back})}")


def with_opened(view: Callable[Concatenate[HttpRequest, Opened, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views that read or write sealed content: a locked vault is unlocked first, and the person comes back to where they were."""

    @wraps(view)
    @signed_in
    def opening(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        case = case_or_404(request, number)
        opened = opened_or_none(request, case)
        if opened is None:
            back = request.get_full_path() if request.method == "GET" else page_of(case)
            return to_unlock(back) if unlocked_keys(request) is None else redirect(page_of(case))
        return view(request, opened, *args, **kwargs)

    return opening


def answer(request: HttpRequest, case: Case, act: Callable[[], Any], done: Any) -> HttpResponseBase:
    """Do it and go back to the case, saying what was done or why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    return redirect(page_of(case) if queries.find(viewer_of(request), case.number) else reverse("cases:work"))
