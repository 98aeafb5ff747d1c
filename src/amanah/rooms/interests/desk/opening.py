"""From an address to an interest in somebody's hands: what every view of this desk begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from amanah.engines.cases.desk.requests import StaffRequest
from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.rooms.interests import queries
from amanah.rooms.interests.models import Interest
from amanah.rooms.interests.opened import Opened

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def viewer_of(request: HttpRequest) -> Viewer:
    """Who is looking, on a request that `signed_in` let through."""
    return cast("StaffRequest", request).viewer


def interest_or_404(request: HttpRequest, number: str) -> Interest:
    """The interest of that number if this person may know of it; otherwise it does not exist."""
    interest = queries.find(viewer_of(request), number)
    if interest is None:
        raise Http404
    return interest


def page_of(interest: Interest) -> str:
    """The address of an interest."""
    return reverse("interests_desk:interest", args=[interest.number])


def opened_or_none(request: HttpRequest, interest: Interest) -> Opened | None:
    """The interest with its content key, if this person's vault is unlocked and it is wrapped for them."""
    keys = unlocked_keys(request)
    return None if keys is None else queries.open_interest(viewer_of(request), interest, keys)


def with_opened(view: Callable[Concatenate[HttpRequest, Opened, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For views that write sealed content: a locked vault is unlocked first, and the person comes back to where they were."""

    @wraps(view)
    @signed_in
    def opening(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
        interest = interest_or_404(request, number)
        opened = opened_or_none(request, interest)
        if opened is None:
            if unlocked_keys(request) is not None:
                return redirect(page_of(interest))
            back = request.get_full_path() if request.method == "GET" else page_of(interest)
            return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': back})}")
        return view(request, opened, *args, **kwargs)

    return opening


def answer(request: HttpRequest, interest: Interest, act: Callable[[], Any], done: Any) -> HttpResponseBase:
    """Do it and go back, saying what was done or why not."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, done)
    there = queries.find(viewer_of(request), interest.number)
    return redirect(page_of(there) if there else reverse("interests_desk:people"))
