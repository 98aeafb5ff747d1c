"""Controls and their tests as threads and notices know them: which a person may see, and how they are called."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.engines.risks.controls import addresses, declare
from amanah.engines.risks.controls.models import Test
from amanah.engines.risks.controls.queries.visible import visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(pk__in=_ids(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each control by its number and title, and whether it is used."""
    for control in visible(viewer).filter(pk__in=_ids(refs)):
        name = f"{control.number} {control.title}"
        yield ThreadNode(control.ref, name, _("Pengendalian"), addresses.of_control(control.number), declare.STATES[control.state])


def sieve_tests(viewer: Viewer, refs: Collection[str]) -> Known:
    """The tests of controls that the viewer may know of."""
    return Test.objects.filter(pk__in=_ids(refs), control__in=visible(viewer))


def describe_tests(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each test by its number and the control's title, and its verdict."""
    for test in Test.objects.filter(pk__in=_ids(refs), control__in=visible(viewer)).select_related("control"):
        address = addresses.of_test(test.control.number, test.number)
        yield ThreadNode(test.ref, f"{test.number} {test.control.title}", _("Uji pengendalian"), address, declare.VERDICTS[test.verdict])


def _ids(refs: Collection[str]) -> list[UUID]:
    return [UUID(ref.partition(":")[2]) for ref in refs]
