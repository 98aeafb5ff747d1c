"""One address for both programs: everything under /desk/ goes to the desk, everything else to intake.

A convenience for one machine; in production a reverse proxy with a host per program takes this place. Bodies stream both ways in
small pieces: nothing is buffered to disk, nothing is added, nothing is logged, and neither program learns a visitor's address.
"""

import asyncio
import contextlib
import socket
from collections.abc import Callable
from enum import Enum
from http import HTTPStatus
from pathlib import Path

from amanah.cli.serve import pages
from amanah.cli.serve.request_head import MAX_HEAD, BadHead, read

HEAD_SECONDS = 20  # to send a head; slow phones need a few, slow attacks want many
STILL_SECONDS = 150  # without one byte in either direction, for example an upload through a tunnel
LINGER_SECONDS = 5  # to let a client read an early answer while it is still sending
CONNECTIONS = 600
PIECE = 64 * 1024


class _End(Enum):
    """Why copying in one direction ended."""

    SOURCE = "the source said that this is all"
    BROKEN = "the source broke off"
    TARGET = "the target takes no more"


class _Movement:
    """When something last moved in either direction, and how much came down."""

    def __init__(self) -> None:
        self.down = 0
        self._last = asyncio.get_running_loop().time()

    def note(self) -> None:
        self._last = asyncio.get_running_loop().time()

    async def until_still(self, seconds: float) -> None:
        """Return once nothing has moved for so long."""
        while (left := self._last + seconds - asyncio.get_running_loop().time()) > 0:  # noqa: ASYNC110 - an event per piece would cost more
            await asyncio.sleep(left)


class _Upstream:
    """The connection to a program, as a bare socket: a stream would throw an answer away as soon as writing to it fails."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._loop = asyncio.get_running_loop()

    async def read(self, size: int) -> bytes:
        return await self._loop.sock_recv(self._connection, size)

    async def write(self, piece: bytes) -> None:
        await self._loop.sock_sendall(self._connection, piece)


async def _up(visitor: asyncio.StreamReader, program: _Upstream, moved: _Movement) -> _End:
    """The request, piece by piece, so that a large body never gathers in memory."""
    while True:
        try:
            piece = await visitor.read(PIECE)
        except OSError:
            return _End.BROKEN
        if not piece:
            return _End.SOURCE
        moved.note()
        try:
            await program.write(piece)
        except OSError:
            return _End.TARGET
        moved.note()


async def _down(program: _Upstream, visitor: asyncio.StreamWriter, moved: _Movement) -> _End:
    """The answer, piece by piece, at the visitor's speed."""
    while True:
        try:
            piece = await program.read(PIECE)
        except OSError:
            return _End.BROKEN
        if not piece:
            return _End.SOURCE
        moved.down += len(piece)
        moved.note()
        try:
            visitor.write(piece)
            await visitor.drain()
        except OSError:
            return _End.TARGET
        moved.note()


class Front:
    """Forwards requests to the unix sockets of the two programs; `open` says whether they may be asked yet."""

    def __init__(self, sockets: dict[str, Path], is_open: Callable[[], bool] = lambda: True) -> None:
        self._sockets = sockets
        self._is_open = is_open
        self._free = asyncio.Semaphore(CONNECTIONS)
        self._running: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def listen(self, host: str, port: int) -> int:
        """Bind and accept; returns the port (useful when 0 was asked for). Raises OSError when the address is taken."""
        self._server = await asyncio.start_server(self._accept, host, port, limit=MAX_HEAD, backlog=512)
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self, seconds: float) -> None:
        """Accept nothing more, give what is under way a moment, then cut it off."""
        if self._server is not None:
            self._server.close()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - the stream server always runs this in a task
        self._running.add(task)
        try:
            async with self._free:
                await self._serve(reader, writer)
        except (OSError, asyncio.CancelledError, TimeoutError):
            writer.transport.abort()
        finally:
            self._running.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, one answer, then the connection is closed: nothing can be pipelined past the routing."""
        try:
            async with asyncio.timeout(HEAD_SECONDS):
                head = read(await reader.readuntil(b"\r\n\r\n"))
        except asyncio.IncompleteReadError:
            return
        except TimeoutError:
            await self._say(reader, writer, HTTPStatus.REQUEST_TIMEOUT)
            return
        except asyncio.LimitOverrunError:
            await self._say(reader, writer, HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE)
            return
        except BadHead as bad:
            await self._say(reader, writer, bad.status)
            return
        name = "desk" if head.path == b"/desk" or head.path.startswith(b"/desk/") else "intake"
        if not self._is_open():
            await self._say(reader, writer, HTTPStatus.SERVICE_UNAVAILABLE)
            return
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:  # closing it also tells the program that its visitor left
            connection.setblocking(False)
            program = _Upstream(connection)
            try:
                await asyncio.get_running_loop().sock_connect(connection, str(self._sockets[name]))
                await program.write(head.forwarded)
            except OSError:
                await self._say(reader, writer, HTTPStatus.SERVICE_UNAVAILABLE)
                return
            await self._exchange(reader, writer, program)

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, program: _Upstream) -> None:
        """Copy both ways until the answer is complete. A client that leaves first takes the upstream connection with it."""
        moved = _Movement()
        upward = asyncio.create_task(_up(reader, program, moved))
        downward = asyncio.create_task(_down(program, writer, moved))
        stillness = asyncio.create_task(moved.until_still(STILL_SECONDS))
        tasks = {upward, downward, stillness}
        try:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            if upward.done() and upward.result() is _End.TARGET and not downward.done():
                # The program reads no further, for example because the body is too large: its answer is still on the way.
                await asyncio.wait({downward, stillness}, return_when=asyncio.FIRST_COMPLETED)
            end = downward.result() if downward.done() else None
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        if end in {_End.SOURCE, _End.BROKEN}:  # a program that stops reading resets even after a whole answer; its framing tells which
            if moved.down == 0:
                writer.write(pages.answer(HTTPStatus.BAD_GATEWAY))
            await self._linger(reader, writer)
        else:  # the visitor left, or nothing moved for too long
            writer.transport.abort()

    async def _say(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, status: HTTPStatus) -> None:
        """An answer of the front's own."""
        writer.write(pages.answer(status))
        await self._linger(reader, writer)

    @staticmethod
    async def _linger(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Close our half and swallow what still comes: closing at once would destroy the answer on its way to the client."""
        await writer.drain()
        writer.write_eof()
        with contextlib.suppress(TimeoutError, OSError):
            async with asyncio.timeout(LINGER_SECONDS):
                while await reader.read(PIECE):
                    pass
