"""The shape of a request whose viewer has signed in."""

from django.http import Http404

from amanah.foundation.access.requests import StaffRequest
from amanah.foundation.public_services import queries
from amanah.foundation.public_services.models import Service


def service_or_404(request: StaffRequest, code: str) -> Service:
    """The service, where this person keeps or approves it; not there and not yours look alike."""
    service = queries.find(request.viewer, code)
    if service is None:
        raise Http404
    return service
