"""What a view of a signed-in person is given."""

from django.http import HttpRequest

from amanah.foundation.access.viewer import Viewer


class StaffRequest(HttpRequest):
    """A request after `signed_in` let it through."""

    viewer: Viewer
