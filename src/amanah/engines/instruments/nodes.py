"""Sheets as threads, notices and proofs know them: which a person may see, how they are called, and who may prove their answers."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.engines.instruments import addresses
from amanah.engines.instruments.declare import WRITTEN_BY
from amanah.engines.instruments.models import Sheet
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.sides import sides_of
from amanah.engines.proofs.owners import Purpose
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.threads.visibility import Known, ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> Known:
    """Those of the references that the viewer may know of."""
    return visible(viewer).filter(ref__in=list(refs))


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each sheet by its number and instrument, and how it stands."""
    for sheet in _related(viewer, refs):
        yield ThreadNode(sheet.ref, _name(sheet), _("Lembar kerja"), addresses.of_sheet(sheet.number), sheet.stands.title)


def may_prove(viewer: Viewer, ref: str) -> bool:
    """Whether the viewer may attach proofs to an answer now: whoever writes the column whose turn it is."""
    place = _placed([ref]).get(ref)
    sheet = visible(viewer).filter(ref=place[0]).select_related("unit").first() if place else None
    turn = sheet.stands.column if sheet is not None else None
    if sheet is None or turn is None or place is None or place[1] not in sheet.definition.by_key:
        return False
    return WRITTEN_BY[turn] in sides_of(viewer, sheet)


def purposes(viewer: Viewer, refs: Collection[str]) -> Iterable[Purpose]:
    """What the answers of these references are, and the period of their sheet: two queries."""
    placed = _placed(refs)
    sheets = {sheet.ref: sheet for sheet in _related(viewer, {sheet for sheet, _question in placed.values()})}
    for ref, (sheet_ref, key) in placed.items():
        sheet = sheets.get(sheet_ref)
        question = sheet.definition.by_key.get(key) if sheet is not None else None
        if sheet is not None and question is not None:
            yield Purpose(
                ref,
                question.text.get(get_language() or "id"),
                _name(sheet),
                addresses.of_question(sheet.number, key),
                sheet.period_from,
                sheet.period_to,
            )


def _related(viewer: Viewer, refs: Collection[str]) -> Iterable[Sheet]:
    return visible(viewer).filter(ref__in=list(refs)).select_related("unit", "edition")


def _name(sheet: Sheet) -> str:
    return f"{sheet.number} {sheet.definition.title.get(get_language() or 'id')} · {sheet.unit}"


def _placed(refs: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The sheet and the question behind the reference of an answer; nothing for what is none."""
    found = {}
    for ref in refs:
        _kind, _, place = ref.partition(":")
        sheet_id, _, key = place.partition(":")
        try:
            found[ref] = f"sheet:{UUID(sheet_id)}", key
        except ValueError:
            continue
    return found
