"""The same evidence for more than one question: what already proves something that a question is linked with."""

from collections.abc import Mapping
from dataclasses import dataclass

from amanah.engines.instruments.events import ref_of_answer
from amanah.engines.instruments.mapping import Mapped, mapped
from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.proofs import queries as proofs
from amanah.engines.proofs.freshness import Freshness
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Reusable:
    """A proof that shows the same question in an earlier sheet, or a linked one in a sheet of another instrument (`through`)."""

    shown: proofs.Shown
    sheet: Sheet
    question: str
    through: Mapped | None
    freshness: Freshness


def reusable(viewer: Viewer, sheet: Sheet, question: str) -> list[Reusable]:
    """The proofs that the unit's other sheets use for this question or for one linked with it, and that this one does not use yet.

    What speaks for the sheet's period comes first. Nothing for who may not see the sheet. Three queries.
    """
    others = list(visible(viewer).filter(unit=sheet.unit_id).select_related("unit").order_by("-period_to", "-round"))
    if sheet.pk not in {one.pk for one in others}:
        return []
    linked = mapped(sheet.instrument, question, sheet.edition.edition)
    places: dict[str, tuple[Sheet, str, Mapped | None]] = {}
    for one in others:
        for key, through in _keys(one, sheet, question, linked).items():
            places[ref_of_answer(one.pk, key)] = one, key, through
    own = ref_of_answer(sheet.pk, question)
    shown = proofs.of(viewer, [own, *places])
    used = {one.proof.pk for one in shown.get(own, ())}
    found: dict[object, Reusable] = {}
    for ref, (place, key, through) in places.items():
        for proof in shown.get(ref, ()):
            if proof.proof.pk not in used:
                fresh = proof.freshness(sheet.period_from, sheet.period_to)
                found.setdefault(proof.proof.pk, Reusable(proof, place, key, through, fresh))
    return sorted(found.values(), key=lambda one: not one.freshness.speaks)


def _keys(one: Sheet, sheet: Sheet, question: str, linked: list[Mapped]) -> Mapping[str, Mapped | None]:
    """The questions of that sheet whose proofs could serve here."""
    found: dict[str, Mapped | None] = {question: None} if one.instrument == sheet.instrument and one.pk != sheet.pk else {}
    for through in linked:
        name, _, key = through.to.partition(":")
        if name == one.instrument:
            found.setdefault(key, through)
    return found
