"""`python -m amanah.cli.serve.program NAME (--uds PATH | --host HOST --port PORT)`: one of the two programs under granian.

Started and watched by the supervisor; dies with it. No access log exists, and what granian itself has to say goes through the same
formatter as the program's own log, so that no request line or header can come out.
"""

import argparse
import ctypes
import os
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

PROGRAMS = ("intake", "desk")

# A thread per request under way; a slow upload holds one, so intake has many. Idle ones end after half a minute.
THREADS = {"intake": 48, "desk": 24}
_PR_SET_PDEATHSIG = 1

# Making pages is Python, which uses one core at a time, so that more processes of intake use more cores. They are forked from one that has
# loaded everything and share its memory: a second one takes some 15 MB at rest, and up to 90 once it has made many pages.
PROCESSES = {"intake": max(1, int(os.environ.get("AMANAH_INTAKE_PROCESSES") or "1")), "desk": 1}


def harden() -> None:
    """No core dumps, files for the owner only, and no life after the parent process."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _logging(program: str) -> dict[str, Any]:
    formatter = "amanah.config.logs.Scrubbed" if program == "intake" else "amanah.config.logs.WithoutValues"
    return {
        "formatters": {"ours": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "ours"}},
        "loggers": {"_granian": {"handlers": ["stderr"], "level": "ERROR", "propagate": False}},
    }


def serve(program: str, *, host: str, port: int, uds: Path | None) -> None:
    """Serve until SIGTERM; requests under way get a few seconds."""
    from granian import Granian  # late: it brings a runtime of its own
    from granian.constants import HTTPModes, Interfaces
    from granian.http import HTTP1Settings
    from granian.log import LogLevels

    module = f"amanah.cli.serve.wsgi_{program}"
    processes = PROCESSES[program]
    Granian(
        f"{module}:application",
        address=host,
        port=port,
        uds=uds,
        uds_permissions=0o600 if uds else None,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=THREADS[program],
        runtime_blocking_threads=2,
        http=HTTPModes.http1,
        websockets=False,
        http1_settings=HTTP1Settings(header_read_timeout=20_000),
        log_level=LogLevels.error,
        log_dictconfig=_logging(program),
        log_access=False,
        workers_kill_timeout=4,
    ).serve(target_loader=_loaded(module) if processes > 1 else None, wrap_loader=False)


def _loaded(module: str) -> Callable[[], Any]:
    """The program loaded before it forks, so that its processes share it; each hardens itself: the bond to a parent is its own."""
    application = import_module(module).application

    def load() -> Any:
        harden()
        return application

    return load


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("program", choices=PROGRAMS)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--uds", type=Path)
    arguments = parser.parse_args()
    harden()
    if arguments.uds:
        arguments.uds.unlink(missing_ok=True)  # left behind by one that was killed
    serve(arguments.program, host=arguments.host, port=arguments.port, uds=arguments.uds)


if __name__ == "__main__":
    main()
