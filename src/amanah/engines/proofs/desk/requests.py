"""What a view of a signed-in person is given."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from amanah.foundation.access.viewer import Viewer


class StaffRequest(HttpRequest):
    """A request after `signed_in` let it through."""

    viewer: "Viewer"
