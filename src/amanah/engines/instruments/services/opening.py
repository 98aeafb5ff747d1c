"""Opening a sheet, and the round after it."""

from datetime import date, timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah.engines.instruments import reading
from amanah.engines.instruments.declare import FOLLOWED, OPENERS, Column
from amanah.engines.instruments.definition import Instrument
from amanah.engines.instruments.events import ref_of
from amanah.engines.instruments.models import Answer, Edition, Sheet
from amanah.engines.instruments.refusals import Refused
from amanah.engines.instruments.scoring import AnswerError, tidy, value
from amanah.engines.instruments.services.stepping import hold, need, rescore, write_step
from amanah.engines.instruments.sides import sides_towards
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock, numbers

PREFIX = "LK"
DRAWS = 8
LONGEST = timedelta(days=366)


@transaction.atomic
def open_sheet(instrument: str, unit: Unit, period_from: date, period_to: date, *, viewer: Viewer) -> Sheet:
    """Open a sheet for a unit and a period, in the edition in force on the period's last day (today, where that is still to come).

    Raises:
        Refused: "side" (it takes who fills or verifies the unit's sheets), "instrument", "period" or "exists".
    """
    if sides_towards(viewer, unit).isdisjoint(OPENERS):
        raise Refused("side")
    definition = _in_force(instrument, period_from, period_to)
    if Sheet.objects.filter(instrument=instrument, unit=unit, period_from=period_from, period_to=period_to).exists():
        raise Refused("exists")
    sheet = _made(definition, unit, period_from, period_to, viewer)
    write_step(sheet, "opened", viewer, source="", facts=_facts(sheet))
    return sheet


@transaction.atomic
def next_round(previous: Sheet, period_from: date, period_to: date, *, viewer: Viewer) -> Sheet:
    """Open the round after a sheet, for the same period or another, with the unit's answers carried forward and marked as carried.

    What the edition in force now no longer asks, or no longer takes as an answer, stays behind.

    Raises:
        Refused: "not_found", "side", "state" (the unit still writes in it), "instrument", "period", or "exists".
    """
    hold(previous, viewer)
    need(viewer, previous, OPENERS)
    if previous.state not in FOLLOWED:
        raise Refused("state")
    if period_to < previous.period_to:
        raise Refused("period")
    if Sheet.objects.filter(previous=previous).exists():
        raise Refused("exists")
    definition = _in_force(previous.instrument, period_from, period_to)
    sheet = _made(definition, previous.unit, period_from, period_to, viewer, previous=previous)
    said = {one.question: one for one in Answer.objects.filter(sheet=previous, column=Column.SELF)}
    carried = {key: answer for key, one in said.items() if (answer := _carried(sheet, definition, one)) is not None}
    Answer.objects.bulk_create(carried.values())
    rescore(sheet, Column.SELF)
    answers = {key: (one.value, one.reason) for key, one in carried.items()}
    facts = {**_facts(sheet), "previous": previous.ref, "left": sorted(set(said) - set(carried))}
    write_step(sheet, "opened", viewer, source="", column=Column.SELF if answers else "", answers=answers, facts=facts)
    return sheet


def keep_edition(definition: Instrument) -> Edition:
    """The row of this very file, made where it is used for the first time."""
    kept, _new = Edition.objects.get_or_create(
        sha256=definition.sha256,
        defaults={
            "instrument": definition.id,
            "edition": definition.edition,
            "content": definition.content,
            "kept_on": clock.today(),
        },
    )
    return kept


def _in_force(instrument: str, period_from: date, period_to: date) -> Instrument:
    if not period_from <= period_to <= period_from + LONGEST:
        raise Refused("period")
    try:
        return reading.in_force(instrument, min(period_to, clock.today()))
    except LookupError:
        raise Refused("instrument") from None


def _carried(sheet: Sheet, definition: Instrument, one: Answer) -> Answer | None:
    question = definition.by_key.get(one.question)
    try:
        said = tidy(question, one.value) if question is not None else None
    except AnswerError:
        return None
    if question is None or said is None:
        return None
    return Answer(
        sheet=sheet,
        column=Column.SELF,
        question=one.question,
        value=said,
        worth=value(question, said),
        reason=one.reason,
        actor=one.actor,
        day=one.day,
        seq=1,
        carried=True,
    )


def _facts(sheet: Sheet) -> dict[str, object]:
    return {
        "number": sheet.number,
        "edition": sheet.edition_id,
        "instrument": sheet.instrument,
        "unit": str(sheet.unit_id),
        "period_from": sheet.period_from,
        "period_to": sheet.period_to,
        "round": sheet.round,
    }


def _made(
    definition: Instrument, unit: Unit, period_from: date, period_to: date, viewer: Viewer, *, previous: Sheet | None = None
) -> Sheet:
    sheet_id = uuid4()
    sheet = Sheet(
        id=sheet_id,
        ref=ref_of(sheet_id),
        edition=keep_edition(definition),
        instrument=definition.id,
        unit=unit,
        period_from=period_from,
        period_to=period_to,
        round=previous.round + 1 if previous else 1,
        previous=previous,
        opened_by=viewer.account,
        opened_on=clock.today(),
    )
    for _ in range(DRAWS):
        sheet.number = numbers.draw(PREFIX, sheet.opened_on)
        try:
            with transaction.atomic():
                sheet.save(force_insert=True)
        except IntegrityError:
            if Sheet.objects.filter(number=sheet.number).exists():
                continue
            raise Refused("exists") from None  # somebody opened the same one in this moment
        else:
            return sheet
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")
