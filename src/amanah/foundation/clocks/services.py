"""The verbs of clocks. All run in the caller's transaction; the caller records them in the ledger together with why it turned the clock.

Only `recompute` has no caller who could, and writes its own entry.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from amanah import rulebook
from amanah.foundation import rows
from amanah.foundation.clocks import alarm
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineMoved, DeadlineNear
from amanah.foundation.clocks.models import Deadline, Reason
from amanah.foundation.ledger import services as ledger
from amanah.kernel import events
from amanah.rulebook.book import book

_BATCH = 200


class ClockError(Exception):
    """The clock cannot be turned this way."""


def start(ref: str, name: str, provision_key: str, on: date, actor: str) -> Deadline:
    """Start a clock on the record `ref`; its length is the provision in force on `on`, a day that is not counted itself.

    Raises RuleError where the rulebook has no such period on that day, ClockError where a clock of this name is open on `ref`.
    """
    _in_transaction()
    if Deadline.objects.filter(ref=ref, name=name, stopped_on__isnull=True).exists():
        raise ClockError(f"{ref} has an open clock {name!r} already")
    deadline = Deadline(ref=ref, name=name, **_counted(provision_key, on), changed_by=actor)
    deadline.save(force_insert=True)
    return deadline


@dataclass(frozen=True, slots=True)
class Start:
    """One clock about to start, as `start` is told of it."""

    ref: str
    name: str
    provision: str
    on: date


def start_many(starts: Iterable[Start], actor: str) -> list[Deadline]:
    """Start these clocks as `start` does one; none of their records may have an open clock of that name, which the database holds.

    What is answered has no keys of its own. Raises RuleError, and IntegrityError for an open clock of the same name.
    """
    _in_transaction()
    counted: dict[tuple[str, date], dict[str, Any]] = {}
    deadlines = []
    for one in starts:
        if (one.provision, one.on) not in counted:
            counted[one.provision, one.on] = _counted(one.provision, one.on)
        deadlines.append(Deadline(ref=one.ref, name=one.name, **counted[one.provision, one.on], changed_by=actor))
    rows.insert(Deadline, deadlines)
    return deadlines


def _counted(provision_key: str, on: date) -> dict[str, Any]:
    """What the rulebook says of a clock that starts on this day."""
    due = rulebook.due(provision_key, on)
    provision = due.provision
    return {
        "provision": provision.key,
        "provision_since": provision.since,
        "book_sha": provision.book_sha,
        "citation": provision.cite("id"),
        "citation_en": provision.cite("en"),
        "length": provision.length,
        "unit": provision.unit,
        "since": on,
        "due_on": due.date,
        "provisional": due.provisional,
        "calendar_sha": book().calendar_sha,
        "alert_on": alarm.near_from(due.date),
    }


def start_until(ref: str, name: str, due_on: date, on: date, actor: str) -> Deadline:
    """Start a clock whose last day a person named: no rule stands behind it, and no calendar moves it.

    Raises ClockError where a clock of this name is open on `ref`, or where `due_on` does not lie after `on`.
    """
    _in_transaction()
    if Deadline.objects.filter(ref=ref, name=name, stopped_on__isnull=True).exists():
        raise ClockError(f"{ref} has an open clock {name!r} already")
    if due_on <= on:
        raise ClockError(f"{due_on} does not lie after {on}")
    return Deadline.objects.create(
        ref=ref,
        name=name,
        provision="",
        provision_since=on,
        book_sha="",
        citation="",
        citation_en="",
        length=(due_on - on).days,
        unit="calendar_day",
        since=on,
        due_on=due_on,
        provisional=False,
        calendar_sha=book().calendar_sha,
        changed_by=actor,
        alert_on=alarm.near_from(due_on),
    )


def exchange(deadline: Deadline, provision_key: str, on: date, actor: str) -> Deadline:
    """Stop a clock on `on` because another period applies, and start that one from the day on which the old one had begun.

    What pauses and extensions added goes along. A clock that rests stays at rest. Raises as `start`, and ClockError for a stopped one.
    """
    old = _open(deadline)
    rested_since = old.paused_on
    stop(old, on, actor)
    new = start(old.ref, old.name, provision_key, old.since, actor)
    fields = ("extended_by", "extension_reason")
    new.extra, new.extended_by, new.extension_reason = _locked(old).extra, *(getattr(old, name) for name in fields)
    if rested_since is not None:
        new.state, new.paused_on = Deadline.State.PAUSED, on
    _count(new)
    _save(new, actor)
    return new


def stop(deadline: Deadline, on: date, actor: str) -> Deadline:
    """The duty is met, or no longer owed, since `on`. A clock that is stopped already stays as it is."""
    deadline = _locked(deadline)
    if deadline.state != Deadline.State.STOPPED:
        _not_before(deadline.since, on)
        if deadline.paused_on is not None:
            _add_pause(deadline, deadline.paused_on, on)
        deadline.state = Deadline.State.STOPPED
        deadline.paused_on = deadline.alert_on = None
        deadline.stopped_on = on
        _save(deadline, actor)
    return deadline


def stop_unpaused(deadlines: QuerySet[Deadline], on: date, actor: str) -> int:
    """As `stop`, for many that run and began on `on` at the latest, in one statement; how many."""
    _in_transaction()
    running = deadlines.filter(state=Deadline.State.RUNNING, since__lte=on)
    return running.update(state=Deadline.State.STOPPED, stopped_on=on, alert_on=None, changed_by=actor)


def pause(deadline: Deadline, on: date, actor: str) -> Deadline:
    """The clock rests from `on`; a clock that rests already stays as it is. Raises ClockError for a stopped one."""
    deadline = _open(deadline)
    if deadline.state == Deadline.State.RUNNING:
        _not_before(deadline.since, on)
        deadline.state = Deadline.State.PAUSED
        deadline.paused_on = on
        _save(deadline, actor)
    return deadline


def resume(deadline: Deadline, on: date, actor: str) -> Deadline:
    """The clock goes on from `on`, and the date moves by the days it rested. A running one stays as it is; ClockError for a stopped one."""
    deadline = _open(deadline)
    if deadline.paused_on is not None:
        _not_before(deadline.paused_on, on)
        _add_pause(deadline, deadline.paused_on, on)
        deadline.state = Deadline.State.RUNNING
        deadline.paused_on = None
        _save(deadline, actor)
    return deadline


def extend(deadline: Deadline, days: int, reason: str, actor: str) -> Deadline:
    """Give `days` more, in the clock's own unit (calendar days where that is the month), for a `Reason`.

    Raises ClockError for a stopped clock, fewer than one day, or an unknown reason. Extending again adds to what was given.
    """
    deadline = _open(deadline)
    if days < 1:
        raise ClockError("an extension is at least one day")
    if reason not in Reason.values:
        raise ClockError(f"unknown reason {reason!r}")
    deadline.extra += days
    deadline.extended_by += days
    deadline.extension_reason = reason
    _count(deadline)
    _save(deadline, actor)
    return deadline


def count_from(deadline: Deadline, on: date, actor: str) -> Deadline:
    """The duty began on another day than was thought: count anew from `on`, by the rule in force then; also where it is met already.

    Raises RuleError where the rulebook has no such period on that day, ClockError for a day after the one on which it stopped or rested.
    """
    deadline = _locked(deadline)
    ended = deadline.stopped_on or deadline.paused_on
    if ended is not None:
        _not_before(on, ended)
    provision = rulebook.due(deadline.provision, on).provision
    deadline.provision_since, deadline.book_sha = provision.since, provision.book_sha
    deadline.citation, deadline.citation_en = provision.cite("id"), provision.cite("en")
    deadline.length, deadline.unit, deadline.since = provision.length, provision.unit, on
    deadline.level = alarm.Level.QUIET
    _count(deadline)
    if deadline.state == Deadline.State.STOPPED:
        deadline.alert_on = None
    _save(deadline, actor)
    return deadline


def recompute() -> int:
    """Count open clocks again whose date was found with an older calendar; stopped ones never change. Returns how many dates moved.

    Safe to call at any time: clocks that know today's calendar are left alone.
    """
    moved = 0
    while batch := _stale():
        with transaction.atomic():
            moved += _recompute(batch)
    return moved


def announce(today: date) -> int:
    """Publish what running clocks have to say today, each level once; returns how many events went out."""
    said = 0
    while batch := list(_alerting(today).values_list("pk", flat=True)[:_BATCH]):
        with transaction.atomic():
            said += _announce(batch, today)
    return said


def _in_transaction() -> None:
    if not connection.in_atomic_block:
        raise ClockError("clocks are turned inside the transaction that says why")


def _locked(deadline: Deadline) -> Deadline:
    _in_transaction()
    return Deadline.objects.select_for_update().get(pk=deadline.pk)


def _open(deadline: Deadline) -> Deadline:
    deadline = _locked(deadline)
    if deadline.state == Deadline.State.STOPPED:
        raise ClockError(f"the clock {deadline.name!r} of {deadline.ref} has stopped")
    return deadline


def _not_before(earliest: date, on: date) -> None:
    if on < earliest:
        raise ClockError(f"{on} lies before {earliest}")


def _add_pause(deadline: Deadline, paused_on: date, on: date) -> None:
    """Add the days rested, and count the date again. As at the start, the day on which the clock goes on is not counted."""
    if deadline.unit == "working_day":
        deadline.extra += rulebook.calendar().between(paused_on, on)
    else:
        deadline.extra += (on - paused_on).days
    _count(deadline)


def _count(deadline: Deadline) -> None:
    """Find the date anew from start, length and extra, with today's calendar."""
    calendar = rulebook.calendar()
    if deadline.unit == "month":
        due = calendar.add(deadline.since, deadline.length, "month")
        due_on, provisional = due.date + timedelta(days=deadline.extra), due.provisional
    else:
        due = calendar.add(deadline.since, deadline.length + deadline.extra, deadline.unit)
        due_on, provisional = due.date, due.provisional
    if due_on > deadline.due_on:  # what was announced was about a day that no longer counts
        deadline.level = alarm.Level.QUIET
    deadline.due_on, deadline.provisional, deadline.calendar_sha = due_on, provisional, book().calendar_sha
    deadline.alert_on = alarm.next_alert(alarm.Level(deadline.level), due_on)


