"""What this room does when it hears of cases."""

from amanah.engines.cases.events import CaseUnassigned
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import may_see
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import tick
from amanah.foundation.threads import visibility
from amanah.foundation.vault import custody as vault_custody
from amanah.foundation.vault.events import KeysWanted
from amanah.kernel import events
from amanah.rooms.whistleblowing import telling
from amanah.rooms.whistleblowing.custody import CUSTODY, KINDS
from amanah.rooms.whistleblowing.services import handling, identity
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING


def take_key(event: CaseUnassigned) -> None:
    """Who no longer works on a report and does not see it by role loses its keys, in the same transaction."""
    if event.kind != WHISTLEBLOWING.key:
        return
    viewer = Viewer.of(Account.objects.get(pk=event.account_id))
    if not may_see(viewer, event.case_id):
        handling.take_keys(Case.objects.get(pk=event.case_id), viewer.actor, actor=event.actor)


def listen() -> None:
    """Called once, when the room is installed."""
    events.subscribe(CaseUnassigned, take_key, inside=True)
    for happened in telling.OF_EVENTS:
        events.subscribe(happened, telling.recovery_heard)
    tick.register("whistleblowing.identity", lambda _moment: identity.tell())
    events.subscribe(KeysWanted, telling.keys_wanted)
    vault_custody.register(CUSTODY, *KINDS)
    visibility.register("recovery-call", telling.calls_seen, telling.name_calls)
    visibility.register("keys-wanted", telling.wishes_seen, telling.name_wishes)
