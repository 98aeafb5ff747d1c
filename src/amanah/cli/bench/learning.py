"""Learning: the coverage of 10,000 people by 30 needs as one signed-in person gets it, and a training history of 50,000 rows brought in."""

import csv
import io
import json
import random
import re
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from uuid import UUID

from amanah.cli import say
from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting, percentile

if TYPE_CHECKING:
    from amanah.foundation.access.models import Account
    from amanah.foundation.organisation.models import Person, Post, Unit
    from amanah.rooms.learning.models import Topic

PEOPLE, NEEDS, UNITS, HELD = 10_000, 30, 200, 24
"""`HELD` is how many of the topics somebody has a record of."""
ROWS = 50_000
ROUNDS = 7
RECENT = 150
MOST_QUERIES, MOST_MILLISECONDS = 12, 500
MOST_SECONDS, MOST_MEGABYTES = 60, 400
SINCE = date(2021, 1, 4)
COVERAGE, IMPORT, APPLY = "/desk/learning/needs/", "/desk/learning/needs/import/", "/desk/learning/needs/import/apply/"
POSTS = ("Petugas loket layanan", "Pengantar kerja", "Pengawas ketenagakerjaan", "Analis kebijakan", "Auditor muda")
PLAN = re.compile(rb'name="plan" value="([^"]+)"')
PASSWORD = "tidak rahasia hanya untuk pengukuran"  # noqa: S105 - thrown away with its folder


def measure(setting: Setting) -> Iterator[Figure]:
    """In processes of their own: the page without the network, then the import from the file to the records."""
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    people, rows, small = setting.times(PEOPLE), setting.times(ROWS), setting.scale < 1
    found = _apart(setting, "coverage", people)
    yield Figure(f"coverage of {people:,} people × {NEEDS} needs, middle", found["counted"], "ms", MOST_MILLISECONDS)
    yield Figure("coverage: of that in this process", found["processor"], "ms")
    yield Figure("coverage: queries", found["queries"], "queries", MOST_QUERIES)
    yield Figure("its page as it is sent, middle", found["page"], "ms")
    yield Figure("its page: queries, signing in and frame included", found["page_queries"], "queries")
    found = _apart(setting, "import", rows)
    yield Figure(f"records of {rows:,} rows", found["records"], "records", rows * 0.98, least=True)
    yield Figure(f"looking at {rows:,} rows", found["looked"], "s")
    yield Figure(f"looking at and recording {rows:,} rows", found["seconds"], "s", None if small else MOST_SECONDS)
    yield Figure("records after bringing it again", found["again"], "records", 0)
    yield Figure("most memory of its process", found["megabytes"], "MB", MOST_MEGABYTES)


def _apart(setting: Setting, what: str, count: int) -> dict[str, float]:
    printed = servers.run("amanah.cli.bench.learning", what, str(count), data=setting.folder, database_url=setting.database_url)
    found: dict[str, float] = json.loads(printed.splitlines()[-1])
    return found


