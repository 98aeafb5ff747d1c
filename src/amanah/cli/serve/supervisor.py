"""Starts the two programs, keeps them running, runs the beat, and stops everything within seconds.

This process stays up for months and holds no key: it imports neither Django nor anything that reads reports.
"""

import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import Process
from pathlib import Path

from amanah.cli import say

FIRST_WAIT = 0.5  # seconds before the first restart of something that ended by itself; doubles up to LONGEST_WAIT
LONGEST_WAIT = 30.0
STEADY = 60.0  # seconds of running after which a crash counts as the first again
STOP_SECONDS = 6.0
TICK_FIRST = 20.0
TICK_SECONDS = 300.0
READY_SECONDS = 60.0


def environment() -> dict[str, str]:
    """For every child: absolute folders, and few malloc arenas, because threads otherwise multiply memory that is never used."""
    return {
        **os.environ,
        "AMANAH_DATA": str(say.data_folder()),
        "AMANAH_KEYS": str(say.keys_folder()),
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX", "2"),
    }


async def start(*words: str) -> Process:
    """One child in a session of its own, so that Ctrl-C reaches only the supervisor, which then stops it in order."""
    return await asyncio.create_subprocess_exec(sys.executable, "-m", *words, env=environment(), start_new_session=True)


async def stop(process: Process | None) -> None:
    """SIGTERM, a few seconds, then SIGKILL."""
    if process is None or process.returncode is not None:
        return
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
    try:
        async with asyncio.timeout(STOP_SECONDS):
            await process.wait()
    except TimeoutError:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def keep_running(name: str, *words: str) -> None:
    """Run one program for ever; when it ends by itself, say so and start it again, each time a little later."""
    wait = FIRST_WAIT
    clock = asyncio.get_running_loop().time
    while True:
        process = await start(*words)
        began = clock()
        try:
            code = await process.wait()
        finally:
            await stop(process)
        if clock() - began > STEADY:
            wait = FIRST_WAIT
        say.problem(f"{name} berhenti sendiri · stopped by itself (code {code}); starting it again in {wait:g} s")
        await asyncio.sleep(wait)
        wait = min(wait * 2, LONGEST_WAIT)


async def beat() -> None:
    """Run `amanah tick` every few minutes as a process that ends, so that its memory ends with it."""
    await asyncio.sleep(TICK_FIRST)
    while True:
        process = await start("amanah.cli", "tick")
        try:
            async with asyncio.timeout(TICK_SECONDS):
                if await process.wait() != 0:
                    say.problem("tick did not succeed; it runs again in a few minutes")
        except TimeoutError:
            say.problem("tick took too long and was stopped; it runs again in a few minutes")
        finally:
            await stop(process)
        await asyncio.sleep(TICK_SECONDS)


async def once(what: str, *words: str) -> None:
    """Run one process that ends by itself; say so when it did not succeed."""
    process = await start(*words)
    try:
        if await process.wait() != 0:
            say.problem(f"{what} did not succeed; it is tried again at the next start")
    finally:
        await stop(process)


async def answer(*sockets: Path) -> bool:
    """Whether all programs accept connections within READY_SECONDS."""
    try:
        async with asyncio.timeout(READY_SECONDS):
            for socket in sockets:
                while not await _accepts(socket):  # noqa: ASYNC110 - another process cannot set our event
                    await asyncio.sleep(0.05)
    except TimeoutError:
        return False
    return True


async def _accepts(socket: Path) -> bool:
    try:
        _, writer = await asyncio.open_unix_connection(str(socket))
    except OSError:
        return False
    writer.close()
    return True


def stop_event() -> asyncio.Event:
    """Set by SIGTERM, SIGINT and SIGHUP."""
    event = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, event.set)
    return event
