"""The outermost layer of both WSGI programs: what every request passes before Django sees it."""

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

# What tells who a visitor is. Removed before Django exists for the request, so that no later mistake can store or log it.
TRACES = frozenset(
    {
        "REMOTE_ADDR",
        "REMOTE_HOST",
        "REMOTE_PORT",
        "REMOTE_USER",
        "HTTP_USER_AGENT",
        "HTTP_FORWARDED",
        "HTTP_VIA",
        "HTTP_X_REAL_IP",
        "HTTP_CLIENT_IP",
        "HTTP_TRUE_CLIENT_IP",
        "HTTP_CF_CONNECTING_IP",
    }
)
_KEPT_FORWARDED = "HTTP_X_FORWARDED_PROTO"  # http or https only; says that the proxy in front speaks TLS


class Readable(Protocol):
    """The part of a WSGI input stream that is used here."""

    def read(self, size: int = -1, /) -> bytes:
        """Up to `size` bytes, or all; empty at the end."""
        ...


class WholeBody:
    """A request body that is never shorter than announced: a visitor who leaves in the middle is an error, not a shorter upload."""

    def __init__(self, stream: Readable, length: int | None) -> None:
        self._stream = stream
        self._left = length

    def read(self, size: int = -1) -> bytes:
        """Like any stream's read. Raises OSError when the body ends before its announced length."""
        if self._left is None:
            return self._stream.read(size)
        piece = self._stream.read(self._left if size < 0 else min(size, self._left))
        if not piece and self._left and size != 0:
            raise OSError("the request body ended early")
        self._left -= len(piece)
        return piece

    def readline(self, size: int = -1) -> bytes:
        """One line, byte by byte; only for code that insists on lines."""
        line = bytearray()
        while (size < 0 or len(line) < size) and (byte := self.read(1)):
            line += byte
            if byte == b"\n":
                break
        return bytes(line)

    def __iter__(self) -> Iterator[bytes]:
        return iter(lambda: self.read(64 * 1024), b"")


def gate(application: Application, program: str, *, anonymous: bool) -> Application:
    """Wrap a program: whole bodies only, no visitor's traces (`anonymous`), and no error that leaves by another way than our log."""
    logger = logging.getLogger(f"amanah.{program}")

    def guarded(environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH")
        environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(length) if length else None)
        if anonymous:
            for name in [name for name in environ if name in TRACES or (name.startswith("HTTP_X_FORWARDED_") and name != _KEPT_FORWARDED)]:
                del environ[name]
            _only_origin(environ)
        try:
            answer = application(environ, start_response)
        except Exception:  # the server below would print it with its values
            logger.exception("outside Django")
            start_response("500 Internal Server Error", [("Content-Type", "text/plain; charset=utf-8"), ("Cache-Control", "no-store")])
            return [b"Laporan Anda BELUM terkirim. Your report has NOT been sent.\n"]
        if not getattr(answer, "streaming", True):  # Django's ordinary answers are whole already and can fail no more
            body = b"".join(answer)
            answer.close()  # type: ignore[attr-defined]  # every Django response has it
            return [body]
        return _GuardedAnswer(answer, logger)

    return guarded


def _only_origin(environ: Environ) -> None:
    """Shorten the referring address to scheme and host, which is all that the cross-site check needs."""
    referrer = environ.pop("HTTP_REFERER", "")
    scheme, found, rest = referrer.partition("://")
    if found:
        environ["HTTP_REFERER"] = f"{scheme}://{rest.split('/', 1)[0]}/"


class _Broken(Exception):  # noqa: N818 - not a defect of its own
    """Tells the server to cut the answer off, and nothing else."""


class _GuardedAnswer:
    """A streamed answer whose errors are logged by us and reach the server without their texts."""

    def __init__(self, answer: Iterable[bytes], logger: logging.Logger) -> None:
        self._answer = answer
        self._logger = logger

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._answer
        except Exception:
            self._logger.exception("while answering")
            failed = True
        else:
            failed = False
        if failed:
            raise _Broken  # outside the handler, so that it carries nothing of the first error

    def close(self) -> None:
        """End the request for Django, also when the visitor left in the middle."""
        close = getattr(self._answer, "close", None)
        if close is not None:
            close()
