"""How ready fifty scopes are for some five hundred requirements (the room's own bench, in its own database)."""

import json
from collections.abc import Iterator

from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting

SCOPES = 50
LIMITS = {"readiness of all scopes": 1_000}
"""Milliseconds."""
MOST_QUERIES = 12
CODE = """
import json
from dataclasses import asdict
from amanah.rooms.antibribery.requirements import bench
print(json.dumps([asdict(measured) for measured in bench.run({scopes})]))
"""


def measure(setting: Setting) -> Iterator[Figure]:
    """The middle time of each and the slowest, and the most queries of any."""
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    words = ("manage", "shell", "-v", "0", "-c", CODE.format(scopes=setting.times(SCOPES)))
    rows = json.loads(servers.run("amanah.cli", *words, data=setting.folder, database_url=setting.database_url).splitlines()[-1])
    for row in rows:
        name = f"{row['name']} ({row['requirements']} requirements × {row['scopes']} scopes, {row['queries']} queries)"
        yield Figure(name, row["milliseconds"], "ms", LIMITS.get(row["name"]))
        yield Figure(f"{row['name']}: of that in this process", row["processor"], "ms")
        yield Figure(f"{row['name']}: the slowest", row["slowest"], "ms")
    yield Figure("most queries of any", max(row["queries"] for row in rows), "queries", MOST_QUERIES)
