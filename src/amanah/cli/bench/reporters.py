"""Reporters at once: whole reports without scripts against a fresh server, key derivation at production strength."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue

from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting, percentile
from amanah.cli.bench.visitor import Visitor, open_mailbox, write_report

REPORTS = 200
AT_ONCE = 8
CHECKED = 20  # receipts whose mailbox is opened afterwards, besides the count in the database
TEXT = "Petugas loket meminta uang di luar tarif resmi untuk setiap berkas yang kami bawa. "
COUNT = "from amanah.engines.cases.models import Case; print(Case.objects.count())"


@dataclass
class Tally:
    """What happened to all reports."""

    seconds: list[float] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)
    refused: int = 0
    broken: int = 0
    lost_on_the_way: list[str] = field(default_factory=list)


def rush(base: str, reports: int, at_once: int) -> Tally:
    """Send so many reports from so many visitors at once; the time taken is that of the sending request alone."""
    tally, lock, work = Tally(), threading.Lock(), SimpleQueue[int]()
    for number in range(reports):
        work.put(number)

    def visit() -> None:
        while True:
            try:
                number = work.get_nowait()
            except Empty:
                return
            try:
                visitor = Visitor(base)
                _, form = write_report(visitor, f"{number}. {TEXT * 10}")
                began = time.perf_counter()
                page = visitor.send(form)
                took = time.perf_counter() - began
            except Exception as error:  # noqa: BLE001 - a report that could not be sent is a result
                with lock:
                    tally.lost_on_the_way.append(f"{type(error).__name__}: {error}")
                continue
            with lock:
                tally.seconds.append(took)
                if page.receipt:
                    tally.receipts.append(page.receipt)
                elif page.status >= 500:  # noqa: PLR2004 - HTTP's word for our fault
                    tally.broken += 1
                else:
                    tally.refused += 1

    threads = [threading.Thread(target=visit) for _ in range(at_once)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return tally


def ready(setting: Setting) -> None:
    """An empty installation with people who can receive a report."""
    servers.run("amanah.cli.bench.ground", data=setting.folder, database_url=setting.database_url)


def measure(setting: Setting) -> Iterator[Figure]:
    """Reports per second, lost, refused, broken, and how long the sending took."""
    reports = setting.times(REPORTS)
    ready(setting)
    with servers.Server(setting.folder, database_url=setting.database_url) as server:
        rush(server.url, 2, 2)  # what only the first request of a process does is not measured
        worked, began = servers.processor_seconds(server.pid), time.perf_counter()
        tally = rush(server.url, reports, AT_ONCE)
        took, worked = time.perf_counter() - began, servers.processor_seconds(server.pid) - worked
        unopened = sum(not open_mailbox(server.url, receipt) for receipt in tally.receipts[:CHECKED])
        memory = servers.memory(server.pid)
    stored = int(
        servers.run("amanah.cli", "manage", "shell", "-v", "0", "-c", COUNT, data=setting.folder, database_url=setting.database_url)
    )
    missing = max(0, len(tally.receipts) + 2 - stored) + unopened
    yield Figure("reports acknowledged and then not found", missing, "reports", 0)
    yield Figure("reports answered with a server error", tally.broken, "reports", 0)
    yield Figure("reports refused or never sent", tally.refused + len(tally.lost_on_the_way), "reports", 0)
    if tally.seconds:
        yield Figure("whole reports, all pages of the form included", len(tally.receipts) / took, "per second", 10, least=True)
        yield Figure("processor seconds of all server processes for one of them", worked / len(tally.seconds), "s")
        yield Figure("the sending request, middle", percentile(tally.seconds, 0.5), "s")
        yield Figure("the sending request, 95 of 100", percentile(tally.seconds, 0.95), "s", 1.5)
    yield from _sending_only(setting)
    yield Figure("memory afterwards (shared pages counted once)", memory["pss"], "MB")
    for reason in sorted(set(tally.lost_on_the_way))[:3]:
        yield Figure(f"never sent: {reason[:80]}", tally.lost_on_the_way.count(reason), "reports", 0)


def _sending_only(setting: Setting) -> Iterator[Figure]:
    """All reports written first, then sent at once: what the server takes in when only the sending counts."""
    reports = setting.times(REPORTS)
    with servers.Server(setting.folder, database_url=setting.database_url) as server:
        written = [
            (visitor, write_report(visitor, f"{number}. {TEXT * 10}")[1]) for number in range(reports) if (visitor := Visitor(server.url))
        ]
        lock, accepted = threading.Lock(), [0]

        def send(part: int) -> None:
            for visitor, form in written[part::AT_ONCE]:
                page = visitor.send(form)
                with lock:
                    accepted[0] += bool(page.receipt)

        threads = [threading.Thread(target=send, args=(part,)) for part in range(AT_ONCE)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
    yield Figure("reports sent per second", accepted[0] / took, "per second", 10, least=True)
