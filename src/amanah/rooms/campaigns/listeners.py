"""What this room hears, and what it answers others."""

from amanah.engines.proofs import owners
from amanah.engines.proofs import roles as proofs
from amanah.foundation.threads import visibility
from amanah.rooms.campaigns import nodes, proving
from amanah.rooms.campaigns.roles import MANAGER


def listen() -> None:
    """Called once, when the room is installed."""
    for kind, (sieve, describe) in nodes.KINDS.items():
        visibility.register(kind, sieve, describe)
    for kind, (may_attach, describe_for) in proving.KINDS.items():
        owners.register(kind, may_attach, describe_for)
    proofs.admit(MANAGER.key)
