"""Where a visitor came from and what for, as the address says; nothing of it is believed unseen."""

from django.http import Http404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from amanah.engines.proofs import owners
from amanah.engines.proofs.models import REF
from amanah.engines.proofs.owners import Purpose
from amanah.foundation.access.requests import StaffRequest

MOST = 1000


def back(request: StaffRequest, instead: str = "") -> str:
    """The address of the desk that `next` names; `instead`, or the list, where it names none."""
    wanted = (request.POST.get("next") or request.GET.get("next", ""))[:MOST]
    inside = wanted.startswith("/desk/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if inside else instead or reverse("proofs:list")


def purpose(request: StaffRequest) -> Purpose | None:
    """The record that `for` names; None where the address names none.

    Raises:
        Http404: it is none that the viewer may know of.
    """
    ref = request.POST.get("for") or request.GET.get("for", "")
    if not ref:
        return None
    known = owners.purpose(request.viewer, ref) if ref.isprintable() and len(ref) <= REF else None
    if known is None:
        raise Http404
    return known
