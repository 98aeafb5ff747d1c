"""Handing a sheet on: from the unit to those who verify it, to the verdict outside, and under lock."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from amanah.engines.instruments.declare import MOVES, Column, Side
from amanah.engines.instruments.definition import Instrument
from amanah.engines.instruments.models import Answer, Sheet, Step
from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.scoring import rounded
from amanah.engines.instruments.services.answering import unjudged
from amanah.engines.instruments.services.stepping import fitting, hold, move_to, need, worded, write_step
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock

NOTHING = "none"
"""The verdict that grants nothing."""


@transaction.atomic
def submit(sheet: Sheet, *, viewer: Viewer, text: str = "") -> Step:
    """The unit hands its column to those who verify it.

    Raises:
        Refused: "not_found", "side", "state", "long", or "empty" while nothing is answered.
    """
    return _hand_over(sheet, "submit", text, viewer)


@transaction.atomic
def resubmit(sheet: Sheet, *, viewer: Viewer, text: str = "") -> Step:
    """The unit hands it over again after it came back. Refused as `submit`."""
    return _hand_over(sheet, "resubmit", text, viewer)


@transaction.atomic
def send_back(sheet: Sheet, text: str, *, viewer: Viewer) -> Step:
    """A verifier gives it back to the unit and says what is missing.

    Raises:
        Refused: "not_found", "side", "state", "words" or "long".
    """
    hold(sheet, viewer)
    need(viewer, sheet, MOVES["send_back"].sides)
    source = move_to(sheet, "send_back")
    return write_step(sheet, "send_back", viewer, source=source, text=worded(text))


@transaction.atomic
def verify(sheet: Sheet, *, viewer: Viewer, text: str = "") -> Step:
    """A verifier is done: every answer of the unit has one of theirs beside it, written after it.

    Raises:
        Refused: "not_found", "side", "state", "long" or "unjudged".
    """
    hold(sheet, viewer)
    need(viewer, sheet, MOVES["verify"].sides)
    source = move_to(sheet, "verify")
    if unjudged(sheet):
        raise Refused("unjudged")
    return write_step(sheet, "verify", viewer, source=source, text=fitting(text))


@transaction.atomic
def record_verdict(sheet: Sheet, verdict: str, on: date, text: str, *, viewer: Viewer, total: Decimal | None = None) -> Step:
    """Write down what the evaluator outside decided; the state stays. A later verdict takes the place of an earlier one.

    Args:
        sheet: one that waits for its verdict.
        verdict: one of `verdicts`.
        on: the day of the decision.
        text: the paper that says so, and what else it says.
        viewer: who records it.
        total: the score as that paper states it; the score of the third column is computed beside it.

    Raises:
        Refused: "not_found", "side", "state", "verdict", "day", "total", "words" or "long".
    """
    hold(sheet, viewer)
    need(viewer, sheet, {Side.RECORDER})
    if sheet.state != "external":
        raise Refused("state")
    if verdict not in verdicts(sheet.definition):
        raise Refused("verdict")
    if on > clock.today():
        raise Refused("day")
    if total is not None and not 0 <= total <= sheet.definition.most:
        raise Refused("total")
    sheet.verdict, sheet.verdict_on = verdict, on
    sheet.verdict_total = None if total is None else rounded(total)
    facts = {"verdict": verdict, "on": on, "total": "" if total is None else str(sheet.verdict_total)}
    return write_step(sheet, "verdict", viewer, text=worded(text), column=Column.EXTERNAL, facts=facts)


def verdicts(instrument: Instrument) -> tuple[str, ...]:
    """What an evaluator can decide: the predicates of the instrument, or its grades where it has none, or nothing."""
    return (*([one.key for one in instrument.predicates] or [band.grade for band in instrument.bands]), NOTHING)


@transaction.atomic
def lock(sheet: Sheet, *, viewer: Viewer, text: str = "") -> Step:
    """Close it for good; without a verdict it takes words that say why.

    Raises:
        Refused: "not_found", "side", "state", "words" or "long".
    """
    hold(sheet, viewer)
    need(viewer, sheet, MOVES["lock"].sides)
    source = move_to(sheet, "lock")
    return write_step(sheet, "lock", viewer, source=source, text=fitting(text) if sheet.verdict else worded(text))


def _hand_over(sheet: Sheet, key: str, text: str, viewer: Viewer) -> Step:
    hold(sheet, viewer)
    need(viewer, sheet, MOVES[key].sides)
    source = move_to(sheet, key)
    if not Answer.objects.filter(sheet=sheet, column=Column.SELF, worth__isnull=False).exists():
        raise Refused("empty")
    return write_step(sheet, key, viewer, source=source, text=fitting(text))
