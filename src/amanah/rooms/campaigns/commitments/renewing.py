"""Commitments hold for one year. In a new one, units that signed the year before are proposed to whoever asks for signatures."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import queries as entries
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.campaigns.commitments import declare, queries, telling
from amanah.rooms.campaigns.commitments.models import Commitment
from amanah.rooms.campaigns.roles import MANAGER


def lapsed(year: int) -> QuerySet[Commitment]:
    """Last year's signatures of units that were not asked for this year's."""
    asked = Commitment.objects.filter(unit=OuterRef("unit"), year=year)
    signed = Commitment.objects.filter(year=year - 1, state__in=[declare.SIGNED, declare.WITNESSED])
    return signed.filter(~Exists(asked)).select_related("unit")


def renewable(viewer: Viewer) -> list[Unit]:
    """The units that the viewer may ask now and that signed last year."""
    wanted = set(lapsed(clock.today().year).values_list("unit_id", flat=True))
    return [unit for unit in queries.askable(viewer) if unit.pk in wanted] if wanted else []


@transaction.atomic
def propose() -> int:
    """Once a year, tell managers whose units' commitments are to be renewed; how many units. Again in the same year: nothing."""
    year = clock.today().year
    ref = f"commitment-year:{year}"
    found = list(lapsed(year))
    if not found or queries.in_force() is None or entries.entries(ref):
        return 0
    for account in Account.objects.filter(pk__in=telling.managers()).select_related("person").order_by("pk"):
        viewer = Viewer.of(account)
        mine = [one for one in found if viewer.has(MANAGER.key, one.unit)]
        if mine:
            telling.renewal(account, mine[0], year)
    ledger.append("commitment_year.proposed", ref, {"year": year, "units": len(found)}, actor="system")
    return len(found)
