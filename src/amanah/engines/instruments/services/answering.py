"""Writing into a column, and remarks beside it."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction

from amanah.engines.instruments.declare import LOCKED, WRITTEN_BY, Column
from amanah.engines.instruments.models import Answer, Note, Sheet, Step
from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.scoring import AnswerError, tidy, value
from amanah.engines.instruments.services.stepping import fitting, hold, need, next_seq, rescore, worded, write_step
from amanah.engines.instruments.sides import sides_of
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

Said = Mapping[str, tuple[Any, str]]
"""Question → its answer (None or "": none) and the reason for it."""
_UNIQUE = ["sheet", "column", "question"]
_CHANGING = ["value", "worth", "reason", "actor", "day", "seq", "carried"]


def answer(sheet: Sheet, column: str, question: str, said: Any, *, viewer: Viewer, reason: str = "") -> Step | None:
    """Write one answer; see `answer_many`."""
    return answer_many(sheet, column, {question: (said, reason)}, viewer=viewer)


@transaction.atomic
def answer_many(sheet: Sheet, column: str, said: Said, *, viewer: Viewer) -> Step | None:
    """Write answers into the column that is being written now: all of them or none. Answers None where they all stood there already.

    Writing a carried answer again confirms it. An answer taken away without a reason leaves nothing; with one, the reason stays.

    Raises:
        Refused: "not_found", "state" (another column's turn), "side", "question", "answer" (both with `question`), or "long".
    """
    hold(sheet, viewer)
    turn = sheet.stands.column
    if turn is None or turn != column:
        raise Refused("state")
    need(viewer, sheet, {WRITTEN_BY[turn]})
    fit = {key: (_tidy(sheet, key, one), fitting(reason)) for key, (one, reason) in said.items()}
    return _write(sheet, turn, "answered", fit, viewer)


@transaction.atomic
def agree(sheet: Sheet, *, viewer: Viewer, questions: Collection[str] | None = None) -> Step | None:
    """Take the unit's answers over into the verifier's column where it says nothing yet, or where the unit wrote anew since.

    Only for `questions`, where given. Answers None where nothing was left to agree to.

    Raises:
        Refused: "not_found", "state" or "side".
    """
    hold(sheet, viewer)
    if sheet.stands.column is not Column.INTERNAL:
        raise Refused("state")
    need(viewer, sheet, {WRITTEN_BY[Column.INTERNAL]})
    taken = {key: (one.value, "") for key, one in unjudged(sheet).items() if questions is None or key in questions}
    return _write(sheet, Column.INTERNAL, "agreed", taken, viewer)


def unjudged(sheet: Sheet) -> dict[str, Answer]:
    """The unit's answers that the verifier has said nothing to, or said it before the unit wrote them."""
    found: dict[str, dict[str, Answer]] = {Column.SELF: {}, Column.INTERNAL: {}}
    for one in Answer.objects.filter(sheet=sheet, column__in=list(found)):
        found[one.column][one.question] = one
    judged = found[Column.INTERNAL]
    return {key: one for key, one in found[Column.SELF].items() if one.value != "" and (key not in judged or judged[key].seq < one.seq)}


@transaction.atomic
def note(sheet: Sheet, text: str, *, viewer: Viewer, question: str = "") -> Note:
    """Leave a remark on a question, or on the sheet, for the other side.

    Raises:
        Refused: "not_found", "state" (locked), "side", "question", "words" or "long".
    """
    hold(sheet, viewer)
    if sheet.state == LOCKED:
        raise Refused("state")
    if question and question not in sheet.definition.by_key:
        raise Refused("question", question)
    mine = sides_of(viewer, sheet)
    speaking = [column for column, side in WRITTEN_BY.items() if side in mine]
    if not speaking:
        raise Refused("side")
    column = sheet.stands.column if sheet.stands.column in speaking else speaking[0]
    made = Note.objects.create(
        sheet=sheet, question=question, column=column or "", text=worded(text), actor=viewer.account, day=clock.today()
    )
    write_step(sheet, "noted", viewer, text=made.text, column=made.column, question=question, facts={"note": made.pk})
    return made


@transaction.atomic
def resolve_note(written: Note, *, viewer: Viewer) -> None:
    """Say that a remark is settled: for the side that made it.

    Raises:
        Refused: "not_found", "state" (locked), "side" or "resolved".
    """
    sheet = written.sheet
    hold(sheet, viewer)
    written.refresh_from_db()
    if sheet.state == LOCKED:
        raise Refused("state")
    need(viewer, sheet, {WRITTEN_BY[Column(written.column)]})
    if written.resolved_on is not None:
        raise Refused("resolved")
    written.resolved_on, written.resolved_by = clock.today(), viewer.account
    written.save(update_fields=["resolved_on", "resolved_by"])
    write_step(sheet, "note_resolved", viewer, column=written.column, question=written.question, facts={"note": written.pk})


def _write(sheet: Sheet, column: Column, act: str, said: Said, viewer: Viewer) -> Step | None:
    fresh = _fresh(sheet, column, said)
    if not fresh:
        return None
    seq = next_seq(sheet)
    kept, gone = [], []
    for key, (one, reason) in fresh.items():
        if one is None and not reason:
            gone.append(key)
            continue
        worth = None if one is None else value(sheet.definition.by_key[key], one)
        kept.append(
            Answer(
                sheet=sheet,
                column=column,
                question=key,
                value="" if one is None else one,
                worth=worth,
                reason=reason,
                actor=viewer.account,
                day=clock.today(),
                seq=seq,
            )
        )
    Answer.objects.filter(sheet=sheet, column=column, question__in=gone).delete()
    Answer.objects.bulk_create(kept, update_conflicts=True, unique_fields=_UNIQUE, update_fields=_CHANGING)
    rescore(sheet, column)
    only = next(iter(fresh)) if len(fresh) == 1 else ""
    answers = {key: ("" if one is None else one, reason) for key, (one, reason) in fresh.items()}
    return write_step(sheet, act, viewer, column=column, question=only, answers=answers, facts={"written": len(fresh)})


def _fresh(sheet: Sheet, column: Column, said: Said) -> dict[str, tuple[Any, str]]:
    """What of it says something that does not stand there yet."""
    rows = Answer.objects.filter(sheet=sheet, question__in=list(said), column__in=[column.value, Column.SELF.value])
    stood = {one.question: one for one in rows if one.column == column}
    # A verifier who writes the same again after the unit wrote anew says that it still holds.
    later = {one.question: one.seq for one in rows if one.column == Column.SELF and column is Column.INTERNAL}

    def says_nothing_new(key: str, pair: tuple[Any, str]) -> bool:
        there = stood.get(key)
        if there is None:
            return pair == (None, "")
        return not there.carried and there.seq > later.get(key, 0) and pair == (there.value or None, there.reason)

    return {key: pair for key, pair in said.items() if not says_nothing_new(key, pair)}


def _tidy(sheet: Sheet, key: str, said: Any) -> Any:
    question = sheet.definition.by_key.get(key)
    if question is None:
        raise Refused("question", key)
    try:
        return tidy(question, said)
    except AnswerError:
        raise Refused("answer", key) from None
