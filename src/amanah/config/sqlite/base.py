"""SQLite with turns: transactions of one process begin in the order in which they asked, instead of knocking until one is let in.

SQLite lets one transaction write at a time. Whoever finds it busy sleeps and knocks again, up to a tenth of a second later, and nobody
is sure to be next: of hundreds of people who save at the same moment one may be out of luck until the time-out. Here a thread waits
for its turn and only then knocks, so that it competes with other processes alone. What is written outside a transaction knocks as ever.
"""

import os
import threading
import time
from collections import deque
from typing import Final

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

LONGEST: Final = 100.0
"""Seconds that somebody waits for a turn: less than the front waits for an answer."""
KNOCK: Final = 0.12
"""Seconds: a little longer than whoever waits for another process sleeps between two knocks."""
BUSY: Final = 0.5
"""Seconds for which a process that gives way may keep the others waiting before it leaves the next gap."""


class Turns:
    """A lock that is given out in the order in which it was asked for."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def take(self, seconds: float) -> bool:
        """Wait for one's turn, so long at most; whether it came."""
        with self._lock:
            if not self._taken:
                self._taken = True
                return True
            mine = threading.Event()
            self._waiting.append(mine)
        if mine.wait(seconds):
            return True
        with self._lock:
            if mine.is_set():  # it came at the last moment
                return True
            self._waiting.remove(mine)
        return False

    def give(self) -> None:
        """Let the next one in."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_turns: dict[str, Turns] = {}
_making = threading.Lock()


def turns(name: str) -> Turns:
    """Those of one database file in this process."""
    with _making:
        return _turns.setdefault(name, Turns())


# Whoever held a turn in the parent does not exist in the child.
os.register_at_fork(after_in_child=_turns.clear)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, which takes a turn for each transaction and gives it back when that ends, however it ends."""

    gives_way = False
    """Whether this process is in no hurry: it leaves gaps between its transactions, long enough for others to come in."""

    _turn: Turns | None = None
    _gap_ended = 0.0

    def _start_transaction_under_autocommit(self) -> None:
        self._done()
        mine = turns(str(self.settings_dict["NAME"]))
        if not mine.take(LONGEST):
            raise OperationalError("database is locked: no turn came")
        self._turn = mine
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # the stubs do not know it
        except BaseException:
            self._done()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._done()
        if self.gives_way and time.monotonic() - self._gap_ended > BUSY:
            time.sleep(KNOCK)
            self._gap_ended = time.monotonic()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._done()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._done()

    def _done(self) -> None:
        mine, self._turn = self._turn, None
        if mine is not None:
            mine.give()
