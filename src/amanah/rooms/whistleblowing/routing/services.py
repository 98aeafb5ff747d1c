"""Making and ending rules; each stands in the ledger."""

from uuid import uuid4

from django.db import transaction
from django.db.models import Max

from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.whistleblowing.routing.models import RoutingRule


def add(target: str, *, topic: str, unit: Unit | None, about: str, viewer: Viewer) -> RoutingRule:
    """Add a rule behind those there are. It needs a topic or a unit."""
    with transaction.atomic():
        order = (RoutingRule.objects.aggregate(last=Max("order"))["last"] or 0) + 1
        rule = RoutingRule(
            id=uuid4(), order=order, topic=topic, unit=unit, about=about, target=target, since=clock.today(), made_by=viewer.account
        )
        rule.save(force_insert=True)
        facts = {"topic": topic, "unit": str(unit.pk) if unit else "", "about": about, "target": target, "day": rule.since}
        ledger.append("routing.rule_added", rule.ref, facts, actor=viewer.actor)
    return rule


def end(rule: RoutingRule, *, viewer: Viewer) -> None:
    """End a rule. Raises Refused("decided") for one that has ended."""
    with transaction.atomic():
        if not RoutingRule.objects.filter(pk=rule.pk, ended_on=None).update(ended_on=clock.today()):
            raise Refused("decided")
        ledger.append("routing.rule_ended", rule.ref, {"day": clock.today()}, actor=viewer.actor)
