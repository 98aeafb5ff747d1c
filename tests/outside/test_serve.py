"""`amanah serve` seen from outside: starting, stopping, crashing, refusing."""

import json
import os
import signal
import socket
import time
from pathlib import Path

import pytest

from amanah.cli.bench.figures import Setting
from amanah.cli.bench.power import cut
from amanah.cli.bench.server import descendants, memory
from amanah.cli.bench.visitor import Visitor, open_mailbox, write_report
from amanah.cli.serve.program import PROCESSES

pytestmark = pytest.mark.outside


def until(condition, seconds=30):
    """Wait for what another process does, without a fixed sleep."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_everything_together_stays_small(up):
    server = up()
    for path in ("/", "/report/", "/mailbox/", "/desk/"):
        Visitor(server.url).get(path)
    assert memory(server.pid)["pss"] < 250


def test_everything_on_the_disk_is_closed_to_other_users(place, up):
    data, _ = place
    Visitor(up().url).get("/report/")
    open_to_others = [path for path in data.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    assert not [path for path in open_to_others if data / "static" not in path.parents]


def test_a_report_is_taken_and_its_receipt_opens_the_mailbox_after_a_restart(up):
    server = up()
    assert json.loads(Visitor(server.url).get("/health").text)["status"] == "ok"
    visitor = Visitor(server.url)
    _, form = write_report(visitor, "Petugas loket meminta uang. ")
    receipt = visitor.send(form).receipt
    assert len(receipt.split()) == 9
    assert server.stop() == 0
    said = len(server.output)
    up()
    assert server.ready_after < 15
    assert not any("preparing" in line for line in server.output[said:]), "everything was prepared at the first start"
    assert open_mailbox(server.url, receipt)
    words = receipt.split()
    assert not open_mailbox(server.url, " ".join([*words[1:-1], words[0], words[-1]]))


def test_stopping_leaves_no_process_and_no_folder_and_a_report_page_in_flight_does_not_hold_it_up(up):
    server = up()
    pids = [server.pid, *descendants(server.pid)]
    assert len(pids) == 4 + PROCESSES["intake"]  # supervisor, a main process of each program, the desk's worker, intake's
    sockets = {line.split()[-1] for line in Path("/proc/net/unix").read_text().splitlines() if "/intake" in line}
    host, port = server.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(b"POST /report/topic/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhalf")
        began = time.monotonic()
        assert server.stop() == 0
    assert time.monotonic() - began < 12
    assert not [pid for pid in pids if alive(pid)]
    assert not [path for path in sockets if Path(path).exists() and str(server.data) in path]


@pytest.mark.parametrize("which", ["main", "worker"])
def test_a_program_that_crashes_comes_back_by_itself(up, which):
    server = up()
    said = len(server.output)
    intake = [pid for pid in descendants(server.pid) if b"intake" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    victim = next(pid for pid in intake if (which == "worker") == (not descendants(pid)))
    os.kill(victim, signal.SIGKILL)
    until(lambda: not [pid for pid in intake if alive(pid)])
    until(lambda: Visitor(server.url).get("/health").status == 200)
    assert any("intake" in line and "stopped by itself" in line for line in server.output[said:])


def test_the_programs_do_not_outlive_a_killed_supervisor(up):
    server = up()
    children = descendants(server.pid)
    os.kill(server.pid, signal.SIGKILL)
    until(lambda: not [pid for pid in children if alive(pid)])
    server.stop()


def test_a_receipt_shown_survives_kill_9_of_every_process(place):
    data, url = place
    shown, lost, whole = cut(Setting(data, database_url=url), after=0.5)
    assert shown >= 1
    assert lost == 0
    assert whole


def test_a_taken_port_and_a_public_demonstration_are_refused_in_one_line(bare, amanah):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = amanah(bare, "serve", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "cannot listen" in done.stderr
    done = amanah(bare, "serve", "--demo", "--host", "0.0.0.0")
    assert done.returncode == 3
    assert "loopback" in done.stderr
