"""What a view of a signed-in person is given, and the sheet it is about."""

from django.http import Http404

from amanah.engines.instruments import queries
from amanah.engines.instruments.models import Sheet
from amanah.foundation.access.requests import StaffRequest


def sheet_or_404(request: StaffRequest, number: str) -> Sheet:
    """The sheet of that number. Not there and not yours look alike."""
    sheet = queries.find(request.viewer, number)
    if sheet is None:
        raise Http404
    return sheet
