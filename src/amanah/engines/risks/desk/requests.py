"""What a view of a signed-in person is given, and how it finds its risk."""

from django.http import Http404

from amanah.engines.risks import queries
from amanah.engines.risks.models import Risk
from amanah.foundation.access.requests import StaffRequest
from amanah.kernel import numbers


def risk_or_404(request: StaffRequest, number: str) -> Risk:
    """The risk of that number. Not there and not yours look alike."""
    risk = queries.find(request.viewer, numbers.tidy(number))
    if risk is None:
        raise Http404
    return risk
