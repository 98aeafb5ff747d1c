"""Words planted in body, header, cookie, query and file name are searched for in everything the processes printed and wrote."""

import http.client
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from amanah.cli.bench import server as servers
from amanah.cli.bench.server import Server
from amanah.cli.bench.visitor import Visitor, open_mailbox, write_report

pytestmark = pytest.mark.outside


def word(kind):
    return f"{kind}{secrets.token_hex(8)}"


def break_the_database(data, url):
    """Take a table away under the running programs, which then fail in the middle of a request."""
    code = "from django.db import connection as c; c.cursor().execute('ALTER TABLE {0} RENAME TO {1}')"
    for table in ("vault_keepsake", "cases_case"):
        words = ("manage", "shell", "-v", "0", "-c", code.format(table, f"{table}_gone"))
        servers.run("amanah.cli", *words, data=data, database_url=url)


def files_with(folder, words):
    found = []
    for path in Path(folder).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += [(str(path), one) for one in words if one.encode() in content]
    return found


def test_a_report_leaves_no_word_of_itself_and_no_trace_of_its_reporter(place, tmp_path, monkeypatch):
    data, url = place
    temporary = Path(tempfile.mkdtemp(prefix="t-"))
    monkeypatch.setenv("TMPDIR", str(temporary))
    planted = {kind: word(kind) for kind in ("story", "agent", "referrer", "forwarded")}
    with Server(data, database_url=url) as server:
        visitor = Visitor(
            server.url,
            headers={
                "User-Agent": planted["agent"],
                "Referer": f"{server.url}/{planted['referrer']}",
                "X-Forwarded-For": planted["forwarded"],
            },
        )
        _, form = write_report(visitor, f"{planted['story']} ")
        receipt = visitor.send(form).receipt
        assert open_mailbox(server.url, receipt)
    planted |= {f"receipt {number}": one for number, one in enumerate(receipt.split()) if len(one) > 8}
    output = "".join(server.output)
    assert not [kind for kind, one in planted.items() if one in output]
    assert not files_with(data, planted.values())
    assert not files_with(temporary, planted.values())
    if url:
        dumped = subprocess.run(["pg_dump", url], capture_output=True, check=True).stdout
        assert not [kind for kind, one in planted.items() if one.encode() in dumped]
    shutil.rmtree(temporary)


def test_a_failure_in_the_middle_of_a_request_says_not_sent_and_logs_no_word_of_it(own_place):
    data, url = own_place
    planted = [word(kind) for kind in ("body", "header", "cookie", "query", "agent")]
    body, header, cookie, query, agent = planted
    with Server(data, database_url=url) as server:
        visitor = Visitor(server.url)
        _, form = write_report(visitor, f"{body} ")
        break_the_database(data, url)
        page = visitor.send(form)
        assert page.status >= 500
        assert not page.receipt
        assert "BELUM" in page.text
        assert body in page.text, "what was written must not be lost"
        for method, target in (
            ("POST", f"/report/topic/?q={query}"),
            ("GET", f"/report/place/?q={query}"),
            ("POST", f"/mailbox/?q={query}"),
        ):
            connection = http.client.HTTPConnection(server.url.removeprefix("http://"), timeout=30)
            headers = {
                "X-Planted": header,
                "Cookie": f"form={cookie}; draft={cookie}; mailbox={cookie}",
                "User-Agent": agent,
                "Content-Type": "application/x-www-form-urlencoded",
            }
            connection.request(method, target, body=f"what={body}&topic={body}", headers=headers)
            connection.getresponse().read()
            connection.close()
    output = "".join(server.output)
    assert not [one for one in planted if one in output]
    assert "127.0.0.1" not in output.split("Ctrl-C", 1)[1], "no address of a visitor either"
    assert not files_with(data, planted)


@pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")
def test_no_process_can_leave_a_core_dump(place):
    data, url = place
    with Server(data, database_url=url) as server:
        for pid in (server.pid, *servers.descendants(server.pid)):
            limits = Path(f"/proc/{pid}/limits").read_text()
            core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
            assert core.split()[4:6] == ["0", "0"], os.strerror(1)
