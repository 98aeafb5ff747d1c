"""Compares sheets with what their steps, the ledger, and their own instruments say must have become of them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from amanah.engines.instruments.definition import Instrument
from amanah.engines.instruments.models import Answer, Edition, Result, Sheet, Step
from amanah.engines.instruments.scoring import score
from amanah.engines.instruments.services.stepping import TOLD, figures, told
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical

_PORTION = 200


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    kept = _ledger()
    suspects = set(kept)
    for portion in _portions():
        for sheet, wrong in _looked_at(portion):
            if wrong or kept.get(sheet.ref, b"") not in {None, _chain(sheet.told)}:
                suspects.add(sheet.ref)
            else:
                suspects.discard(sheet.ref)
    return [*_editions(), *(finding for ref in sorted(suspects) for finding in _look_again(ref))]


def recounted(sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, str, dict[str, Any]]]:
    """Each of these sheets with each column that says something, scored anew from its answers: one query for all of them."""
    by_id = {sheet.pk: sheet for sheet in sheets}
    definitions: dict[str, Instrument] = {}
    rows = Answer.objects.filter(sheet__in=list(by_id)).order_by("sheet_id", "column", "question")
    said = rows.values_list("sheet_id", "column", "question", "value").iterator(chunk_size=5000)
    for (sheet_id, column), some in groupby(said, key=lambda row: (row[0], row[1])):
        sheet = by_id[sheet_id]
        if sheet.edition_id not in definitions:
            definitions[sheet.edition_id] = sheet.definition
        yield sheet, column, figures(score(definitions[sheet.edition_id], {row[2]: row[3] for row in some}))


def _portions() -> Iterator[list[Sheet]]:
    last: UUID | None = None
    while True:
        rows = Sheet.objects.select_related("edition").order_by("pk")
        portion = list((rows.filter(pk__gt=last) if last else rows)[:_PORTION])
        if not portion:
            return
        last = portion[-1].pk
        yield portion


def _editions() -> Iterator[Finding]:
    for edition in Edition.objects.all():
        if hashlib.sha256(edition.content.encode()).hexdigest() != edition.sha256:
            yield Finding("replay", f"the kept file of {edition} is not the one that sheets were opened with")


def _looked_at(portion: list[Sheet]) -> Iterator[tuple["_Walked", str]]:
    """Each sheet as its steps tell it, with what is wrong about it, or nothing."""
    ids = [sheet.pk for sheet in portion]
    rows = Step.objects.filter(sheet__in=ids).order_by("sheet_id", "seq").iterator(chunk_size=500)
    steps = {key: list(some) for key, some in groupby(rows, key=attrgetter("sheet_id"))}
    stored = {(one.sheet_id, one.column): one for one in Result.objects.filter(sheet__in=ids)}
    answers: dict[UUID, dict[tuple[str, str], list[Any]]] = {}
    for one in Answer.objects.filter(sheet__in=ids):
        answers.setdefault(one.sheet_id, {})[one.column, one.question] = [one.value, one.reason]
    misscored = set()
    for sheet, column, found in recounted(portion):
        if not _same(stored.pop((sheet.pk, column), None), found):
            misscored.add(sheet.pk)
    misscored |= {sheet_id for (sheet_id, _column), one in stored.items() if one.answered or one.total}
    for sheet in portion:
        walked = _Walked(sheet.ref, [told(step) for step in steps.get(sheet.pk, [])])
        yield walked, _wrong(sheet, steps.get(sheet.pk, []), answers.get(sheet.pk, {}), misscored=sheet.pk in misscored)


@dataclass(frozen=True)
class _Walked:
    """What the ledger must have been told of a sheet, step by step."""

    ref: str
    told: list[dict[str, Any]]


def _ledger() -> dict[str, bytes | None]:
    """For every sheet one digest over all that the ledger was told of it; None where some of that was erased."""
    found: dict[str, bytes | None] = {}
    for entry in ledger.replay("sheet"):
        before = found.get(entry.ref, b"")
        found[entry.ref] = None if before is None or entry.facts is None else _link(before, entry.facts)
    return found


def _chain(entries: Iterable[Mapping[str, Any]]) -> bytes:
    last = b""
    for facts in entries:
        last = _link(last, facts)
    return last


def _link(before: bytes, facts: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(before + canonical.encode({name: facts.get(name) for name in TOLD})).digest()


def _wrong(sheet: Sheet, steps: list[Step], answers: dict[tuple[str, str], list[Any]], *, misscored: bool) -> str:
    state, said = "", dict[tuple[str, str], list[Any]]()
    for seq, step in enumerate(steps, start=1):
        if step.seq != seq or step.source != state:
            return "its steps do not follow one another"
        state = step.target
        said |= {(step.column, question): pair for question, pair in step.answers.items()}
    if not steps or state != sheet.state:
        return f"it stands at {sheet.state!r}, its steps lead to {state!r}"
    if {key: pair for key, pair in said.items() if pair != ["", ""]} != answers:
        return "its answers are not those that its steps wrote"
    return "the score kept beside it is not what its answers come to" if misscored else ""


def _same(stored: Result | None, found: dict[str, Any]) -> bool:
    return stored is not None and all(getattr(stored, name) == value for name, value in found.items())


def _look_again(ref: str) -> Iterator[Finding]:
    sheet = Sheet.objects.select_related("edition").filter(ref=ref).first()
    if sheet is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the sheet is gone", ref=ref)
        return
    walked, wrong = next(_looked_at([sheet]))
    entries = [entry for entry in ledger.entries(ref) if entry.kind.startswith("sheet.")]
    if not wrong and not any(entry.erased for entry in entries) and _chain(walked.told) != _chain(entry.facts or {} for entry in entries):
        wrong = "its steps and the ledger differ"
    if wrong:
        yield Finding("replay", f"{sheet.number}: {wrong}", ref=ref)
