"""How long names stand on the lists of campaigns: whoever was reached, and whoever confirmed having read. The numbers stay."""

from datetime import date
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from amanah.engines.retention.schedule import Lists
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.campaigns.models import Reached, Reading

KEPT: Final = "retention.campaign_lists"


@transaction.atomic
def release(day: date) -> int:
    """Take the names off lists that were written, and messages that had to be read, before that day; how many names."""
    reached = Reached.objects.filter(person__isnull=False, day__lt=day).update(person=None)
    read = Reading.objects.filter(person__isnull=False, circular__due_on__lt=day).update(person=None)
    if reached or read:
        facts = {"reached": reached, "read": read, "before": day}
        ledger.append("campaign_lists.released", f"campaign-lists:{clock.today()}", facts, actor="system")
    return reached + read


LINE: Final = Lists("campaigns.lists", _("Daftar nama kampanye dan tanda baca"), KEPT, release)
