"""The shape of a request whose viewer has signed in."""

from uuid import UUID

from django.http import Http404

from amanah.foundation.access.requests import StaffRequest
from amanah.rooms.illegal_levies.prevention import queries
from amanah.rooms.illegal_levies.prevention.models import Exposure


def exposure_or_404(request: StaffRequest, pk: UUID) -> Exposure:
    """The exposure; not there and not yours look alike."""
    exposure = queries.find(request.viewer, pk)
    if exposure is None:
        raise Http404
    return exposure
