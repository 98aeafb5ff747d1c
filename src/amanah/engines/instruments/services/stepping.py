"""What every verb does alike: take hold of the sheet, see who acts, score what changed, write one step and one entry of the ledger."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db.models import Max

from amanah.engines.instruments.declare import LOCKED, MOVES, Column, Side
from amanah.engines.instruments.events import SheetStepped
from amanah.engines.instruments.models import WORDS, Answer, Result, Sheet, Step
from amanah.engines.instruments.queries.visible import visible
from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.scoring import Score, score
from amanah.engines.instruments.sides import sides_of
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events

TOLD = ("seq", "act", "from", "to", "column", "question", "words", "answers", "approver", "day")
"""What the ledger is told of every step, beside facts of its own."""


def hold(sheet: Sheet, viewer: Viewer) -> None:
    """Bring `sheet` up to date and hold its row until the transaction ends.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    sheet.refresh_from_db(from_queryset=Sheet.objects.select_for_update())
    if not visible(viewer).filter(pk=sheet.pk).exists():
        raise Refused("not_found")


def need(viewer: Viewer, sheet: Sheet, sides: Collection[Side]) -> frozenset[Side]:
    """The sides on which the viewer stands.

    Raises:
        Refused: "side" when none of `sides` is among them.
    """
    found = sides_of(viewer, sheet)
    if found.isdisjoint(sides):
        raise Refused("side")
    return found


def fitting(text: str) -> str:
    """The words without space around them, also none at all.

    Raises:
        Refused: "long" when there are too many.
    """
    text = text.strip()
    if len(text) > WORDS:
        raise Refused("long")
    return text


def worded(text: str) -> str:
    """The words, without space around them.

    Raises:
        Refused: "words" when there are none, "long" when there are too many.
    """
    text = fitting(text)
    if not text:
        raise Refused("words")
    return text


def move_to(sheet: Sheet, key: str) -> str:
    """Put the sheet where the move leads; answers where it came from. Does not save it.

    Raises:
        Refused: "state" where the table knows no such way.
    """
    move = MOVES[key]
    if sheet.state not in move.sources:
        raise Refused("state")
    source, sheet.state = sheet.state, move.target
    sheet.locked_on = clock.today() if move.target == LOCKED else None
    return source


def rescore(sheet: Sheet, column: Column) -> Score:
    """Compute what a column earns from its answers and keep a copy of it."""
    answers = dict(Answer.objects.filter(sheet=sheet, column=column).values_list("question", "value"))
    found = score(sheet.definition, answers)
    Result.objects.update_or_create(sheet=sheet, column=column, defaults=figures(found))
    return found


def figures(found: Score) -> dict[str, Any]:
    """A score as it is kept beside a sheet."""
    return {
        "total": found.total,
        "grade": found.grade,
        "answered": sum(one.said for one in found.answers()),
        "points": {part.part.key: f"{part.points:.6f}" for top in found.parts for part in top.walk()},
        "met": [one.key for one in found.instrument.predicates if all(each.held for each in found.met(one))],
    }


def write_step(
    sheet: Sheet,
    act: str,
    viewer: Viewer,
    *,
    source: str | None = None,
    text: str = "",
    column: str = "",
    question: str = "",
    answers: Mapping[str, Iterable[Any]] | None = None,
    approver: Account | None = None,
    facts: dict[str, Any] | None = None,
) -> Step:
    """Save the sheet and say what was done: one step, one event, and last one entry of the ledger, which holds only digests of words."""
    came_from = sheet.state if source is None else source
    sheet.save()
    step = Step.objects.create(
        sheet=sheet,
        seq=next_seq(sheet),
        act=act,
        source=came_from,
        target=sheet.state,
        column=column,
        question=question,
        text=text,
        answers={key: list(said) for key, said in (answers or {}).items()},
        day=clock.today(),
        actor=viewer.account,
        approver=approver,
    )
    events.publish(SheetStepped(sheet.id, viewer.actor, act, step.seq, came_from, sheet.state))
    ledger.append(f"sheet.{act}", sheet.ref, {**(facts or {}), **told(step)}, actor=viewer.actor)
    return step


def told(step: Step) -> dict[str, Any]:
    """What the ledger keeps of a step."""
    return {
        "seq": step.seq,
        "act": step.act,
        "from": step.source,
        "to": step.target,
        "column": step.column,
        "question": step.question,
        "words": canonical.digest(step.text).hex(),
        "answers": canonical.digest(step.answers).hex(),
        "approver": f"account:{step.approver_id}" if step.approver_id else "",
        "day": step.day,
    }


def next_seq(sheet: Sheet) -> int:
    """The number of the sheet's next step; its row is held."""
    return (sheet.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
