"""What this engine does when it hears of cases."""

from amanah.engines.cases.events import CaseUnassigned
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import may_see
from amanah.engines.reports import regimes
from amanah.engines.reports.custody import CUSTODY, KINDS
from amanah.engines.reports.services import handling
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import custody as vault_custody
from amanah.kernel import events


def take_key(event: CaseUnassigned) -> None:
    """Who no longer works on a report and does not see it by role loses its keys, in the same transaction."""
    if event.kind not in regimes.kinds():
        return
    viewer = Viewer.of(Account.objects.get(pk=event.account_id))
    if not may_see(viewer, event.case_id):
        handling.take_keys(Case.objects.get(pk=event.case_id), viewer.actor, actor=event.actor)


def listen() -> None:
    """Called once, when the engine is installed."""
    events.subscribe(CaseUnassigned, take_key, inside=True)
    vault_custody.register(CUSTODY, *KINDS)
