"""The ledger: what one more change costs with a thousand entries and with a million, and how fast all of it is verified."""

import json
import sys
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
    """In a process of its own, so that nothing but the ledger is measured, on the database that is meant."""
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    large_size = setting.times(LARGE)
    printed = servers.run("amanah.cli.bench.entries", str(large_size), data=setting.folder, database_url=setting.database_url)
    found = json.loads(printed.splitlines()[-1])
    yield Figure(f"one change in the ledger at {SMALL:,} entries, middle", found["small"] * 1000, "ms")
    yield Figure(f"one change in the ledger at {large_size:,} entries, middle", found["large"] * 1000, "ms")
    yield Figure("what size adds to one change", (found["large"] - found["small"]) * 1000, "ms", 1)
    yield Figure("verification on one core", found["size"] / found["verification"], "entries/s", 100_000, least=True)
    yield Figure("findings in an untouched ledger", found["findings"], "findings", 0)


def main() -> None:
    """Measure in the folder and database that the environment names; prints one line of JSON, times in seconds."""
    say.django()
    from amanah.foundation.ledger import services, verify

    _fill(SMALL)
    small = _append()
    _fill(int(sys.argv[1]))
    large = _append()
    services.publish_checkpoint()
    began = time.process_time()
    report = verify.run()
    took = time.process_time() - began
    say.line(json.dumps({"small": small, "large": large, "size": report.size, "verification": took, "findings": len(report.findings)}))


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


if __name__ == "__main__":
    main()
