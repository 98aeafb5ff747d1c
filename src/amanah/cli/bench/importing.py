"""An import of complaints: how long 50,000 rows take from the file to sealed cases, and how much memory all its processes need."""

import csv
import io
import json
import resource
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from amanah.cli import say
from amanah.cli.bench import server as servers
from amanah.cli.bench.figures import Figure, Setting

ROWS = 50_000
MOST_SECONDS = 60
MOST_MEGABYTES = 300
TEXT = "Sertifikat yang saya ajukan lewat loket belum terbit walaupun syaratnya sudah lengkap sejak tiga minggu lalu. "
OFFICERS = ("ukur-pengaduan", "ukur-pengaduan-dua", "ukur-atasan")


def measure(setting: Setting) -> Iterator[Figure]:
    """In a process of its own, with three people who can read what comes in."""
    servers.run("amanah.cli.serve.prepare", data=setting.folder, database_url=setting.database_url)
    rows = setting.times(ROWS)
    printed = servers.run("amanah.cli.bench.importing", str(rows), data=setting.folder, database_url=setting.database_url)
    found = json.loads(printed.splitlines()[-1])
    small = setting.scale < 1
    yield Figure(f"rows filed of {rows:,}", found["filed"], "rows", rows * 0.98, least=True)
    yield Figure(f"checking {rows:,} rows", found["check"], "s")
    yield Figure(f"checking and filing {rows:,} rows", found["seconds"], "s", None if small else MOST_SECONDS)
    yield Figure("most memory of all its processes", found["megabytes"], "MB", MOST_MEGABYTES)
    yield Figure("the ledger verifies afterwards", float(found["whole"]), "", 1, least=True)


def example(rows: int) -> bytes:
    """An export as SP4N-LAPOR! writes it: dates in several styles, one row in a hundred wrong, half of them over."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        (
            "Tracking ID",
            "Tanggal Laporan",
            "Judul Laporan",
            "Isi Laporan",
            "Klasifikasi Laporan",
            "Lokasi",
            "Nama Pelapor",
            "Status",
            "Tanggal Selesai",
        )
    )
    styles = ("2026-03-{:02}", "{:02}/03/2026", "{:02}-03-2026", "{} Maret 2026", "2026-03-{:02} 08:15:00")
    for at in range(rows):
        day = styles[at % 5].format(at % 27 + 1)
        text = "=1+1" if at % 100 == 99 else f"{at}. " + TEXT * (2 + at % 5)  # noqa: PLR2004 - one in a hundred
        over = ("Selesai", "30/04/2026") if at % 2 else ("Proses", "")
        writer.writerow((7_000_000 + at, day, "Sertifikat belum terbit", text, "Pengaduan", "Jakarta", f"Warga {at}", *over))
    return out.getvalue().encode()


def run(rows: int) -> dict[str, float | bool]:
    """Import as the desk's own process does."""
    say.django()
    from amanah.cli.bench.ground import PASSPHRASE, SINCE
    from amanah.foundation.access import services as access
    from amanah.foundation.ledger import verify
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import UnitKind
    from amanah.foundation.vault import services as vault
    from amanah.rooms.complaints.exchange.importing import columns, working
    from amanah.rooms.complaints.exchange.services import imports

    root = organisation.create_unit("Lembaga Ukur", "UKUR", parent=None, kind=UnitKind.INSTITUTION, since=SINCE, actor="system")
    for name in OFFICERS:
        account = access.create_account(name, password=PASSPHRASE)
        access.grant_role(account, "complaints.coordinator" if name == OFFICERS[-1] else "complaints.officer", root, since=SINCE)
        vault.create_keys(account, PASSPHRASE)
    data = example(rows)
    opened = imports.bring(data, columns.proposed(data), account=account)
    del data
    watch = _Memory()
    began = time.perf_counter()
    with working.sealing() as seal:
        imports.check(opened)
        checked = time.perf_counter() - began
        imports.run(opened, seal=seal)
    seconds = time.perf_counter() - began
    return {"filed": opened.job.filed, "check": checked, "seconds": seconds, "megabytes": watch.stop(), "whole": verify.run().ok}


class _Memory:
    """Watches how much memory this process and its children hold together that is their own (proportional share)."""

    def __init__(self) -> None:
        self._over, self._most = threading.Event(), 0.0
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The most it was, in megabytes."""
        self._over.set()
        self._thread.join()
        return self._most or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def _watch(self) -> None:
        me = Path("/proc/self")
        while not self._over.wait(0.2):
            children = [pid for task in me.glob("task/*/children") for pid in task.read_text().split()]
            self._most = max(self._most, sum(_share(Path("/proc") / pid) for pid in ("self", *children)))


def _share(process: Path) -> float:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]))))
