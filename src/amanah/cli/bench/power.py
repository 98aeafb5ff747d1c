"""SIGKILL under load: every process at once, at a moment nobody chose. Every receipt that was shown must open its mailbox afterwards."""

import secrets
import threading
import time
from collections.abc import Iterator

from amanah.cli.bench import reporters
from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting
from amanah.cli.bench.visitor import Visitor, open_mailbox, write_report

CUTS = 5
AT_ONCE = 6
LONGEST = 4.0  # seconds of load before the cut


class Load:
    """Visitors who report until the server is gone."""

    def __init__(self, base: str) -> None:
        self.receipts: list[str] = []
        self._base = base
        self._threads = [threading.Thread(target=self._report) for _ in range(AT_ONCE)]
        self.shown = threading.Event()
        for thread in self._threads:
            thread.start()

    def _report(self) -> None:
        while True:
            try:
                visitor = Visitor(self._base, seconds=20)
                _, form = write_report(visitor, reporters.TEXT * 5)
                page = visitor.send(form)
            except Exception:  # noqa: BLE001 - the server is gone, which ends this visitor's day
                return
            if page.receipt:
                self.receipts.append(page.receipt)
                self.shown.set()

    def end(self) -> list[str]:
        """Wait for the last visitor; returns every receipt that was shown."""
        for thread in self._threads:
            thread.join()
        return self.receipts


def cut(setting: Setting, after: float) -> tuple[int, int, bool]:
    """One power cut `after` seconds from the first receipt: receipts shown, receipts that no longer open, ledger whole."""
    server = servers.Server(setting.folder, database_url=setting.database_url)
    server.start()
    load = Load(server.url)
    load.shown.wait(60)
    time.sleep(after)
    server.kill()
    shown = load.end()
    with server:
        lost = sum(not open_mailbox(server.url, receipt) for receipt in shown)
    report = servers.run("amanah.cli", "ledger", "verify", data=setting.folder, database_url=setting.database_url)
    return len(shown), lost, "whole" in report


def measure(setting: Setting) -> Iterator[Figure]:
    """Some cuts at random moments."""
    reporters.ready(setting)
    chosen = secrets.SystemRandom()
    results = [cut(setting, chosen.uniform(0, LONGEST)) for _ in range(setting.times(CUTS))]
    yield Figure("power cuts under load", len(results), "cuts")
    yield Figure("receipts shown before them", sum(shown for shown, _, _ in results), "receipts", 1, least=True)
    yield Figure("receipts that opened nothing afterwards", sum(lost for _, lost, _ in results), "receipts", 0)
    yield Figure("ledgers not whole afterwards", sum(not whole for _, _, whole in results), "ledgers", 0)
