"""From an address to a sealed matter in somebody's hands: what every view of a desk of sealed matters begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.errors import CannotOpen
from amanah.kernel.sealing import KeyPair

Matter = TypeVar("Matter")
Held = TypeVar("Held")
P = ParamSpec("P")


def viewer_of(request: HttpRequest) -> Viewer:
    """Who is looking, on a request that `signed_in` let through."""
    return cast("StaffRequest", request).viewer


def to_unlock(back: str) -> HttpResponseBase:
    """Where a locked vault is unlocked, and back."""
    return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': back})}")


class Desk(Generic[Matter, Held]):
    """The desk of one sort of sealed matter.

    Args:
        find: the matter of that number on this request, if the person may know of it.
        held: the matter with its keys, or None where it is not wrapped for this person.
        page: its address, or that of one of its tabs.
        number: what `find` knows it by.
        elsewhere: name of the address to go to from a matter that one does not see any more.
    """

    def __init__(
        self,
        *,
        find: Callable[[HttpRequest, str], Matter | None],
        held: Callable[[Viewer, Matter, KeyPair], Held | None],
        page: Callable[..., str],
        number: Callable[[Matter], str],
        elsewhere: str = "cases:work",
    ) -> None:
        self._find, self._held, self._page, self._number, self._elsewhere = find, held, page, number, elsewhere

    def matter_or_404(self, request: HttpRequest, number: str) -> Matter:
        """The matter of that number if this person may know of it; otherwise it does not exist."""
        matter = self._find(request, number)
        if matter is None:
            raise Http404
        return matter

    def opened_or_none(self, request: HttpRequest, matter: Matter) -> Held | None:
        """The matter with its keys, if this person's vault is unlocked and it is wrapped for them."""
        keys = unlocked_keys(request)
        return None if keys is None else self._held(viewer_of(request), matter, keys)

    def with_opened(self, view: Callable[Concatenate[HttpRequest, Held, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        """For views that read or write sealed content: a locked vault is unlocked first, and the person comes back to where they were."""

        @wraps(view)
        @signed_in
        def opening(request: HttpRequest, number: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            matter = self.matter_or_404(request, number)
            opened = self.opened_or_none(request, matter)
            if opened is None:
                back = request.get_full_path() if request.method == "GET" else self._page(matter)
                return to_unlock(back) if unlocked_keys(request) is None else redirect(self._page(matter))
            try:
                return view(request, opened, *args, **kwargs)
            except CannotOpen:
                messages.error(request, _("Ini tidak dapat dilakukan: sebagian isi perkara ini rusak atau tertukar."))
                return redirect(self._page(matter))

        return opening

    def answer(self, request: HttpRequest, matter: Matter, act: Callable[[], Any], done: Any, *, tab: str = "") -> HttpResponseBase:
        """Do it and go back to the matter, saying what was done or why not."""
        try:
            act()
        except Refused as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, done)
        there = self._find(request, self._number(matter))
        if there is None:
            return redirect(reverse(self._elsewhere))
        return redirect(self._page(there, tab) if tab else self._page(there))
