"""What a view of a signed-in person is given, and the sheet it is about."""

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from amanah.engines.instruments import queries
from amanah.engines.instruments.models import Sheet

if TYPE_CHECKING:
    from amanah.foundation.access.viewer import Viewer


class StaffRequest(HttpRequest):
    """A request after `signed_in` let it through."""

    viewer: "Viewer"


def sheet_or_404(request: StaffRequest, number: str) -> Sheet:
    """The sheet of that number. Not there and not yours look alike."""
    sheet = queries.find(request.viewer, number)
    if sheet is None:
        raise Http404
    return sheet
