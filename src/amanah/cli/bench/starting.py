"""Start-up times and the memory of all processes when nobody asks for anything."""

import time
from collections.abc import Iterator

from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting
from amanah.cli.bench.visitor import Visitor

SETTLE = 35.0  # seconds; longer than idle threads live


def measure(setting: Setting) -> Iterator[Figure]:
    """First start with the demonstration, second start, and memory after each program has answered and come to rest."""
    server = servers.Server(setting.folder, demo=True, database_url=setting.database_url, seconds=300)
    with server:
        yield Figure("first start, with the demonstration", server.ready_after, "s", 60)
    with server:
        yield Figure("second start", server.ready_after, "s", 5)
        for path in ("/", "/report/", "/mailbox/", "/ledger/checkpoint", "/desk/"):
            Visitor(server.url).get(path)
        time.sleep(SETTLE * min(1, setting.scale))
        memory = servers.memory(server.pid)
    yield Figure("memory idle, shared pages counted once (PSS)", memory["pss"], "MB", 250)
    yield Figure("memory idle, shared pages counted in each (RSS)", memory["rss"], "MB", 250)
