"""Who works on a case, and who must not."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from amanah.engines.cases.events import CaseAssigned, CaseUnassigned
from amanah.engines.cases.models import Assignment, Case, Recusal, SubjectTag
from amanah.engines.cases.queries.visible import not_hidden, stands_aside
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import Mover, actor_of, holds
from amanah.engines.cases.services.locking import count_change, lock
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock, events


@transaction.atomic
def assign(case: Case, account: Account, *, viewer: Mover, day: date | None = None, facts: Mapping[str, Any] | None = None) -> Assignment:
    """Give a case to somebody.

    Raises:
        Refused: "not_found", "closed", "role" (of who assigns), "recused", "excluded", "unfit" or "assigned" (of who is to get it).
    """
    lock(case, viewer)
    if not isinstance(viewer, str) and not holds(viewer, case.declared.may_assign(case.route), case):
        raise Refused("role")
    if case.closed_on is not None:
        raise Refused("closed")
    refusal = unfitness(case, account)
    if refusal is not None:
        raise refusal
    return _give(case, account, day or clock.today(), actor_of(viewer), facts or {})


@transaction.atomic
def succeed(case: Case, leaver: Account, successor: Account, *, viewer: Viewer, day: date | None = None) -> None:
    """Pass a case from one handler to the next in one act. Who leaves may do it for their own, besides whoever assigns.

    The successor's assignment begins before the leaver's ends, so that the case is never without a handler.

    Raises:
        Refused: "not_found", "closed", "role", "unassigned" (the leaver does not handle it), and why it cannot be the successor:
            "recused", "excluded" or "unfit".
    """
    lock(case, viewer)
    if viewer.account.pk != leaver.pk and not holds(viewer, case.declared.may_assign(case.route), case):
        raise Refused("role")
    if case.closed_on is not None:
        raise Refused("closed")
    ending = case.assignments.filter(account=leaver, until__isnull=True).first()
    if ending is None:
        raise Refused("unassigned")
    day = day or clock.today()
    refusal = unfitness(case, successor)
    if refusal is None:
        _give(case, successor, day, viewer.actor, {})
    elif refusal.code != "assigned":
        raise refusal
    count_change(case)
    case.save(update_fields=["changes"])
    end(case, ending, "succeeded", day, viewer.actor)
    facts = {"account": str(leaver.pk), "because": "succeeded", "successor": str(successor.pk), "day": day}
    ledger.append("case.unassigned", case.ref, facts, actor=viewer.actor)


@transaction.atomic
def unassign(case: Case, account: Account, *, viewer: Mover, day: date | None = None) -> None:
    """Take a case from somebody; who has it may also give it back.

    Raises:
        Refused: "not_found", "role" or "unassigned".
    """
    lock(case, viewer)
    own = not isinstance(viewer, str) and viewer.account.pk == account.pk
    if not isinstance(viewer, str) and not own and not holds(viewer, case.declared.may_assign(case.route), case):
        raise Refused("role")
    assignment = case.assignments.filter(account=account, until__isnull=True).first()
    if assignment is None:
        raise Refused("unassigned")
    day, actor = day or clock.today(), actor_of(viewer)
    count_change(case)
    case.save(update_fields=["changes"])
    end(case, assignment, "released", day, actor)
    ledger.append("case.unassigned", case.ref, {"account": str(account.pk), "because": "released", "day": day}, actor=actor)


@transaction.atomic
def recuse(case: Case, *, viewer: Viewer, day: date | None = None) -> None:
    """Step back from a case for good: it is hidden from this person from now on, and whoever assigns is told.

    Raises:
        Refused: "not_found", also after having stepped back already.
    """
    lock(case, viewer)
    day = day or clock.today()
    for assignment in case.assignments.filter(account=viewer.account, until__isnull=True):
        end(case, assignment, "recused", day, viewer.actor)
    Recusal.objects.create(case=case, account=viewer.account, day=day, position=count_change(case))
    case.save(update_fields=["changes"])
    ledger.append("case.recused", case.ref, {"account": str(viewer.account.pk), "day": day}, actor=viewer.actor)


@transaction.atomic
def tag_subject(case: Case, tags: Iterable[bytes], *, viewer: Mover, day: date | None = None) -> tuple[UUID, ...]:
    """Add subjects. Handlers who thereby become excluded lose the case at once; answers their accounts.

    Raises:
        Refused: "not_found" or "role".
    """
    lock(case, viewer)
    if not isinstance(viewer, str) and not works_on(viewer, case):
        raise Refused("role")
    day, actor = day or clock.today(), actor_of(viewer)
    new = sorted(set(tags) - {bytes(tag) for tag in case.tags.values_list("tag", flat=True)})
    SubjectTag.objects.bulk_create(SubjectTag(case=case, tag=tag) for tag in new)
    count_change(case)
    case.save(update_fields=["changes"])
    removed = _remove_excluded(case, day, actor)
    ledger.append("case.subjects", case.ref, {"added": len(new), "removed": [str(account) for account in removed], "day": day}, actor=actor)
    return removed


def recheck_exclusions(person_id: UUID | None = None) -> int:
    """Take cases from handlers who have become excluded by a post taken up since, or who declared an interest; answers how many.

    What they may see changes by itself, the moment the post begins; this ends their assignments, so that keys are taken away too.
    Safe to repeat.
    """
    current = Assignment.objects.filter(until__isnull=True).select_related("account")
    if person_id is not None:
        current = current.filter(account__person_id=person_id)
    held: dict[Account, list[UUID]] = {}
    for assignment in current:
        held.setdefault(assignment.account, []).append(assignment.case_id)
    ended = 0
    for account, case_ids in held.items():
        free = Case.objects.filter(not_hidden(Viewer.of(account)), pk__in=case_ids).values_list("pk", flat=True)
        for case_id in set(case_ids) - set(free):
            ended += _end_excluded(case_id)
    return ended


@transaction.atomic
def _end_excluded(case_id: UUID) -> int:
    case = Case.objects.select_for_update().get(pk=case_id)
    day = clock.today()
    removed = _remove_excluded(case, day, "system")
    if removed:
        count_change(case)
        case.save(update_fields=["changes"])
        ledger.append("case.excluded", case.ref, {"removed": [str(account) for account in removed], "day": day}, actor="system")
    return len(removed)


def unfitness(case: Case, account: Account) -> Refused | None:
    """Why this account cannot be given the case, or None."""
    person = Viewer.of(account)
    if case.recusals.filter(account=account).exists():
        return Refused("recused")
    if not Case.objects.filter(not_hidden(person), pk=case.pk).exists():
        return Refused("excluded")
    if not (account.may_sign_in() if case.declared.by_appointment else holds(person, case.declared.may_handle(case.route), case)):
        return Refused("unfit")
    if case.assignments.filter(account=account, until__isnull=True).exists():
        return Refused("assigned")
    return None


def works_on(viewer: Viewer, case: Case) -> bool:
    """Whether the viewer handles the case or hands it out."""
    if case.assignments.filter(account=viewer.account, until__isnull=True).exists():
        return True
    return holds(viewer, case.declared.may_assign(case.route), case)


def _remove_excluded(case: Case, day: date, actor: str) -> tuple[UUID, ...]:
    removed = []
    for assignment in case.assignments.filter(until__isnull=True).select_related("account"):
        viewer = Viewer.of(assignment.account)
        if not Case.objects.filter(not_hidden(viewer), pk=case.pk).exists():
            end(case, assignment, "interest" if stands_aside(viewer, case) else "excluded", day, actor)
            removed.append(assignment.account_id)
    return tuple(removed)


def _give(case: Case, account: Account, day: date, actor: str, facts: Mapping[str, Any]) -> Assignment:
    assignment = Assignment.objects.create(case=case, account=account, since=day, assigned_by=actor, position=count_change(case))
    case.save(update_fields=["changes"])
    events.publish(CaseAssigned(case.id, case.kind, actor, account.pk))
    ledger.append("case.assigned", case.ref, {**facts, "account": str(account.pk), "day": day}, actor=actor)
    return assignment


def end(case: Case, assignment: Assignment, because: str, day: date, actor: str) -> None:
    """End one assignment, in the transaction of whatever ends it."""
    assignment.until = max(day, assignment.since)
    assignment.ended_because = because
    assignment.save(update_fields=["until", "ended_because"])
    events.publish(CaseUnassigned(case.id, case.kind, actor, assignment.account_id, because))
