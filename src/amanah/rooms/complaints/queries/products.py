"""The Ombudsman's products, for whoever keeps their register."""

from uuid import UUID

from django.db.models import QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.complaints.models import Product
from amanah.rooms.complaints.workflow import OFFICERS


def visible(viewer: Viewer) -> QuerySet[Product]:
    """All of them for complaints officers and their superiors, none for anybody else."""
    found = Product.objects.select_related("unit")
    return found if viewer.has_any(OFFICERS) else found.none()


def find(viewer: Viewer, product_id: UUID) -> Product | None:
    """The product of that id, if the viewer may know of it."""
    return visible(viewer).filter(pk=product_id).first()
