"""Old matters whose time is over: three destroyed with a certificate, some waiting for approval, the rest due."""

from datetime import timedelta

from amanah.cli.demo.later import Stage
from amanah.engines.cases.queries import visible
from amanah.engines.retention import queries, services
from amanah.engines.retention.models import Batch, Item
from amanah.engines.retention.queries import Due
from amanah.foundation.access import services as access
from amanah.foundation.organisation import queries as organisation

ROUTE = "inspectorate"
DESTROYED, WAITING = 3, 4
APPRAISED, GIVEN = 40, 90
"""Days before today: when the first batch was made, and when the roles were given."""


def seed(stage: Stage) -> None:
    """Ratri appraises, Laras approves; both see every case of their office."""
    root = organisation.root()
    if root is None or Batch.objects.exists():
        return
    with stage.at(stage.today - timedelta(days=GIVEN)):
        access.grant_role(stage.account("ratri"), "retention.officer", root)
        access.grant_role(stage.account("laras"), "retention.approver", root)
    with stage.at(stage.today - timedelta(days=APPRAISED)):
        first = _batch(stage, DESTROYED, kept=0)
        if first is not None:
            services.approve(first, viewer=stage.viewer("laras"))
            services.carry_out()
    with stage.at(stage.today - timedelta(days=2)):
        _batch(stage, WAITING, kept=1)


def _batch(stage: Stage, size: int, *, kept: int) -> Batch | None:
    """A proposed batch of the oldest due cases; `kept` of them are kept for ever."""
    ratri = stage.viewer("ratri")
    chosen: list[Due] = [found for found in queries.due(ratri) if found.case.route == ROUTE and not found.held][:size]
    if not chosen or not all(visible(stage.viewer("laras")).filter(pk=found.case.pk).exists() for found in chosen):
        return None
    batch = services.begin(ratri, [found.case.pk for found in chosen])
    for place, item in enumerate(batch.items.all()):
        verdict, reason = (Item.Verdict.KEEP, Item.Reason.HISTORY) if place < kept else (Item.Verdict.DESTROY, Item.Reason.SPENT)
        services.appraise(item, verdict, reason, viewer=ratri)
    services.propose(batch, viewer=ratri)
    return batch
