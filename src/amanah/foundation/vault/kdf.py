"""Key derivation in turns: as many at once as there are cores for this process, the rest in a queue with a time limit.

Without the queue, forty reporters at once would each take forty times as long and forty times 32 MiB.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from amanah.foundation.vault.errors import Busy
from amanah.kernel.sealing import PRODUCTION_KDF, TEST_KDF, KdfParameters


class Turnstile:
    """Lets `slots` callers through at a time; whoever waits longer than `patience` seconds gets Busy."""

    def __init__(self, slots: int, patience: float) -> None:
        self._slots = threading.BoundedSemaphore(slots)
        self._patience = patience
        self._waiting = 0
        self._counting = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many wait for their turn now."""
        return self._waiting

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for a slot and hold it for the block. Raises Busy."""
        if not self._slots.acquire(blocking=False) and not self._wait():
            raise Busy
        try:
            yield
        finally:
            self._slots.release()

    def _wait(self) -> bool:
        self._count(1)
        try:
            return self._slots.acquire(timeout=self._patience)
        finally:
            self._count(-1)

    def _count(self, step: int) -> None:
        with self._counting:
            self._waiting += step


def cores() -> int:
    """The cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


turnstile = Turnstile(max(1, cores() // settings.AMANAH_PROCESSES), patience=settings.AMANAH_KDF_PATIENCE)
"""The one turnstile of this process."""


def parameters() -> KdfParameters:
    """The parameters for everything derived from now on; each row keeps its own."""
    return {"production": PRODUCTION_KDF, "test": TEST_KDF}[settings.AMANAH_KDF]
