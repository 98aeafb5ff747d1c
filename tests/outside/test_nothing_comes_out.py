"""Words planted in body, header, cookie, query and file name are searched for in everything the processes printed and wrote."""

import http.client
import secrets
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from amanah.cli.bench import server as servers
from amanah.cli.bench.server import Server
from amanah.cli.bench.visitor import Page, Visitor, open_mailbox, write_report

pytestmark = pytest.mark.outside


def word(kind):
    return f"{kind}{secrets.token_hex(8)}"


def break_the_database(data, url):
    """Take tables away under the running programs, which then fail in the middle of a request."""
    with closing(psycopg.connect(url) if url else sqlite3.connect(data / "amanah.sqlite3")) as database:
        for table in ("vault_keepsake", "cases_case"):
            database.execute(f"ALTER TABLE {table} RENAME TO {table}_gone")
        database.commit()


def files_with(folder, words):
    found = []
    for path in Path(folder).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += [(str(path), one) for one in words if one.encode() in content]
    return found


@dataclass
class Afterwards:
    """What a server left behind that took a report with planted words, then failed in the middle of requests, then was stopped."""

    limits: list[str]
    planted: dict[str, str]
    refused: Page
    said: str
    data: Path
    temporary: Path
    dumped: bytes


@pytest.fixture(scope="module")
def afterwards(place):
    data, url = place
    planted = {kind: word(kind) for kind in ("story", "agent", "referrer", "forwarded", "body", "header", "cookie", "query")}
    with tempfile.TemporaryDirectory(prefix="t-") as temporary:
        with Server(data, database_url=url, extra={"TMPDIR": temporary}) as server:
            limits = [Path(f"/proc/{pid}/limits").read_text() for pid in (server.pid, *servers.descendants(server.pid))]
            receipt = report(server.url, planted)
            planted |= {f"receipt {number}": one for number, one in enumerate(receipt.split()) if len(one) > 8}
            visitor = Visitor(server.url)
            _, form = write_report(visitor, f"{planted['body']} ")
            break_the_database(data, url)
            refused = visitor.send(form)
            fail(server.url, planted)
        dumped = subprocess.run(["pg_dump", url], capture_output=True, check=True).stdout if url else b""
        yield Afterwards(limits, planted, refused, "".join(server.output), data, Path(temporary), dumped)


def report(base, planted):
    """A whole report and a look into its mailbox, as an incautious reporter's browser and proxy would send them."""
    headers = {"User-Agent": planted["agent"], "Referer": f"{base}/{planted['referrer']}", "X-Forwarded-For": planted["forwarded"]}
    visitor = Visitor(base, headers=headers)
    _, form = write_report(visitor, f"{planted['story']} ")
    receipt = visitor.send(form).receipt
    assert open_mailbox(base, receipt)
    return receipt


def fail(base, planted):
    """Ask for what needs the tables that are gone."""
    for method, target in (("POST", "/report/topic/"), ("GET", "/report/place/"), ("POST", "/mailbox/")):
        connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=30)
        headers = {
            "X-Planted": planted["header"],
            "Cookie": "; ".join(f"{name}={planted['cookie']}" for name in ("form", "draft", "mailbox")),
            "User-Agent": planted["agent"],
            "Content-Type": "application/x-www-form-urlencoded",
        }
        body = f"what={planted['body']}&topic={planted['body']}"
        connection.request(method, f"{target}?q={planted['query']}", body=body, headers=headers)
        connection.getresponse().read()
        connection.close()


def test_a_failure_in_the_middle_of_a_request_says_not_sent(afterwards):
    page = afterwards.refused
    assert page.status >= 500
    assert not page.receipt
    assert "BELUM" in page.text
    assert afterwards.planted["body"] in page.text, "what was written must not be lost"


def test_no_word_of_a_report_is_printed_whether_it_was_taken_or_failed(afterwards):
    assert not [kind for kind, one in afterwards.planted.items() if one in afterwards.said]
    assert "127.0.0.1" not in afterwards.said.split("Ctrl-C", 1)[1], "no address of a visitor either"


def test_no_word_of_a_report_and_no_trace_of_its_reporter_is_kept(afterwards):
    words = afterwards.planted.values()
    assert not files_with(afterwards.data, words)
    assert not files_with(afterwards.temporary, words)
    assert not [kind for kind, one in afterwards.planted.items() if one.encode() in afterwards.dumped]


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_no_process_can_leave_a_core_dump(afterwards):
    assert len(afterwards.limits) > 3
    for limits in afterwards.limits:
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        assert core.split()[4:6] == ["0", "0"]