def coverage(count: int) -> dict[str, float]:
    """Make the people, and look at the institution's coverage."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from amanah.kernel import clock
    from amanah.rooms.learning.needs import queries

    account, root = _people(count)
    if connection.vendor == "postgresql":  # which does it by itself where rows come over years and not within a minute
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    counted, computed = [], []
    for _round in range(ROUNDS):
        began, began_computing = time.perf_counter(), time.process_time()
        laid = queries.over([root])
        sums = laid.counts()
        counted.append((time.perf_counter() - began) * 1000)
        computed.append((time.process_time() - began_computing) * 1000)
    if sum(map(sum, sums.values())) < count * NEEDS // 2:
        raise say.Refusal("the needs reach too few people for a measurement")
    with CaptureQueriesContext(connection) as asked:
        laid = queries.over([root])
        laid.counts()
        queries.hours_reached([root], clock.today(), laid)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(account, backend="amanah.foundation.access.desk.sign_in.Backend")
    pages = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        answer = client.get(COVERAGE)
        pages.append((time.perf_counter() - began) * 1000)
        if answer.status_code != 200:  # noqa: PLR2004 - the answer of a page that is there
            raise say.Refusal(f"{COVERAGE} answered {answer.status_code}")
    with CaptureQueriesContext(connection) as sent:
        client.get(COVERAGE)
    times = {"counted": percentile(counted, 0.5), "processor": percentile(computed, 0.5), "page": percentile(pages, 0.5)}
    return {**times, "queries": len(asked), "page_queries": len(sent)}


def bring(rows: int) -> dict[str, float]:
    """Import as the desk's own process does: upload, look, carry out; and once more."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from amanah.foundation.access.models import Account
    from amanah.foundation.organisation.models import Person
    from amanah.rooms.learning.models import Record

    account = Account.objects.get(username="ukur-belajar")
    numbers = list(Person.objects.exclude(accounts=account).order_by("nip").values_list("nip", flat=True))
    data = example(rows, [number for number in numbers if number])
    before = Record.objects.count()
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(account, backend="amanah.foundation.access.desk.sign_in.Backend")

    def looked() -> str:
        """What the preview would carry out, signed; "" where there is nothing to carry out, or a row is wrong."""
        answer = client.post(IMPORT, {"table": SimpleUploadedFile("riwayat.csv", data)})
        found = PLAN.search(answer.content)
        return found.group(1).decode() if found is not None else ""

    began = time.perf_counter()
    plan = looked()
    seen = time.perf_counter() - began
    answer = client.post(APPLY, {"plan": plan})
    seconds = time.perf_counter() - began
    if answer.status_code != 302:  # noqa: PLR2004 - sent on to the list
        raise say.Refusal(f"{APPLY} answered {answer.status_code}")
    records = Record.objects.count() - before
    if plan := looked():
        client.post(APPLY, {"plan": plan})
    again = Record.objects.count() - before - records
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"records": records, "looked": seen, "seconds": seconds, "again": again, "megabytes": megabytes}


