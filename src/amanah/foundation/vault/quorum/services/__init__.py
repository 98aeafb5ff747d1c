"""The verbs of shared keys."""

from amanah.foundation.vault.quorum.services.ending import end, lapse
from amanah.foundation.vault.quorum.services.opening import ask, contribute, open_now, reason
from amanah.foundation.vault.quorum.services.sharing import drop_share, move_share, resplit
from amanah.foundation.vault.quorum.services.splitting import PreparedQuorum, prepare, set_rule, store

__all__ = [
    "PreparedQuorum",
    "ask",
    "contribute",
    "drop_share",
    "end",
    "lapse",
    "move_share",
    "open_now",
    "prepare",
    "reason",
    "resplit",
    "set_rule",
    "store",
]
