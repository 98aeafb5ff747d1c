"""The front between visitors and the two programs: each test runs a small upstream on a unix socket and speaks raw HTTP to the front."""

import asyncio
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from amanah.cli.serve.front import Front
from amanah.cli.serve.request_head import BadHead, read

HEAD = b"POST /report/ HTTP/1.1\r\nHost: localhost\r\n"


def plain(body: bytes, status: bytes = b"200 OK") -> bytes:
    return b"HTTP/1.1 " + status + b"\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(body) + body


async def name_itself(reader, writer, name):
    """An upstream that answers with its name and the head it got."""
    head = await reader.readuntil(b"\r\n\r\n")
    writer.write(plain(name + b"\n" + head))
    writer.close()


@asynccontextmanager
async def front_before(handler, *, programs=("intake", "desk"), is_open=lambda: True):
    with tempfile.TemporaryDirectory() as folder:
        sockets = {name: Path(folder) / name for name in ("intake", "desk")}
        servers = [
            await asyncio.start_unix_server(lambda r, w, name=name: handler(r, w, name.encode()), str(sockets[name])) for name in programs
        ]
        front = Front(sockets, is_open)
        port = await front.listen("127.0.0.1", 0)
        try:
            yield port
        finally:
            await front.close(1)
            for server in servers:
                server.close()


async def ask(port: int, request: bytes) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    await writer.drain()
    answer = await reader.read()
    writer.close()
    return answer


def run(story):
    async def bounded():
        async with asyncio.timeout(20):
            await story()

    asyncio.run(bounded())


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/", b"intake"),
        ("/desk/", b"desk"),
        ("/desk", b"desk"),
        ("/desk/cases/?q=1", b"desk"),
        ("/deskside", b"intake"),
        ("/report/?next=/desk/", b"intake"),
        ("/%64esk/", b"intake"),
    ],
)
def test_what_is_under_desk_goes_to_the_desk_and_everything_else_to_intake(path, program):
    async def story():
        async with front_before(name_itself) as port:
            answer = await ask(port, f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            assert answer.split(b"\r\n\r\n", 1)[1].startswith(program + b"\n")

    run(story)


def test_a_visitor_cannot_claim_to_come_from_elsewhere_and_the_front_adds_nothing():
    async def story():
        async with front_before(name_itself) as port:
            answer = await ask(
                port,
                b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Proto: https\r\nForwarded: for=1\r\n"
                b"X-Real-IP: 1\r\nUpgrade: h2c\r\nConnection: upgrade\r\nCookie: a=b\r\n\r\n",
            )
            passed_on = answer.split(b"\r\n\r\n", 1)[1]
            assert passed_on == b"intake\nGET / HTTP/1.1\r\nHost: localhost\r\nCookie: a=b\r\nConnection: close\r\n\r\n"

    run(story)


@pytest.mark.parametrize(
    "head",
    [
        b"GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /\r\n\r\n",
        b"GET / HTTP/2.0\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nCookie: x\r\n folded\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nCookie: x\ny\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nCookie: \x00\r\n\r\n",
    ],
)
def test_a_head_that_two_readers_could_understand_differently_is_refused(head):
    with pytest.raises(BadHead):
        read(head)


def test_a_head_beyond_the_limit_is_answered_and_not_passed_on():
    async def story():
        async with front_before(name_itself) as port:
            answer = await ask(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nCookie: " + b"x" * 40_000 + b"\r\n\r\n")
            assert answer.startswith(b"HTTP/1.1 431 ")

    run(story)


def test_a_large_body_streams_through_in_both_directions():
    async def echo(reader, writer, name):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 8000000\r\nConnection: close\r\n\r\n")
        left = 8_000_000
        while left:
            piece = await reader.read(65536)
            left -= len(piece)
            writer.write(piece)
            await writer.drain()
        writer.close()

    async def story():
        async with front_before(echo) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            body = bytes(range(250)) * 32_000
            writer.write(HEAD + b"Content-Length: 8000000\r\n\r\n")

            async def send():
                writer.write(body)
                await writer.drain()

            sending = asyncio.create_task(send())
            answer = await reader.read(-1)
            await sending
            writer.close()
            assert answer.split(b"\r\n\r\n", 1)[1] == body

    run(story)


def test_expect_continue_is_answered_by_the_program_before_the_body_is_sent():
    async def patient(reader, writer, name):
        head = await reader.readuntil(b"\r\n\r\n")
        assert b"Expect: 100-continue" in head
        writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        writer.write(plain(await reader.readexactly(4)))
        writer.close()

    async def story():
        async with front_before(patient) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD + b"Content-Length: 4\r\nExpect: 100-continue\r\n\r\n")
            assert await reader.readuntil(b"\r\n\r\n") == b"HTTP/1.1 100 Continue\r\n\r\n"
            writer.write(b"word")
            assert (await reader.read()).endswith(b"word")
            writer.close()

    run(story)


@pytest.mark.parametrize("options", [{"programs": ("desk",)}, {"is_open": lambda: False}])
def test_when_the_program_is_away_the_page_says_that_nothing_was_sent(options):
    async def story():
        async with front_before(name_itself, **options) as port:
            answer = await ask(port, HEAD + b"Content-Length: 4\r\n\r\nword")
            assert answer.startswith(b"HTTP/1.1 503 ")
            assert b"Laporan Anda BELUM terkirim" in answer

    run(story)


def test_when_the_program_dies_before_answering_the_page_says_so():
    async def die(reader, writer, name):
        await reader.readuntil(b"\r\n\r\n")
        writer.transport.abort()

    async def story():
        async with front_before(die) as port:
            answer = await ask(port, HEAD + b"Content-Length: 4\r\n\r\nword")
            assert answer.startswith(b"HTTP/1.1 502 ")
            assert b"anggap laporan Anda BELUM terkirim" in answer

    run(story)


def test_an_early_answer_reaches_a_visitor_who_is_still_sending():
    async def refuse(reader, writer, name):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(plain(b"too large", b"413 Content Too Large"))
        writer.close()

    async def story():
        async with front_before(refuse) as port:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD + b"Content-Length: 4000000\r\n\r\n" + b"x" * 4_000_000)
            assert (await reader.read()).endswith(b"too large")
            writer.close()

    run(story)


def test_a_visitor_who_leaves_takes_the_upstream_connection_along():
    async def story():
        left = asyncio.Event()

        async def wait_for_more(reader, writer, name):
            await reader.readuntil(b"\r\n\r\n")
            try:
                while await reader.read(65536):
                    pass
            except ConnectionError:
                pass
            left.set()
            writer.close()

        async with front_before(wait_for_more) as port:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(HEAD + b"Content-Length: 4000000\r\n\r\nsome")
            await writer.drain()
            writer.transport.abort()
            await left.wait()

    run(story)


def test_a_second_request_in_the_same_connection_is_never_answered():
    async def story():
        async with front_before(name_itself) as port:
            one = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
            answer = await ask(port, one + one.replace(b"/ ", b"/desk/ "))
            assert answer.count(b"HTTP/1.1 200") == 1

    run(story)
