"""What the views of this part share."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404
from django.utils.translation import gettext as _

from amanah.engines.risks.workshops import queries
from amanah.engines.risks.workshops.models import Item, Workshop
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.kernel.refusal import Refusal


def found(request: StaffRequest, number: str) -> Workshop:
    """The workshop of that number; not there and not yours look alike."""
    workshop = queries.find(request.viewer, numbers.tidy(number))
    if workshop is None:
        raise Http404
    return workshop


def found_item(request: StaffRequest, number: str, item_id: int) -> Item:
    """One risk of a workshop, as far as the viewer may know of it."""
    workshop = found(request, number)
    item = queries.items(request.viewer, workshop).filter(pk=item_id).first()
    if item is None:
        raise Http404
    item.workshop = workshop
    return item


def tried(request: StaffRequest, act: Callable[[], object], done: str = "") -> bool:
    """Do it and say so, or say why not; whether it was done."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, done or _("Tersimpan."))
    return True
