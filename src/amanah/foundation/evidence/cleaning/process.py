"""Handing a file to a confined, short-lived process and taking back what it found and the cleaned copy."""

import contextlib
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings

SECONDS = 25
"""How long one file may take by the clock; the process itself gives up after 20 seconds of work."""

MOST_BYTES = 50 * 1024**2
WAIT_SECONDS = 15
PIECE = 64 * 1024
HEAD_BYTES = 64 * 1024

_workers = threading.BoundedSemaphore(max(1, 2 // settings.AMANAH_PROCESSES))


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a file reveals: its code, the first few values, how many more there are.

    `stays` says that it belongs to the content and is still in the cleaned copy.
    """

    code: str
    values: tuple[str, ...] = ()
    more: int = 0
    stays: bool = False

    def as_list(self) -> list[Any]:
        """For the sealed record."""
        return [self.code, list(self.values), self.more, self.stays]

    @classmethod
    def from_list(cls, parts: list[Any]) -> "Finding":
        """What `as_list` gave."""
        code, values, more, stays = parts
        return cls(str(code), tuple(str(value) for value in values), int(more), bool(stays))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: `kind` ("pdf", "jpeg", …), what it reveals, and why there is no cleaned copy ("" where there is one)."""

    kind: str
    findings: tuple[Finding, ...]
    reason: str


def clean(chunks: Iterable[bytes], size: int, sink: Callable[[bytes], None]) -> Outcome:
    """Let a worker inspect and clean the file whose content `chunks` gives; the cleaned copy goes to `sink` piece by piece.

    Only an outcome without a reason means that what `sink` received is a whole, clean file. Never raises for anything the file or the
    worker does; what `chunks` and `sink` raise goes through.
    """
    if size > MOST_BYTES:
        return Outcome("", (), "too_large")
    if not _workers.acquire(timeout=WAIT_SECONDS):
        return Outcome("", (), "busy")
    try:
        return _run(chunks, sink)
    finally:
        _workers.release()


def _run(chunks: Iterable[bytes], sink: Callable[[bytes], None]) -> Outcome:
    worker = subprocess.Popen(
        [sys.executable, "-I", "-m", "amanah.foundation.evidence.cleaning.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LC_ALL": "C.UTF-8"},
        cwd="/",
    )
    if worker.stdin is None or worker.stdout is None:
        raise AssertionError("both pipes were asked for")
    late = threading.Event()

    def end() -> None:
        late.set()
        worker.kill()

    timer = threading.Timer(SECONDS, end)
    timer.daemon = True
    timer.start()
    try:
        # The worker reads everything before it writes anything, so one thread can do both.
        with contextlib.suppress(BrokenPipeError), worker.stdin as there:
            for chunk in chunks:
                there.write(chunk)
        outcome = _answer(worker.stdout, sink)
    finally:
        timer.cancel()
        worker.kill()
        worker.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            worker.stdin.close()
        worker.wait()
    return outcome or Outcome("", (), "too_long" if late.is_set() or worker.returncode == -signal.SIGXCPU else "failed")


def _answer(out: IO[bytes], sink: Callable[[bytes], None]) -> Outcome | None:
    """What the worker said, or None where it ended without a whole answer."""
    head = out.readline(HEAD_BYTES)
    try:
        said = json.loads(head)
        outcome = Outcome(str(said["kind"]), tuple(Finding.from_list(one) for one in said["findings"]), str(said["reason"]))
        left = int(said["size"])
    except (ValueError, KeyError, TypeError):
        return None
    while left > 0 and (piece := out.read(min(PIECE, left))):
        left -= len(piece)
        if not outcome.reason:
            sink(piece)
    return outcome if left == 0 else None
