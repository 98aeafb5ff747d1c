"""How long many sheets take to roll up, and one answer to be saved. For an empty scratch database only: what it writes is made up."""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import cycle
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from amanah.engines.instruments import queries, reading, services
from amanah.engines.instruments.declare import Column
from amanah.engines.instruments.definition import Instrument, Question
from amanah.engines.instruments.events import ref_of
from amanah.engines.instruments.models import Answer, Result, Sheet
from amanah.engines.instruments.replay import recounted
from amanah.engines.instruments.roles import ASSESSOR, VERIFIER
from amanah.engines.instruments.scoring import score, value
from amanah.engines.instruments.services.opening import keep_edition
from amanah.engines.instruments.services.stepping import figures
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Employment, Unit, UnitKind
from amanah.kernel import clock

INSTRUMENT = "integrity-zone"
BRANCHES = 20
BATCH = 100
SAVES = 40


@dataclass(frozen=True)
class Measured:
    """One thing over that many sheets: the middle of several runs, and the slowest, in milliseconds; and how many queries it made."""

    name: str
    sheets: int
    milliseconds: float
    slowest: float
    queries: int


def run(units: int = 2_000, *, repeat: int = 5) -> list[Measured]:
    """Fill an empty, migrated database with a sheet of every unit, all questions answered, and time what is read and written.

    Raises:
        RuntimeError: when the database holds sheets already.
    """
    if Sheet.objects.exists():
        raise RuntimeError("the bench needs an empty scratch database")
    root = organisation.create_unit("Lembaga ukur", "UKUR", parent=None, kind=UnitKind.INSTITUTION, actor="system")
    assessor, verifier = (_account(name, role, root) for name, role in (("pengisi", ASSESSOR.key), ("penilai", VERIFIER.key)))
    _seed(root, units, assessor)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    year = clock.today().year
    period = date(year, 1, 1), date(year, 12, 31)
    sheet = Sheet.objects.select_related("unit", "edition").order_by("pk")[0]
    reads: dict[str, Callable[[Viewer], object]] = {
        "roll-up of all units": lambda viewer: queries.roll_up(viewer, INSTRUMENT, *period, column=Column.SELF, unit=root),
        "the weakest questions of all units": lambda viewer: queries.weakest(viewer, INSTRUMENT, *period, column=Column.SELF, unit=root),
        "every sheet scored anew from its answers": lambda _viewer: [None for _one in recounted(_sheets())],
        "list": queries.listing,
        "one sheet unfolded to its answers": partial(queries.unfold, sheet=sheet),
        "what if one answer were another": lambda viewer: queries.what_if(viewer, sheet, {_key(sheet, 0): "Ya"}),
    }
    found = [_timed(name, read, verifier, units, repeat) for name, read in reads.items()]
    written = _writes(sheet)

    def save(viewer: Viewer) -> None:
        question, answer = next(written)
        services.answer(sheet, Column.SELF, question, answer, viewer=viewer)

    return [*found, _timed("saving one answer", save, assessor, units, SAVES)]


def _writes(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Questions and answers, each other than what stands there."""
    for question in cycle(sheet.definition.questions):
        for answer in question.scale.values if question.scale else ():
            yield question.key, answer


def _timed(name: str, act: Callable[[Viewer], object], account: Account, sheets: int, repeat: int) -> Measured:
    with CaptureQueriesContext(connection) as made:
        act(Viewer.of(account))
    times = []
    for _ in range(repeat):
        began = time.perf_counter()
        act(Viewer.of(account))
        times.append((time.perf_counter() - began) * 1000)
    times.sort()
    return Measured(name, sheets, round(times[len(times) // 2], 2), round(times[-1], 2), len(made))


def _sheets() -> list[Sheet]:
    return list(Sheet.objects.select_related("edition"))


def _key(sheet: Sheet, place: int) -> str:
    return sheet.definition.questions[place].key


def _account(name: str, role: str, root: Unit) -> Account:
    person = organisation.create_person(name.title(), other_number=f"UKUR-{name}", employment=Employment.NON_PERMANENT, actor="system")
    organisation.assign_post(person, organisation.create_post(root, name.title()))
    account = access.create_account(name, person=person)
    access.grant_role(account, role, root)
    return account


def _seed(root: Unit, count: int, account: Account) -> None:
    chance = random.Random(count)  # noqa: S311 - figures, not secrets
    today = clock.today()
    instrument = reading.in_force(INSTRUMENT, today)
    with transaction.atomic():
        edition = keep_edition(instrument)
        branches = _units(root, min(BRANCHES, count), "CABANG")
        leaves = [unit for branch in branches for unit in _units(branch, (count - len(branches)) // len(branches), branch.code)]
        units = [*branches, *leaves, *_units(root, count - len(branches) - len(leaves), "LAIN")]
    for start in range(0, count, BATCH):
        with transaction.atomic():
            some = [_sheet(unit, edition.pk, instrument, account, place) for place, unit in enumerate(units[start : start + BATCH], start)]
            Sheet.objects.bulk_create(some)
            for sheet in some:
                answers = {question.key: _answer(question, chance) for question in instrument.questions}
                Answer.objects.bulk_create(_row(sheet, question, answers, account) for question in instrument.questions)
                Result.objects.create(sheet=sheet, column=Column.SELF, **figures(score(instrument, answers)))


def _units(parent: Unit, count: int, prefix: str) -> list[Unit]:
    made = []
    for place in range(count):
        unit_id = uuid4()
        name = f"Unit {prefix} {place}"
        made.append(
            Unit(
                id=unit_id,
                code=f"{prefix}-{place}",
                name=name,
                parent=parent,
                path=parent.path + unit_id.hex,
                search=name,
                since=parent.since,
            )
        )
    return Unit.objects.bulk_create(made)


def _sheet(unit: Unit, edition: str, instrument: Instrument, account: Account, place: int) -> Sheet:
    sheet_id = uuid4()
    today = clock.today()
    return Sheet(
        id=sheet_id,
        ref=ref_of(sheet_id),
        number=f"LK-{today:%y}-{place:06d}",  # counted, because a batch cannot draw one row again
        edition_id=edition,
        instrument=instrument.id,
        unit=unit,
        period_from=date(today.year, 1, 1),
        period_to=date(today.year, 12, 31),
        opened_by=account,
        opened_on=today,
    )


def _answer(question: Question, chance: random.Random) -> Any:
    if question.scale:
        return chance.choice(list(question.scale.values))
    if question.formula:
        return {name: str(chance.randrange(1, 40)) for name in question.formula.counts}
    return str(chance.randrange(int(question.highest) * 100) / 100)


def _row(sheet: Sheet, question: Question, answers: dict[str, Any], account: Account) -> Answer:
    said = answers[question.key]
    day = sheet.opened_on
    worth = value(question, said)
    return Answer(sheet=sheet, column=Column.SELF, question=question.key, value=said, worth=worth, actor=account, day=day, seq=1)
