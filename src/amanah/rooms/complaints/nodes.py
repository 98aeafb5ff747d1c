"""The Ombudsman's products as threads, notices, actions and everybody's work know them."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks import work
from amanah.foundation.clocks.work import Line
from amanah.foundation.threads import visibility
from amanah.foundation.threads.visibility import ThreadNode
from amanah.kernel import clock
from amanah.rooms.complaints.queries.products import visible

LIST = "/desk/complaints/ombudsman/"
"""The register's address; it holds in every process, also where no desk is loaded."""


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those of the references that the viewer may know of."""
    return {product.ref for product in visible(viewer).filter(pk__in=_ids(refs))}


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each by its number and kind."""
    for product in visible(viewer).filter(pk__in=_ids(refs)):
        yield ThreadNode(product.ref, product.number, product.get_kind_display(), f"{LIST}{product.pk}/")


def lines(viewer: Viewer) -> list[Line]:
    """The open products of whoever keeps the register, with the Ombudsman's day."""
    found = {product.ref: product for product in visible(viewer).filter(closed_on__isnull=True, reported_on__isnull=True)}
    today = clock.today()
    made = []
    for ref, running in clocks.open_by_ref(found).items():
        product = found[ref]
        urgency = clocks.describe(running[0], today)
        act = _("Laksanakan dan laporkan")
        where = f"{LIST}{product.pk}/"
        made.append(Line(product.number, where, product.get_kind_display(), act, product.title, product.due_on, urgency))
    return made


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.partition(":")[2]) for ref in refs]


def declare() -> None:
    """Called once, when the room is installed."""
    visibility.register("ombudsman", sieve, describe)
    work.register("ombudsman", lines)