def example(rows: int, numbers: list[str]) -> bytes:
    """A history as staff systems write it: two styles of dates, certificates with numbers, every third row for a topic of a need."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(("NIP", "Nama Diklat", "Tanggal Selesai", "JP", "Kode Pokok", "Penyelenggara", "Nomor Sertifikat"))
    draw = random.Random(11)  # noqa: S311 - the same file each time
    for at in range(rows):
        day = SINCE + timedelta(days=draw.randrange(1700))
        said = day.isoformat() if at % 2 else day.strftime("%d/%m/%Y")
        topic = f"ukur-{draw.randrange(NEEDS):02}" if at % 3 == 0 else ""
        number = f"ST-{draw.randrange(10**8):08}/{at}"
        writer.writerow(
            (draw.choice(numbers), f"Pelatihan teknis {draw.randrange(400)}", said, draw.choice((4, 8, 20)), topic, "BPSDM", number)
        )
    return out.getvalue().encode()


def _people(count: int) -> "tuple[Account, Unit]":
    """Made-up people in made-up units, needs of every sort, and records of most topics."""
    from django.db import transaction

    from amanah.foundation.access import services as access
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import UnitKind
    from amanah.rooms.learning import services as learning

    root = organisation.create_unit("Lembaga Ukur", "UKUR", parent=None, kind=UnitKind.INSTITUTION, since=SINCE, actor="system")
    units = [
        organisation.create_unit(f"Unit {n}", f"UKUR-{n:03}", parent=root, kind=UnitKind.OFFICE, since=SINCE, actor="system")
        for n in range(UNITS)
    ]
    person = organisation.create_person("Pengelola Ukur", nip="198001012005011001", actor="system")
    post = organisation.create_post(root, "Kepala", is_head=True, actor="system")
    organisation.assign_post(person, post, since=SINCE, actor="system")
    account = access.create_account("ukur-belajar", person=person, password=PASSWORD)
    access.grant_role(account, "learning_manager", root, since=SINCE)
    topics = [
        learning.keep_topic(f"ukur-{n:02}", title=f"Pokok {n:02}", hours=Decimal(4), valid_months=None if n % 3 else 24, viewer=None)
        for n in range(NEEDS)
    ]
    draw = random.Random(7)  # noqa: S311 - the same people each time
    with transaction.atomic():
        people, posts = _staff(count, units, draw)
        _needs(topics, account, units, posts)
    _records(topics, people, draw)
    return account, root


def _staff(count: int, units: "list[Unit]", draw: random.Random) -> "tuple[list[Person], list[Post]]":
    from amanah.foundation.organisation import text
    from amanah.foundation.organisation.models import Holding, Person, Post

    people, posts, holdings = [], [], []
    for n in range(count):
        name, title = f"Pegawai {n}", f"{POSTS[n % len(POSTS)]} {n // UNITS}"
        person = Person(
            id=UUID(int=draw.getrandbits(128), version=4), name=name, nip=f"19850101{n:06}{n % 10000:04}", search=f" {text.fold(name)}"
        )
        post = Post(id=UUID(int=draw.getrandbits(128), version=4), unit=units[n % UNITS], title=title, is_head=n < UNITS)
        post.search = f" {text.fold(title)}"
        people.append(person)
        posts.append(post)
        holdings.append(Holding(person=person, post=post, heads=post.is_head, since=SINCE + timedelta(days=draw.randrange(1800))))
    Person.objects.bulk_create(people, batch_size=500)
    Post.objects.bulk_create(posts, batch_size=500)
    Holding.objects.bulk_create(holdings, batch_size=500)
    return people, posts


def _needs(topics: "list[Topic]", account: "Account", units: "list[Unit]", posts: "list[Post]") -> None:
    """Two thirds for everybody; the others by class, post, unit, head, role, employment and joining."""
    from amanah.engines.risks.exposures.models import Exposure
    from amanah.rooms.learning.needs.models import Need

    narrow: list[dict[str, Any]] = [
        {"bribery_class": "more_than_low"},
        {"post_words": "petugas loket, pengantar kerja"},
        {"unit": units[3]},
        {"is_head": True},
        {"role": "learning_manager"},
        {"employment": "pns"},
        {"joiners": True},
        {"bribery_class": "low", "post_words": "auditor"},
        {"post_words": "analis"},
        {"bribery_class": "more_than_low", "employment": "pns"},
    ]
    own = {"why": "ukuran", "decided_by": account, "decided_on": SINCE, "since": date(2024, 1, 2), "within_days": 30}
    for n, topic in enumerate(topics):
        Need.objects.create(topic=topic, every_months=(12, 24, None)[n % 3], **own, **(narrow[n // 3] if n % 3 == 0 else {}))
    Exposure.objects.bulk_create(
        (
            Exposure(
                sort="post",
                key=post.pk.hex,
                title=post.title,
                post=post,
                unit_id=post.unit_id,
                bribery_class="more_than_low" if n % 3 else "low",
                reason="ukuran",
                since=SINCE,
                decided_by=account,
                decided_on=SINCE,
            )
            for n, post in enumerate(posts)
        ),
        batch_size=500,
    )


def _records(topics: "list[Topic]", people: "list[Person]", draw: random.Random) -> None:
    """What everybody holds of most topics; of the records behind it only those of this year, which the hours are counted from."""
    from django.db import transaction

    from amanah.foundation import rows
    from amanah.kernel import clock
    from amanah.rooms.learning import standings
    from amanah.rooms.learning.models import Record, Standing
    from amanah.rooms.learning.services.crediting import expiry

    today = clock.today()
    until = {(topic.pk, ago): expiry(topic, today - timedelta(days=ago)) for topic in topics for ago in range(900)}
    made: list[Record] = []
    held: list[Standing] = []
    for person in people:
        said: list[int] = []
        for topic in sorted(draw.sample(topics, HELD), key=attrgetter("pk")):
            ago = draw.randrange(900)
            last = until[topic.pk, ago]
            said += (topic.pk, today.toordinal() - ago, standings.FOREVER if last is None else last.toordinal())
            if ago < RECENT:
                key, day = UUID(int=draw.getrandbits(128), version=4), today - timedelta(days=ago)
                record = Record(id=key, ref=f"record:{key}", number=f"PB-U-{len(made):07}", person=person, topic=topic, title=topic.title)
                record.done_on, record.hours, record.sort, record.expires_on = day, topic.hours, "class", last
                made.append(record)
        held.append(Standing(person=person, held=said))
    with transaction.atomic():
        rows.insert(Record, made)
        rows.insert(Standing, held)


def main() -> None:
    """Measure one of the two in the database that the environment names; prints one line of JSON."""
    say.django()
    measured = {"coverage": coverage, "import": bring}[sys.argv[1]]
    say.line(json.dumps(measured(int(sys.argv[2]))))


if __name__ == "__main__":
    main()
