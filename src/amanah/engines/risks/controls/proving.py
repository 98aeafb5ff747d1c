"""Evidence for controls and their tests, in the library of proofs: who may attach it, and for which days it has to speak."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from amanah.engines.proofs.owners import Purpose
from amanah.engines.risks.controls import addresses, declare
from amanah.engines.risks.controls.models import Control, Test
from amanah.engines.risks.controls.queries.visible import sides_of, visible
from amanah.foundation.access.viewer import Viewer


def may_attach(viewer: Viewer, ref: str) -> bool:
    """To a control that is used: whoever keeps it or carries it out."""
    control = visible(viewer).filter(ref=ref, state="active").select_related("unit").first()
    sides = sides_of(viewer, control) if control is not None else None
    return sides is not None and (sides.keeps or sides.carries)


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """The controls that the viewer may know of; they are judged by today."""
    for control in visible(viewer).filter(ref__in=refs):
        yield purpose_of(control)


def source_of(ref: str) -> str:
    """The record that the control arose from."""
    return Control.objects.filter(ref=ref).values_list("source", flat=True).first() or ""


def may_attach_to_test(viewer: Viewer, ref: str) -> bool:
    """To a test: whoever made it."""
    person_id = viewer.account.person_id
    return person_id is not None and Test.objects.filter(ref=ref, tester_id=person_id, control__in=visible(viewer)).exists()


def describe_tests(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """The tests of controls that the viewer may know of, with the period that was tested."""
    for test in Test.objects.filter(ref__in=refs, control__in=visible(viewer)).select_related("control").defer("results"):
        yield purpose_of_test(test)


def source_of_test(ref: str) -> str:
    """The record that the tested control arose from."""
    return Test.objects.filter(ref=ref).values_list("control__source", flat=True).first() or ""


def purpose_of(control: Control) -> Purpose:
    """A control as it is named beside its proofs."""
    return Purpose(control.ref, f"{control.number} {control.title}", _("Pengendalian"), addresses.of_control(control.number))


def purpose_of_test(test: Test) -> Purpose:
    """A test as it is named beside its proofs; a judgement of the design needs evidence of no period."""
    period = (None, None) if test.kind == declare.DESIGN else (test.from_day, test.to_day)
    address = addresses.of_test(test.control.number, test.number)
    return Purpose(test.ref, f"{test.number} {test.control.title}", _("Uji pengendalian"), address, *period)
