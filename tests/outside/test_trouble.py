"""A full disk, a disk that turned read-only, a database that restarts: said plainly, nothing half-kept, and it goes on afterwards."""

import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager

import psycopg
import pytest

from amanah.cli.bench.cluster import Cluster
from amanah.cli.bench.server import Server, descendants
from amanah.cli.bench.visitor import Visitor, open_mailbox, write_report

pytestmark = [pytest.mark.outside, pytest.mark.skipif(sys.platform != "linux", reason="takes hold of running processes by Linux's means")]

STORY = "Petugas loket meminta uang di luar tarif resmi. "


def stored(place):
    data, url = place
    with closing(psycopg.connect(url) if url else sqlite3.connect(data / "amanah.sqlite3")) as database:
        return database.execute("SELECT count(*) FROM cases_case").fetchone()[0]


@contextmanager
def full_disk(server):
    """No process of the house can write another byte to any file: to a program this is what a full disk looks like."""
    before = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY)) for pid in descendants(server.pid)}
    try:
        yield
    finally:
        for pid, limit in before.items():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def told_to_all(url):
    """Return once the server took up its new settings: whoever connects then sees them, and sessions that were there are told before."""
    end = time.monotonic() + 30
    while True:
        with psycopg.connect(url) as newcomer:
            if newcomer.execute("SHOW default_transaction_read_only").fetchone() == ("on",):
                return
        assert time.monotonic() < end, "the server did not take up its settings"
        time.sleep(0.02)


def refused(page):
    return page.status >= 500 and not page.receipt and "BELUM" in page.text and STORY.strip() in page.text


def test_a_full_disk_is_said_and_the_same_page_is_accepted_once_there_is_room(place, up):
    if place[1]:
        pytest.skip("on PostgreSQL the disk is the database server's; the next test is about losing it")
    server, began = up(), stored(place)
    visitor = Visitor(server.url)
    _, form = write_report(visitor, STORY)
    with full_disk(server):
        page = visitor.send(form)
    assert refused(page), page.text
    assert stored(place) == began
    receipt = visitor.send(page.posting(under="/report/")).receipt
    assert open_mailbox(server.url, receipt)
    assert stored(place) == began + 1


def test_a_file_that_no_longer_fits_is_refused_and_the_report_goes_without_it(up):
    server = up()
    visitor = Visitor(server.url)
    with full_disk(server):
        page = visitor.get("/report/topic/")
        assert page.status == 200, "reading needs no disk"
    _, form = write_report(visitor, STORY, files={"kuitansi.txt": b"Rp 2.000.000"})
    receipt = visitor.send(form).receipt
    assert open_mailbox(server.url, receipt)


def test_on_a_read_only_disk_pages_are_served_and_a_report_is_refused_plainly(place, up):
    data, url = place
    if url or shutil.which("unshare") is None or subprocess.run(["unshare", "-m", "true"], check=False, capture_output=True).returncode:
        pytest.skip("needs SQLite, and the right to mount in a namespace of its own")
    began = stored(place)
    up().stop()  # what only the first start writes is there
    mount = f'mount --bind "{data}" "{data}" && mount -o remount,ro,bind "{data}" && exec "$@"'
    with Server(data, database_url=url, wrap=("unshare", "-m", "sh", "-c", mount, "sh")) as server:
        visitor = Visitor(server.url)
        page = visitor.send(visitor.get("/report/topic/").posting(under="/report/"), topic="illegal_levy")
        assert page.status >= 500
        assert "BELUM" in page.text
    assert stored(place) == began


def test_a_database_that_turned_read_only_or_restarts_refuses_meanwhile_and_takes_the_same_page_afterwards(own_place):
    if not own_place[1]:
        pytest.skip("about a database server; SQLite has none")
    data, url = own_place
    with Cluster() as cluster:
        place = (data, cluster.url)
        with tempfile.NamedTemporaryFile() as copy:
            subprocess.run([cluster.binaries / "pg_dump", "--format=custom", f"--file={copy.name}", url], check=True)
            subprocess.run([cluster.binaries / "pg_restore", "--exit-on-error", f"--dbname={cluster.url}", copy.name], check=True)
        with Server(data, database_url=cluster.url) as server:
            visitor = Visitor(server.url)
            _, form = write_report(visitor, STORY)
            with psycopg.connect(cluster.url, autocommit=True) as operator:
                operator.execute("ALTER SYSTEM SET default_transaction_read_only = on")
                operator.execute("SELECT pg_reload_conf()")
                told_to_all(cluster.url)
                page = visitor.send(form)
                assert refused(page), page.text
                operator.execute("SET default_transaction_read_only = off")
                operator.execute("ALTER SYSTEM RESET default_transaction_read_only")
            cluster.stop()
            page = visitor.send(page.posting(under="/report/"))
            assert refused(page), page.text
            cluster.start()
            assert stored(place) == 0
            receipt = visitor.send(page.posting(under="/report/")).receipt
            assert open_mailbox(server.url, receipt)
        assert stored(place) == 1
