"""How fast a partner may hand in complaints: a count of the last minute, in this process, in memory, and of the partner alone."""

import threading
import time
from collections import defaultdict, deque
from uuid import UUID

from amanah.rooms.complaints.exchange.models import ApiKey

_WINDOW = 60.0


class Pace:
    """Counts what each key handed in within the last minute."""

    def __init__(self) -> None:
        self._moments: dict[UUID, deque[float]] = defaultdict(deque)
        self._lock = threading.Lock()

    def take(self, key: ApiKey) -> bool:
        """Whether there is room for one more; it is counted then."""
        now = time.monotonic()
        with self._lock:
            moments = self._moments[key.pk]
            while moments and moments[0] < now - _WINDOW:
                moments.popleft()
            if len(moments) >= key.per_minute:
                return False
            moments.append(now)
            return True

    def forget(self) -> None:
        """Begin anew; for tests."""
        with self._lock:
            self._moments.clear()


pace = Pace()
"""The one of this process; with several intake processes each minds its own share."""
