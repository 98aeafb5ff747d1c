"""How crowded intake is, by its own work alone: no address, no cookie, nothing about whoever comes.

A crowd is never turned away. Beyond what the house does at ease it only asks each sender for a little patience or a little computing.
"""

import math
import threading
import time
from collections import deque
from typing import Final

from django.conf import settings

from amanah.foundation.vault import kdf

WINDOW: Final = 60.0
MOST: Final = 5
"""The highest level; 0 is calm."""


class Gauge:
    """Counts those who want to send a report in the last minute, in this process, in memory."""

    def __init__(self) -> None:
        self._moments: deque[float] = deque()
        self._lock = threading.Lock()

    def note(self) -> None:
        """Somebody wants to send; once per report, however often they come back."""
        with self._lock:
            self._forget()
            self._moments.append(time.monotonic())

    def level(self) -> int:
        """0 while calm; 1 at the limit, then one more each time the load doubles, up to MOST."""
        with self._lock:
            self._forget()
            wanting = len(self._moments)
        loads = [
            load * settings.AMANAH_PROCESSES / limit
            for load, limit in ((wanting, settings.AMANAH_CROWD_PER_MINUTE), (kdf.turnstile.waiting, settings.AMANAH_CROWD_QUEUE))
            if limit > 0
        ]
        highest = max(loads, default=0.0)
        return 0 if highest < 1 else min(MOST, 1 + int(math.log2(highest)))

    def _forget(self) -> None:
        earliest = time.monotonic() - WINDOW
        while self._moments and self._moments[0] < earliest:
            self._moments.popleft()


gauge = Gauge()
"""The one of this process; of several intake processes each takes its own load for its share of all."""