def _save(deadline: Deadline, actor: str) -> None:
    deadline.changed_by = actor
    deadline.save()


def _stale() -> list[int]:
    known = book().calendar_sha
    # Two ranges and not "differs from": so the index answers at once when nothing is stale, which is nearly always.
    older = Q(calendar_sha__lt=known) | Q(calendar_sha__gt=known)
    return list(Deadline.objects.filter(older, stopped_on__isnull=True).values_list("pk", flat=True)[:_BATCH])


def _recompute(batch: Iterable[int]) -> int:
    moved: list[DeadlineMoved] = []
    for deadline in Deadline.objects.select_for_update().filter(pk__in=batch, stopped_on__isnull=True).order_by("pk"):
        was = deadline.due_on
        _count(deadline)
        deadline.save()
        if deadline.due_on != was:
            moved.append(DeadlineMoved(deadline.ref, deadline.name, deadline.due_on, was))
    for event in moved:
        events.publish(event)
    if moved:
        facts = {"calendar": book().calendar_sha, "moved": [[event.ref, event.name, event.was_due_on, event.due_on] for event in moved]}
        ledger.append("clocks.recomputed", f"calendar:{book().calendar_sha[:16]}", facts, actor="system")
    return len(moved)


def _announce(batch: Iterable[int], today: date) -> int:
    said = 0
    for deadline in _alerting(today).select_for_update().filter(pk__in=batch).order_by("pk"):
        level = alarm.reached(deadline.due_on, today)
        if level > deadline.level:
            deadline.level = level
            if level is alarm.Level.NEAR:
                events.publish(DeadlineNear(deadline.ref, deadline.name, deadline.due_on))
            else:
                events.publish(DeadlineMissed(deadline.ref, deadline.name, deadline.due_on, level - alarm.Level.MISSED))
            said += 1
        deadline.alert_on = alarm.next_alert(alarm.Level(deadline.level), deadline.due_on)
        deadline.save(update_fields=["level", "alert_on"])
    return said


def _alerting(today: date) -> QuerySet[Deadline]:
    return Deadline.objects.filter(state=Deadline.State.RUNNING, alert_on__lte=today)
