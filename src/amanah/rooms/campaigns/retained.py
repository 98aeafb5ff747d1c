"""How long names stand on the lists of campaigns: whoever was reached, and whoever confirmed having read. The numbers stay."""

from collections import defaultdict
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.retention.schedule import Lists
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.campaigns.models import Nameless, Reached, Reading

KEPT: Final = "retention.campaign_lists"


@transaction.atomic
def release(day: date) -> int:
    """Take the names off lists that were written, and messages that had to be read, before that day; how many names."""
    _count(day)
    reached = Reached.objects.filter(person__isnull=False, day__lt=day).update(person=None)
    read = Reading.objects.filter(person__isnull=False, circular__due_on__lt=day).update(person=None)
    if reached or read:
        facts = {"reached": reached, "read": read, "before": day}
        ledger.append("campaign_lists.released", f"campaign-lists:{clock.today()}", facts, actor="system")
    return reached + read


def _count(day: date) -> None:
    """Keep how many different people are about to lose their names; whoever stands on a later list of the campaign is counted there."""
    listed = Reached.objects.filter(person__isnull=False)
    going = listed.filter(day__lt=day)
    columns = ("activity__campaign", "unit", "person")
    staying = set(listed.filter(day__gte=day, activity__campaign__in=going.values("activity__campaign")).values_list(*columns))
    staying_at_all = {(campaign, person) for campaign, _unit, person in staying}
    units: dict[tuple[UUID, UUID | None], set[UUID]] = defaultdict(set)
    whole: dict[UUID, set[UUID]] = defaultdict(set)
    for campaign, unit, person in set(going.values_list(*columns)):
        if (campaign, unit, person) not in staying:
            units[campaign, unit].add(person)
        if (campaign, person) not in staying_at_all:
            whole[campaign].add(person)
    for (campaign, unit), people in units.items():
        _add(campaign, unit, len(people), whole=False)
    for campaign, people in whole.items():
        _add(campaign, None, len(people), whole=True)


def _add(campaign: UUID, unit: Any, people: int, *, whole: bool) -> None:
    kept, made = Nameless.objects.get_or_create(campaign_id=campaign, unit_id=unit, whole=whole, defaults={"people": people})
    if not made:
        kept.people += people
        kept.save(update_fields=["people"])


LINE: Final = Lists("campaigns.lists", _("Daftar nama kampanye dan tanda baca"), KEPT, release)
