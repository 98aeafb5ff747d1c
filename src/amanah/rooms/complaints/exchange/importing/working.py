"""Working through an import with both hands: one process stores, another seals meanwhile.

On the desk it runs in a process of its own, which is handed the import's keys through a pipe and holds them in memory alone. Killed, it
leaves whole portions behind and nothing else.
"""

import gc
import multiprocessing
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, connections

from amanah.engines.reports.services import bulk
from amanah.kernel.sealing import KEY_BYTES
from amanah.rooms.complaints.exchange.models import Import
from amanah.rooms.complaints.exchange.services import imports
from amanah.rooms.complaints.exchange.services.imports import Opened, Seal

CHECK, RUN = "check", "run"
_HANDS = 1
_CACHE_KIB = 32 * 1024
_LOG_PAGES = 16_384


@contextmanager
def sealing() -> Iterator[Seal]:
    """A process that seals portions. Must be entered where no other thread runs: it is a copy of this process."""
    connections.close_all()  # a copy must not share a conversation with the database
    gc.freeze()  # what both have from the beginning is not touched, so that it stays in memory once
    with multiprocessing.get_context("fork").Pool(_HANDS) as pool:

        def seal(tasks: list[bulk.Task]) -> Callable[[], list[bulk.Sealed]]:
            return pool.apply_async(_seal, (tasks,)).get

        _prepare_database()
        yield seal


def start(opened: Opened, act: str) -> None:
    """Let a process of its own check or file; it goes on when this request, or this program, ends."""
    worker = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "amanah.rooms.complaints.exchange.importing.worker", str(opened.job.pk), act],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    if worker.stdin is not None:
        worker.stdin.write(opened.key + opened.file_key)
        worker.stdin.close()
    threading.Thread(target=worker.wait, daemon=True).start()  # so that no dead process is left behind


def work(job_id: UUID, keys: bytes, act: str) -> None:
    """What the process does. `keys` is the content key of the import followed by that of its file."""
    with sealing() as seal:
        opened = Opened(Import.objects.get(pk=job_id), keys[:KEY_BYTES], keys[KEY_BYTES:])
        if act == CHECK:
            imports.check(opened)
        else:
            imports.run(opened, seal=seal)


def _prepare_database() -> None:
    """SQLite: room for the pages that a portion changes, so that each is written once, and no part of the file mapped into memory.

    The log grows over several portions before it is copied into the file, since each portion touches much of the same indices.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size=-{_CACHE_KIB}")
            cursor.execute("PRAGMA mmap_size=0")
            cursor.execute(f"PRAGMA wal_autocheckpoint={_LOG_PAGES}")


def _seal(tasks: list[bulk.Task]) -> list[bulk.Sealed]:
    return list(bulk.seal_all(tasks))
