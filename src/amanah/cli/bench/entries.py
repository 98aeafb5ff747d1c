"""The ledger: what one more change costs with a thousand entries and with a million, and how fast all of it is verified."""

import os
import time
from collections.abc import Iterator

from amanah.cli import say
from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting, percentile

SMALL = 1_000
LARGE = 1_000_000
BATCH = 10_000
SAMPLES = 400


def measure(setting: Setting) -> Iterator[Figure]:
    """In this process, so that nothing but the ledger is measured."""
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    os.environ.update(servers.environment(setting.folder, setting.database_url))
    say.django()
    from amanah.foundation.ledger import services, verify

    _fill(SMALL)
    small = _append()
    large_size = setting.times(LARGE)
    _fill(large_size)
    large = _append()
    yield Figure(f"one change in the ledger at {SMALL:,} entries, middle", small * 1000, "ms")
    yield Figure(f"one change in the ledger at {large_size:,} entries, middle", large * 1000, "ms")
    yield Figure("what size adds to one change", (large - small) * 1000, "ms", 1)
    services.publish_checkpoint()
    began = time.process_time()
    report = verify.run()
    took = time.process_time() - began
    yield Figure("verification on one core", report.size / took, "entries/s", 100_000, least=True)
    yield Figure("findings in an untouched ledger", len(report.findings), "findings", 0)


def _fill(size: int) -> None:
    from django.db import transaction

    from amanah.foundation.ledger import queries, services

    while (missing := size - queries.size()) > 0:
        with transaction.atomic():
            services.append_many(
                (
                    (f"bench.{number % 7}x".replace(".", ".e"), f"case:{number:032x}", {"state": "received", "step": number})
                    for number in range(min(BATCH, missing))
                ),
                actor="system",
            )


def _append() -> float:
    """Seconds of one append inside a transaction of its own, without the commit's wait for the disk."""
    from django.db import transaction

    from amanah.foundation.ledger import services

    taken = []
    for number in range(SAMPLES):
        with transaction.atomic():
            began = time.perf_counter()
            services.append("bench.measured", f"case:{number:032x}", {"step": number}, actor="system")
            taken.append(time.perf_counter() - began)
    return percentile(taken, 0.5)
