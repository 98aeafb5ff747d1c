"""Finding what an address names, for every page: not there and not yours look alike."""

from django.http import Http404

from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers
from amanah.rooms.antibribery.due_diligence import queries
from amanah.rooms.antibribery.due_diligence.models import Diligence, Inadequacy


def diligence_or_404(request: StaffRequest, number: str) -> Diligence:
    """The file of that number."""
    found = queries.find(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found


def inadequacy_or_404(request: StaffRequest, number: str) -> Inadequacy:
    """The decision about inadequate controls of that number."""
    found = queries.find_inadequacy(request.viewer, numbers.tidy(number))
    if found is None:
        raise Http404
    return found
