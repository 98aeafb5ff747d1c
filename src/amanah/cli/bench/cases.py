"""A case list over a thousand and over a hundred thousand cases (the engine's own bench, in a database of its own)."""

import json
from collections.abc import Iterator

from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting

SMALL = 1_000
LARGE = 100_000
MOST_QUERIES = 12
MOST_GROWTH = 1.5
CODE = """
import json
from dataclasses import asdict
from amanah.engines.cases import bench
print(json.dumps([asdict(measured) for measured in bench.run(sizes={sizes})]))
"""


def measure(setting: Setting) -> Iterator[Figure]:
    """Every list screen's time at both sizes, their ratio, and the most queries any of them makes. Figures of counts are only shown."""
    sizes = (setting.times(SMALL), setting.times(LARGE))
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    words = ("manage", "shell", "-v", "0", "-c", CODE.format(sizes=sizes))
    rows = json.loads(servers.run("amanah.cli", *words, data=setting.folder, database_url=setting.database_url).splitlines()[-1])
    for screen in dict.fromkeys(row["screen"] for row in rows):
        small, large = (next(row["milliseconds"] for row in rows if row["screen"] == screen and row["cases"] == size) for size in sizes)
        limit = MOST_GROWTH if screen.startswith("list") else None
        yield Figure(f"{screen}: {small:.1f} ms → {large:.1f} ms", large / small, "times", limit)
    yield Figure("most queries of any screen", max(row["queries"] for row in rows), "queries", MOST_QUERIES)
