"""What the recovery key opens of a shared matter is an opening like any other: it ends, and everybody hears of it.

Apart from the other verbs, so that the vault's own recovery can use it without going in a circle.
"""

from collections.abc import Collection
from datetime import timedelta
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault.models import Wrap
from amanah.foundation.vault.quorum import queries
from amanah.foundation.vault.quorum.events import OpeningBegan
from amanah.foundation.vault.quorum.models import Opening, Quorum
from amanah.kernel import clock, events


def opened_by_recovery(records: Collection[str], account: Account, *, actor: str) -> None:
    """Note which shared matters a recovery has opened for `account`, and until when."""
    rows = Wrap.objects.filter(record__in=list(records), holder__startswith=queries.PREFIX)
    ids = {holder.removeprefix(queries.PREFIX) for holder in rows.values_list("holder", flat=True)}
    until = clock.today() + timedelta(days=queries.rule().days)
    for quorum in Quorum.objects.filter(pk__in=ids, retired_on=None):
        with transaction.atomic():
            opening = queries.live(quorum, account.pk) or Opening(id=uuid4(), quorum=quorum, asker=account, asked_on=clock.today())
            opening.state, opening.until, opening.by_recovery = Opening.State.OPEN, until, True
            opening.save()
            events.publish(OpeningBegan(quorum.matter, actor))
            facts = {"opening": opening.ref, "by": "recovery", "for": f"account:{account.pk}", "until": until}
            ledger.append("vault.quorum_opened", quorum.matter, facts, actor=actor)
