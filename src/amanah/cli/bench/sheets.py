"""Scored questionnaires of two thousand units: rolling them up, saving one answer (the engine's own bench, in its own database)."""

import json
from collections.abc import Iterator

from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting

UNITS = 2_000
LIMITS = {"roll-up of all units": 2_000, "every sheet scored anew from its answers": None, "saving one answer": 100}
"""Milliseconds."""
MOST_QUERIES = 12
CODE = """
import json
from dataclasses import asdict
from amanah.engines.instruments import bench
print(json.dumps([asdict(measured) for measured in bench.run({units})]))
"""


def measure(setting: Setting) -> Iterator[Figure]:
    """The middle time of each, and the slowest of the savings."""
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    words = ("manage", "shell", "-v", "0", "-c", CODE.format(units=setting.times(UNITS)))
    rows = json.loads(servers.run("amanah.cli", *words, data=setting.folder, database_url=setting.database_url).splitlines()[-1])
    for row in rows:
        yield Figure(f"{row['name']} ({row['sheets']} units, {row['queries']} queries)", row["milliseconds"], "ms", LIMITS.get(row["name"]))
    saving = rows[-1]
    yield Figure(f"{saving['name']}: the slowest", saving["slowest"], "ms")
    yield Figure("most queries of any list", next(row["queries"] for row in rows if row["name"] == "list"), "queries", MOST_QUERIES)
