"""What this room does when it hears of cases."""

from amanah.foundation.clocks import tick
from amanah.foundation.threads import visibility
from amanah.foundation.vault import custody as vault_custody
from amanah.foundation.vault.events import KeysWanted
from amanah.kernel import events
from amanah.rooms.whistleblowing import telling
from amanah.rooms.whistleblowing.custody import CUSTODY, KINDS
from amanah.rooms.whistleblowing.services import identity


def listen() -> None:
    """Called once, when the room is installed."""
    for happened in telling.OF_EVENTS:
        events.subscribe(happened, telling.recovery_heard)
    tick.register("whistleblowing.identity", lambda _moment: identity.tell())
    events.subscribe(KeysWanted, telling.keys_wanted)
    vault_custody.register(CUSTODY, *KINDS)
    visibility.register("recovery-call", telling.calls_seen, telling.name_calls)
    visibility.register("keys-wanted", telling.wishes_seen, telling.name_wishes)
