"""The supervising process of `amanah serve`: the front, the two programs, the beat, and what is printed."""

import argparse
import asyncio
import ipaddress
import os
import resource
import shutil
import tempfile
from pathlib import Path

from amanah.cli import say
from amanah.cli.serve import stamp, supervisor
from amanah.cli.serve.front import Front

DRAIN_SECONDS = 3.0


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGTERM or Ctrl-C."""
    try:
        port = int(os.environ.get("PORT", "8000")) if arguments.port is None else arguments.port
    except ValueError:
        raise say.Refusal("PORT must be a number") from None
    if arguments.demo:
        if not _is_loopback(arguments.host):
            raise say.Refusal("the demonstration has known passwords and is served on loopback only (--host 127.0.0.1)")
        os.environ["AMANAH_DEMO"] = "1"
    elif stamp.is_demonstration():
        raise say.Refusal(
            "this data folder holds the demonstration, whose passwords are public: serve it with --demo, or choose another AMANAH_DATA"
        )
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    return asyncio.run(_direct(arguments, port) if arguments.only else _both(arguments, port))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


async def _prepare(*, demo: bool, stopping: asyncio.Event) -> bool:
    """Run the preparation unless the stamp says that nothing is missing. False when we were told to stop meanwhile."""
    if stamp.is_current(demo=demo):
        return True
    child = await supervisor.start("amanah.cli.serve.prepare", *(["--demo"] if demo else []))
    done, stop = asyncio.create_task(child.wait()), asyncio.create_task(stopping.wait())
    await asyncio.wait({done, stop}, return_when=asyncio.FIRST_COMPLETED)
    stop.cancel()
    await supervisor.stop(child)
    if stopping.is_set():
        return False
    if child.returncode != 0:
        raise say.Refusal("the preparation failed; what it printed above says why")
    return True


async def _both(arguments: argparse.Namespace, port: int) -> int:
    """Front, intake, desk and the beat."""
    stopping = supervisor.stop_event()
    folder = Path(tempfile.mkdtemp(prefix="amanah-"))
    sockets = {"intake": folder / "intake", "desk": folder / "desk"}
    is_open = asyncio.Event()
    front = Front(sockets, is_open.is_set)
    tasks: list[asyncio.Task[None]] = []
    try:
        # Bound before anything else: a taken port is said at once, and an early visitor gets an answer instead of nothing.
        try:
            port = await front.listen(arguments.host, port)
        except OSError as error:
            raise say.Refusal(f"cannot listen on {arguments.host}:{port}: {error.strerror}; PORT chooses another port") from None
        if not await _prepare(demo=arguments.demo, stopping=stopping):
            return say.DONE
        tasks = [
            asyncio.create_task(supervisor.keep_running(name, "amanah.cli.serve.program", name, "--uds", str(socket)))
            for name, socket in sockets.items()
        ]
        if not arguments.demo:
            tasks.append(asyncio.create_task(supervisor.beat()))
        ready = asyncio.create_task(supervisor.answer(*sockets.values()))
        stop = asyncio.create_task(stopping.wait())
        await asyncio.wait({ready, stop}, return_when=asyncio.FIRST_COMPLETED)
        if not stopping.is_set():
            if not ready.result():
                raise say.Refusal("the programs did not start within a minute; what they printed above says why")
            is_open.set()
            _welcome(f"http://{arguments.host}:{port}", demo=arguments.demo)
            if arguments.demo:
                tasks.append(asyncio.create_task(_grow()))
        await stop
        await front.close(DRAIN_SECONDS)
    finally:
        await _end(tasks)
        shutil.rmtree(folder, ignore_errors=True)
    return say.DONE


async def _grow() -> None:
    """The rest of the demonstration, and only then the beat: it would remind people of what is about to be told as done."""
    await supervisor.once("the rest of the demonstration", "amanah.cli.demo.grow")
    await supervisor.beat()


async def _direct(arguments: argparse.Namespace, port: int) -> int:
    """One program on an address of its own; the beat runs beside the desk only, so that it runs once."""
    stopping = supervisor.stop_event()
    tasks: list[asyncio.Task[None]] = []
    try:
        if await _prepare(demo=arguments.demo, stopping=stopping):
            words = ("amanah.cli.serve.program", arguments.only, "--host", arguments.host, "--port", str(port))
            tasks = [asyncio.create_task(supervisor.keep_running(arguments.only, *words))]
            if arguments.only == "desk":
                tasks.append(asyncio.create_task(supervisor.beat()))
            say.line(f"{arguments.only}: http://{arguments.host}:{port}/")
            await stopping.wait()
    finally:
        await _end(tasks)
    return say.DONE


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _welcome(address: str, *, demo: bool) -> None:
    """Where to go, who can sign in and where everything lies."""
    say.line()
    say.line("Amanah siap · is ready")
    say.line(f"  Alamat · address        {address}/")
    say.line(f"  Petugas · staff         {address}/desk/")
    say.line(f"  Data                    {say.data_folder()}")
    say.line(f"  Kunci · keys            {say.keys_folder()}   (tidak ikut cadangan · not part of backups)")
    people = stamp.read().get("people", []) if demo else []
    if people:
        say.line("  Peragaan, dapat masuk sebagai · demonstration, can sign in as")
        name, secret = (max(len(person[field]) for person in people) for field in ("username", "password"))
        for person in people:
            say.line(f"    {person['username']:<{name}}  {person['password']:<{secret}}  {person['role']}")
    say.line("  Berhenti · stop         Ctrl-C")
