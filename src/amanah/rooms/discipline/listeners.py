"""What this room does when it hears of cases."""

from amanah.engines.cases import leading
from amanah.engines.cases.events import CaseUnassigned
from amanah.engines.cases.queries import may_see
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.vault import custody as vault_custody
from amanah.foundation.vault import services as vault
from amanah.kernel import events
from amanah.rooms.discipline import queries
from amanah.rooms.discipline.custody import PREFIX, DisciplineCustody
from amanah.rooms.discipline.papers import record_of
from amanah.rooms.discipline.workflow import DISCIPLINE


def take_key(event: CaseUnassigned) -> None:
    """Who no longer examines a case and does not see it by role loses its key, in the same transaction."""
    if event.kind != DISCIPLINE.key:
        return
    viewer = Viewer.of(Account.objects.get(pk=event.account_id))
    if not may_see(viewer, event.case_id):
        vault.drop_holder(record_of(event.case_id), viewer.actor, actor=event.actor)


def listen() -> None:
    """Called once, when the room is installed."""
    events.subscribe(CaseUnassigned, take_key, inside=True)
    vault_custody.register(DisciplineCustody(), PREFIX)
    leading.register_next(leading.Next("discipline", queries.BEGIN, "discipline_desk:start", queries.led_to))
