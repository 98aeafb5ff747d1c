"""Writing down what does not conform: by hand, or out of an audit report."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import uuid4

from django.db import transaction

from amanah import rulebook
from amanah.engines.actions.sides import head_persons
from amanah.engines.engagements.criteria import clause_of
from amanah.engines.engagements.events import FindingReported
from amanah.engines.engagements.models import Finding
from amanah.engines.engagements.sides import auditees
from amanah.engines.risks import queries as risks
from amanah.engines.risks.models import Risk
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.organisation.models import Person, Unit
from amanah.foundation.threads import services as threads
from amanah.foundation.threads import visibility
from amanah.kernel import clock
from amanah.rooms.antibribery.audits.book import criteria as book
from amanah.rooms.antibribery.audits.kind import KEY, MAJOR
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.nonconformities import declare
from amanah.rooms.antibribery.nonconformities.models import TITLE, WORDS, Nonconformity
from amanah.rooms.antibribery.nonconformities.refusals import Refused
from amanah.rooms.antibribery.nonconformities.services.stepping import known, numbered, worded, write_step
from amanah.rooms.antibribery.queries.visible import function_of, may_keep


@dataclass(frozen=True)
class Seen:
    """What does not conform: where, how serious, against which clauses, and who answers for putting it right."""

    unit: Unit
    owner: Person
    title: str
    condition: str
    sort: str = "observation"
    grade: str = "minor"
    criteria: Sequence[str] = field(default_factory=tuple)
    risk: Risk | None = None


@transaction.atomic
def record(scope: Scope, seen: Seen, *, viewer: Viewer, source: str = "") -> Nonconformity:
    """Write down a nonconformity of a scope.

    Args:
        scope: a scope that the viewer keeps.
        seen: what does not conform.
        viewer: who carries the function of the scope.
        source: the record it arose from, such as a control test, which the viewer must be able to see.

    Raises:
        Refused: "scope", "unit", "code", "words", "criteria", "risk" or "source".
    """
    person = viewer.person
    if person is None or not (may_keep(viewer, scope.unit) or person.pk in function_of(scope)):
        raise Refused("scope")
    if source and (source.startswith("case:") or not visibility.may_see(viewer, source)):
        raise Refused("source")
    if seen.risk is not None and not risks.visible(viewer).filter(pk=seen.risk.pk).exists():
        raise Refused("risk")
    return _open(scope, seen, viewer.account, source)


def reported(event: FindingReported) -> None:
    """A finding of an internal audit that is owed becomes a nonconformity. Runs inside the transaction that issued the report."""
    if event.kind != KEY or not event.owed:
        return
    finding = Finding.objects.select_related("engagement", "unit").get(pk=event.finding_id)
    scope = Scope.objects.filter(ref=finding.engagement.scope).select_related("unit").first()
    if scope is None or Nonconformity.objects.filter(source=finding.ref).exists():
        return
    heads = sorted(head_persons([finding.unit_id])) or sorted(auditees(finding.engagement))
    if not heads:
        return
    grade = "major" if finding.grade == MAJOR else "minor"
    owner = Person.objects.get(pk=heads[0])
    seen = Seen(finding.unit, owner, finding.title, finding.condition, "audit", grade, finding.criteria)
    account = Account.objects.get(pk=event.actor.partition(":")[2])
    _open(scope, seen, account, finding.ref)


def _open(scope: Scope, seen: Seen, account: Account, source: str) -> Nonconformity:
    if not scope.unit.contains(seen.unit):
        raise Refused("unit")
    wanted = list(dict.fromkeys(seen.criteria))
    if len(book(wanted)) != len(wanted):
        raise Refused("criteria")
    one_id, today, actor = uuid4(), clock.today(), f"account:{account.pk}"
    one = Nonconformity(
        id=one_id,
        ref=f"nonconformity:{one_id}",
        scope=scope,
        unit=seen.unit,
        sort=known(seen.sort, declare.SORTS),
        source=source,
        grade=known(seen.grade, declare.GRADES),
        title=worded(seen.title)[:TITLE],
        condition=worded(seen.condition)[:WORDS],
        criteria=wanted,
        risk=seen.risk,
        owner=seen.owner,
        opened_by=account,
        opened_on=today,
    )
    one.repeats = earlier(one)
    numbered(one)
    clocks.start(one.ref, declare.CORRECT, declare.CORRECT_WITHIN, today, actor)
    if source:
        threads.link(one.ref, "arose_from", source, actor=actor)
    facts = {
        "number": one.number,
        "scope": scope.ref,
        "unit": str(one.unit_id),
        "owner": str(one.owner_id),
        "source": source,
        "grade": one.grade,
        "criteria": wanted,
        "repeats": one.repeats.number if one.repeats is not None else "",
    }
    write_step(one, "opened", account, source="", text=f"{one.title}\n{one.condition}", facts=facts)
    return one


def earlier(one: Nonconformity) -> Nonconformity | None:
    """The latest earlier one of the same clause in the same unit within the rulebook's period; None where there is none."""
    wanted = {clause_of(ref) for ref in one.criteria}
    before = Nonconformity.objects.filter(unit_id=one.unit_id).exclude(pk=one.pk)
    if not wanted:
        return None
    for past in before.order_by("-opened_on", "-pk"):
        if rulebook.due(declare.REPEATED_WITHIN, past.opened_on).date < one.opened_on:
            return None
        if wanted & {clause_of(ref) for ref in past.criteria}:
            return past
    return None
