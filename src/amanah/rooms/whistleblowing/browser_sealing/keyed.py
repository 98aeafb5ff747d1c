"""Keys as scripts read them."""

from collections.abc import Mapping
from typing import Any

from amanah.kernel import sealing
from amanah.rooms.whistleblowing.browser_sealing.answering import b64
from amanah.rooms.whistleblowing.services.filing import SealedFor


def plan(sealed_for: SealedFor, recovery: Mapping[str, bytes]) -> dict[str, Any]:
    """For whom one record is sealed: those who open it alone, and those who open it together, if any."""
    together = sealed_for.together
    shared = {"threshold": together.threshold, "lines": lines(together.holders, recovery)} if together else None
    return {"alone": lines(sealed_for.alone, recovery), "together": shared}


def lines(holders: Mapping[str, bytes], recovery: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Each key, and whether it is one that recovers."""
    return [
        {"holder": holder, "public": b64(key), "fingerprint": sealing.fingerprint(key), "recovery": holder in recovery}
        for holder, key in holders.items()
    ]
