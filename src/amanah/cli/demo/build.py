# ruff: noqa: PLR2004 - how often and how long is a matter of taste here
"""Building the institution, and then living its two years day by day."""

import heapq
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import transaction

from amanah.cli.demo import accounts
from amanah.cli.demo.accounts import cheap_passwords
from amanah.cli.demo.boxes import Boxes
from amanah.cli.demo.institution import FOUNDED, ROOT, person_plans, unit_plans
from amanah.cli.demo.life import Cast, Life
from amanah.cli.demo.stories import Teller
from amanah.engines.cases.models import Case, Entry
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.clocks import services as clocks
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation import services as organisation
from amanah.foundation.organisation.models import Post, Unit
from amanah.foundation.vault import services as vault
from amanah.kernel import clock, events

SEED = 20261122
REPORTS = 300
DAYS = 730
NOTICED = 14
"""For how many days back people still have notices to read."""
OFFICE_HOUR = 3
"""Ten in the morning in Jakarta, in UTC."""

Progress = Callable[[str], None]


def build(progress: Progress, *, reports: int = REPORTS, today: date | None = None) -> dict[str, Any]:
    """Make everything, in one transaction; answers the sample receipts (with what awaits there) and the recovery shares."""
    today = today or clock.today()
    boxes = Boxes(reports)
    rng = random.Random(SEED)  # noqa: S311 - invented people need no secrets
    with on_the_day(today - timedelta(days=NOTICED)), cheap_passwords(), transaction.atomic():
        progress("Peragaan: unit, jabatan, dan orang · units, posts and people")
        with clock.at(morning(today - timedelta(days=DAYS + 30))):
            units = _units()
            cast = _people(rng, units, today)
            shares = _recovery()
        lives = _lives(rng, cast, boxes, reports=reports, today=today, progress=progress)
        _already_heard(today - timedelta(days=NOTICED))
    ledger.publish_checkpoint()
    progress("Peragaan siap · the demonstration is ready")
    return {"receipts": _samples(lives), "recovery_shares": shares}


@contextmanager
def on_the_day(since: date) -> Iterator[None]:
    """Deliver events on the invented day on which they happen, and only from `since` on: what is older, everybody has read."""
    usual = events.after_commit
    events.after_commit = lambda deliver: deliver() if clock.today() >= since else None
    try:
        with ledger.invented_days():
            yield
    finally:
        events.after_commit = usual


def morning(day: date) -> datetime:
    """The moment at which the people of the demonstration do their work on this day."""
    return datetime(day.year, day.month, day.day, OFFICE_HOUR, tzinfo=UTC)


def _units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for plan in unit_plans():
        parent = units[plan.parent] if plan.parent else None
        units[plan.code] = organisation.create_unit(plan.name, plan.code, parent=parent, kind=plan.kind, zone=plan.zone, since=FOUNDED)
    return units


def _people(rng: random.Random, units: dict[str, Unit], today: date) -> Cast:
    cast = Cast(units, today)
    posts: dict[tuple[str, str], Post] = {}
    for plan in person_plans(rng):
        number = {"nip": plan.nip} if plan.employment in {"pns", "pppk"} else {"other_number": f"PTT-{plan.nip[-6:]}"}
        person = organisation.create_person(plan.name, employment=plan.employment, **number)
        key = (plan.unit, plan.title)
        if key not in posts:
            posts[key] = organisation.create_post(units[plan.unit], plan.title, is_head=plan.head)
        organisation.assign_post(person, posts[key], since=FOUNDED)
        cast.people.append((plan, person))
        if plan.username:
            cast.accounts[plan.username] = _account(plan.username, person, plan.roles, units[ROOT])
    cast.unlock()
    return cast


def _account(username: str, person: Any, roles: list[str], root: Unit) -> Account:
    account = access.create_account(username, person=person, password=accounts.password(username))
    for role in roles:
        access.grant_role(account, role, root, since=FOUNDED)
    if any(role.startswith("whistleblowing.") for role in roles):
        vault.create_keys(account, accounts.passphrase(username))
    return account


def _recovery() -> list[str]:
    key = vault.prepare_recovery_key(3, 5, actor="system")
    vault.confirm_recovery_key(key.id, actor="system")
    return list(key.shares)


def _lives(rng: random.Random, cast: Cast, boxes: Boxes, *, reports: int, today: date, progress: Progress) -> list[Life]:
    """Let every report live: a queue of days on which something happens, taken in order."""
    teller = Teller(rng)
    lives: list[Life] = []
    queue: list[tuple[date, int, Iterator[date]]] = []
    for number, day in enumerate(_days(rng, reports, today)):
        life = Life(rng, teller, cast, boxes.take())
        lives.append(life)
        heapq.heappush(queue, (day, number, life.run(day)))
    done = 0
    while queue:
        day, number, run = heapq.heappop(queue)
        with clock.at(morning(day)):
            following = next(run, None)
        done += lives[number].began_on == day
        if lives[number].began_on == day and done % 60 == 0:
            progress(f"Peragaan: {done} dari {reports} laporan · {done} of {reports} reports")
        if following is not None and following <= today:
            heapq.heappush(queue, (following, number, run))
    return lives


def _already_heard(since: date) -> None:
    """What happened before `since` was announced in its time: the first beat must not tell two years at once."""
    Case.objects.filter(opened_on__lt=since).update(announced=True)
    Entry.objects.filter(day__lt=since).update(announced=True)
    with clock.at(morning(since - timedelta(days=1))):
        clocks.announce(clock.today())


def _days(rng: random.Random, reports: int, today: date) -> list[date]:
    """Days of two years on which reports come in: more of them lately, fewer at weekends, some in the last fortnight."""
    recent = [today - timedelta(days=rng.randint(0, 13)) for _ in range(reports // 25)]
    others = [today - timedelta(days=int(DAYS * (1 - rng.random() ** 0.75))) for _ in range(reports - len(recent))]
    return sorted(day - timedelta(days=day.weekday() - 4 if day.weekday() > 4 and rng.random() < 0.6 else 0) for day in recent + others)


def _samples(lives: list[Life]) -> list[tuple[str, str]]:
    """One receipt each for a mailbox that waits for an answer, one under inquiry and one that is closed."""
    wanted = {"awaiting": "menunggu jawaban", "investigation": "sedang diperiksa", "concluded": "selesai"}
    found = {life.state: str(life.receipt) for life in lives if life.state in wanted and life.receipt}
    return [(found[state], words) for state, words in wanted.items() if state in found]
