"""From an address to a letter or a matter in somebody's hands: what every view of letters begins with."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from amanah.foundation.access.decorators import signed_in
from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.evidence.errors import NotStored
from amanah.foundation.letters import queries
from amanah.foundation.letters import services as letters
from amanah.foundation.letters.models import Letter
from amanah.foundation.letters.services import OpenMatter
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.errors import CannotOpen

P = ParamSpec("P")


View = Callable[Concatenate[StaffRequest, OpenMatter, Letter, P], HttpResponseBase]


def letter_or_404(request: StaffRequest, letter_id: UUID) -> Letter:
    """The letter if this person may know of it; otherwise it does not exist."""
    found = queries.find(request.viewer, letter_id)
    if found is None:
        raise Http404
    return found


def matter_or_none(request: StaffRequest, ref: str) -> OpenMatter | None:
    """The matter with the key to its letters, or None while this person cannot open them. Raises Http404 for who may not know of it."""
    try:
        return letters.open_matter(ref, viewer=request.viewer, key_pair=unlocked_keys(request))
    except LookupError:
        raise Http404 from None
    except letters.Refused:
        return None


def unlock_first(request: HttpRequest, back: str) -> HttpResponseBase:
    """To the page that unlocks the vault, and back; straight back with a word where that would not help."""
    if unlocked_keys(request) is None:
        return redirect(f"{reverse('vault:unlock')}?{urlencode({'next': back})}")
    messages.error(request, letters.Refused("locked").sentence)
    return redirect("letters:list")


def with_letter(view: View[P]) -> Callable[..., HttpResponseBase]:
    """For views that read or change what a letter says."""

    @wraps(view)
    @signed_in
    def opening(request: StaffRequest, letter_id: UUID, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        letter = letter_or_404(request, letter_id)
        matter = matter_or_none(request, letter.ref)
        if matter is None:
            return unlock_first(request, reverse("letters:letter", args=[letter_id]))
        try:
            return view(request, matter, letter, *args, **kwargs)
        except CannotOpen:
            return damaged(request)

    return opening


def damaged(request: HttpRequest) -> HttpResponseBase:
    """Say that what is kept of a letter is not what was put there."""
    messages.error(request, _("Surat ini rusak atau tertukar dalam penyimpanan. Beri tahu administrator; catatannya tetap ada."))
    return redirect("letters:list")


def answer(request: HttpRequest, act: Callable[[], Any], done: Any, back: HttpResponseBase) -> HttpResponseBase:
    """Do it and go back, saying what was done or why not."""
    try:
        act()
    except letters.Refused as refusal:
        messages.error(request, refusal.sentence)
    except NotStored:
        messages.error(request, _("Berkas BELUM tersimpan: penyimpanan penuh atau tidak dapat ditulisi. Coba lagi nanti."))
    else:
        messages.success(request, done)
    return back
