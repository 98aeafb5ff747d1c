"""The Ombudsman's corrective actions, suggestions and recommendations, from their arrival to the letter that closes them."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from amanah.engines.cases import queries as case_queries
from amanah.engines.cases import services as cases
from amanah.engines.cases.models import Case
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clock_queries
from amanah.foundation.clocks import services as clocks
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.foundation.threads import relations
from amanah.foundation.threads import services as threads
from amanah.kernel import clock
from amanah.rooms.complaints.models import Product
from amanah.rooms.complaints.workflow import OFFICERS

CLOCK = "product"


def register(kind: str, number: str, title: str, *, asked: str, unit: Unit, received_on: date, due_on: date, viewer: Viewer) -> Product:
    """Take in one product, with the day that the Ombudsman set.

    Raises:
        Refused: "role", "duplicate" for a number that is known, "guard" for days that cannot be.
    """
    _officer(viewer)
    if Product.objects.filter(number=number).exists():
        raise cases.Refused("duplicate")
    if received_on > clock.today() or due_on <= received_on:
        raise cases.Refused("guard", _("Batas waktu harus sesudah hari diterima, dan hari diterima tidak di masa depan."))
    with transaction.atomic():
        product = Product.objects.create(
            kind=kind,
            number=number,
            title=title,
            asked=asked,
            unit=unit,
            received_on=received_on,
            due_on=due_on,
            registered_by=viewer.account,
        )
        clocks.start_until(product.ref, CLOCK, due_on, received_on, viewer.actor)
        facts = {"kind": kind, "number": number, "received": received_on, "due": due_on}
        ledger.append("ombudsman.registered", product.ref, facts, actor=viewer.actor)
        return product


def report(product: Product, done: str, *, viewer: Viewer) -> None:
    """Say what was done; the Ombudsman was told. Once more while it is open, when more was done. Raises Refused: "role", "closed"."""
    _officer(viewer)
    with transaction.atomic():
        found = _open(product)
        found.done, found.reported_on, found.reported_by = done, clock.today(), viewer.account
        found.save(update_fields=["done", "reported_on", "reported_by"])
        for running in clock_queries.open_by_ref([found.ref]).get(found.ref, ()):
            clocks.stop(running, clock.today(), viewer.actor)
        ledger.append("ombudsman.reported", found.ref, {"day": found.reported_on}, actor=viewer.actor)


def close(product: Product, number: str, *, viewer: Viewer) -> None:
    """The Ombudsman wrote, under this number, that it is done. Raises Refused: "role", "closed", "guard" before it was reported."""
    _officer(viewer)
    with transaction.atomic():
        found = _open(product)
        if found.reported_on is None:
            raise cases.Refused("guard", _("Laporkan dahulu pelaksanaannya kepada Ombudsman."))
        found.closed_on, found.closing = clock.today(), number
        found.save(update_fields=["closed_on", "closing"])
        ledger.append("ombudsman.closed", found.ref, {"day": found.closed_on, "number": number}, actor=viewer.actor)


def tie(product: Product, number: str, *, viewer: Viewer) -> Case:
    """Say which complaint it arose from. Raises Refused: "role", "not_found"."""
    _officer(viewer)
    case = case_queries.find(viewer, number)
    if case is None:
        raise cases.Refused("not_found")
    threads.link(product.ref, relations.AROSE_FROM.key, case.ref, actor=viewer.actor)
    return case


def _open(product: Product) -> Product:
    found = Product.objects.select_for_update().get(pk=product.pk)
    if found.closed_on is not None:
        raise cases.Refused("closed")
    return found


def _officer(viewer: Viewer) -> None:
    if not viewer.has_any(OFFICERS):
        raise cases.Refused("role")
