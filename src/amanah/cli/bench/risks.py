"""The register of risks: its map and its lists over twenty thousand risks, as one signed-in person gets them."""

import json
import random
import sys
import time
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from amanah.cli import say
from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting, percentile

if TYPE_CHECKING:
    from amanah.foundation.access.models import Account

RISKS = 20_000
UNITS = 200
ROUNDS = 9
MOST_QUERIES = 12
MOST_MILLISECONDS = 300
SINCE = date(2024, 1, 2)
WORDS = ("Sasaran", "Modus", "Celah", "Akibat")
PAGES = {
    "map": "/desk/risks/map/",
    "map of movement": "/desk/risks/map/?stage=movement",
    "map of one unit's fraud": "/desk/risks/map/?kind=fraud&unit=UKUR-007",
    "register": "/desk/risks/",
    "register, above the appetite": "/desk/risks/?beyond=1&kind=bribery",
}


def measure(setting: Setting) -> Iterator[Figure]:
    """In a process of its own: the time of each page without the network, and its queries."""
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    count = setting.times(RISKS)
    printed = servers.run("amanah.cli.bench.risks", str(count), data=setting.folder, database_url=setting.database_url)
    for row in json.loads(printed.splitlines()[-1]):
        limit = MOST_MILLISECONDS if row["page"].startswith("map") else None
        yield Figure(f"{row['page']} over {count:,} risks, middle", row["milliseconds"], "ms", limit)
        yield Figure(f"{row['page']}: of that in this process", row["processor"], "ms")
        yield Figure(f"{row['page']}: queries", row["queries"], "queries", MOST_QUERIES)


def main() -> None:
    """Make the register in the database that the environment names, and measure; prints one line of JSON."""
    say.django()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(_register(int(sys.argv[1])), backend="amanah.foundation.access.desk.sign_in.Backend")
    if connection.vendor == "postgresql":  # which does it by itself where rows come over years and not within a minute
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    rows = []
    for page, address in PAGES.items():
        taken, computed = [], []
        for _round in range(ROUNDS):
            began, began_computing = time.perf_counter(), time.process_time()
            answer = client.get(address)
            taken.append((time.perf_counter() - began) * 1000)
            computed.append((time.process_time() - began_computing) * 1000)
            if answer.status_code != 200:  # noqa: PLR2004 - the answer of a page that is there
                raise say.Refusal(f"{address} answered {answer.status_code}")
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        times = {"milliseconds": percentile(taken, 0.5), "processor": percentile(computed, 0.5)}
        rows.append({"page": page, "queries": len(queries), **times})
    say.line(json.dumps(rows))


def _register(count: int) -> "Account":
    """Made-up risks of made-up units, one in twenty of them from a case; answers whoever keeps them all."""
    from amanah.engines.risks import criteria, editions
    from amanah.engines.risks.declare import KINDS, STAGES
    from amanah.engines.risks.models import Risk
    from amanah.foundation.access import services as access
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import UnitKind
    from amanah.kernel import clock

    draw, today = random.Random(7), clock.today()  # noqa: S311 - the same register each time
    root = organisation.create_unit("Lembaga Ukur", "UKUR", parent=None, kind=UnitKind.INSTITUTION, since=SINCE, actor="system")
    units = [
        organisation.create_unit(f"Unit {n}", f"UKUR-{n:03}", parent=root, kind=UnitKind.OFFICE, since=SINCE, actor="system")
        for n in range(UNITS)
    ]
    person = organisation.create_person("Pengelola Ukur", nip="198001012005011001", actor="system")
    post = organisation.create_post(root, "Kepala", is_head=True, actor="system")
    organisation.assign_post(person, post, since=SINCE, actor="system")
    account = access.create_account("ukur-risiko", person=person, password="tidak rahasia hanya untuk pengukuran")  # noqa: S106 - thrown away
    access.grant_role(account, "risk_manager", root, since=SINCE)
    used = criteria.in_force(today)
    edition, risks = editions.keep(used), []
    for n in range(count):
        key = UUID(int=draw.getrandbits(128), version=4)
        risk = Risk(id=key, ref=f"risk:{key}", number=f"RS-26-{n:06}", kind=draw.choice(list(KINDS)), unit=draw.choice(units))
        risk.title, risk.process, risk.state = f"Peristiwa {n}", f"Proses {n % 40}", "active"
        risk.objective, risk.scheme, risk.opportunity, risk.impact = (
            f"{name} {n}. " * 30 for name in ("Sasaran", "Modus", "Celah", "Akibat")
        )
        risk.opened_on = risk.review_on = today
        risk.source = f"case:{UUID(int=n, version=4)}" if n % 20 == 0 else ""
        for stage in STAGES:
            likelihood, impact = draw.randint(1, len(used.likelihood)), draw.randint(1, len(used.impact))
            score = used.score(likelihood, impact)
            said = {"likelihood": likelihood, "impact": impact, "score": score, "level": used.band(score).key, "edition": edition}
            for name, value in said.items():
                setattr(risk, f"{stage}_{name}", value)
        risk.score, risk.level, risk.edition = risk.residual_score or 0, risk.residual_level, edition
        risk.within_appetite = used.within(risk.kind, risk.score)
        risks.append(risk)
    Risk.objects.bulk_create(risks, batch_size=200)
    return account


if __name__ == "__main__":
    main()
