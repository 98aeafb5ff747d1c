"""A whole Amanah started for measuring or testing: `amanah serve` in a folder of its own, on a port that the system chooses."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Self

from amanah.cli import say

ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/$")
OURS = ("AMANAH_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PORT")


def environment(data: Path, database_url: str = "") -> dict[str, str]:
    """This process's environment without any setting of Amanah's own, pointed at `data`."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    if database_url:
        clean["DATABASE_URL"] = database_url
    return {**clean, "AMANAH_DATA": str(data), "AMANAH_KEYS": str(data / "keys"), "AMANAH_SECURE": "0", "PYTHONUNBUFFERED": "1"}


def run(module: str, *words: str, data: Path, database_url: str = "") -> str:
    """Run one of our modules to its end in that folder; returns what it printed. Refusal when it fails."""
    done = subprocess.run(  # noqa: S603 - our own modules
        [sys.executable, "-m", module, *words], env=environment(data, database_url), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise say.Refusal(f"{module} {' '.join(words)} failed ({done.returncode}):\n{done.stdout}{done.stderr}")
    return done.stdout


class Server:
    """A context manager. `url` is the address; `output` everything that all processes have printed."""

    def __init__(
        self,
        data: Path,
        *,
        demo: bool = False,
        database_url: str = "",
        seconds: float = 180,
        extra: dict[str, str] | None = None,
        wrap: tuple[str, ...] = (),
    ) -> None:
        self.data = data
        self.output: list[str] = []
        self.url = ""
        self.ready_after = 0.0
        self._words = ["--demo"] if demo else []
        self._wrap = wrap  # a command that runs the server in surroundings of its own
        self._environment = {**environment(data, database_url), **(extra or {})}
        self._seconds = seconds
        self._ready = threading.Event()
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start, and return when it says that it is ready. Refusal with its output when it does not."""
        self._ready.clear()
        self.url = ""
        began = time.monotonic()
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [*self._wrap, sys.executable, "-m", "amanah.cli", "serve", "--port", "0", *self._words],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._reader = threading.Thread(target=self._read, args=(self._process,), daemon=True)
        self._reader.start()
        self._ready.wait(self._seconds)
        self.ready_after = time.monotonic() - began
        if not self.url or self._process.poll() is not None:
            self.stop()
            raise say.Refusal("the server did not start:\n" + "".join(self.output))

    def _read(self, process: "subprocess.Popen[str]") -> None:
        """Collect the output; the first line with an address says that it serves."""
        for line in process.stdout or ():
            self.output.append(line)
            if not self._ready.is_set() and (found := ADDRESS.search(line.strip())):
                self.url = found[1]
                self._ready.set()
        self._ready.set()

    @property
    def pid(self) -> int:
        """The supervising process."""
        if self._process is None:
            raise say.Refusal("the server was not started")
        return self._process.pid

    @property
    def runs(self) -> bool:
        """Whether it was started, and neither stopped nor killed since."""
        return self._process is not None and self._process.poll() is None

    def stop(self) -> int | None:
        """SIGTERM, and the exit code."""
        if self._process is None:
            return None
        if self._process.poll() is None:
            self._process.terminate()
        try:
            code = self._process.wait(20)
        except subprocess.TimeoutExpired:
            self.kill()
            code = self._process.wait(20)
        self._finish()
        return code

    def kill(self) -> None:
        """SIGKILL to every process at once: the nearest thing to a power cut that software can do to itself."""
        for pid in (self.pid, *descendants(self.pid)):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        if self._process is not None:
            self._process.wait(20)
            self._finish()

    def _finish(self) -> None:
        if self._reader is not None:
            self._reader.join(10)
        if self._process is not None and self._process.stdout is not None:
            self._process.stdout.close()


def descendants(pid: int) -> list[int]:
    """All processes below one, at this moment."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except OSError:
                continue
    found: list[int] = []
    wave = [pid]
    while wave:
        wave = [child for child, parent in parents.items() if parent in wave]
        found += wave
    return found


def processor_seconds(pid: int) -> float:
    """What a process and all below it that still run have taken of the processors so far."""
    ticks = 0
    for one in (pid, *descendants(pid)):
        try:
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(pid: int) -> dict[str, float]:
    """Megabytes of a process and all below it: `pss` shares common pages out, `rss` counts them again in each."""
    sums = {"pss": 0.0, "rss": 0.0}
    for one in (pid, *descendants(pid)):
        try:
            text = Path(f"/proc/{one}/smaps_rollup").read_text()
        except OSError:
            continue
        for name in sums:
            found = re.search(rf"^{name}:\s+(\d+) kB", text, re.MULTILINE | re.IGNORECASE)
            sums[name] += int(found[1]) / 1024 if found else 0
    return sums
