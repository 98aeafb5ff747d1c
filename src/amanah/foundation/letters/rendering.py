"""Work on letters in a short-lived, confined process: filling templates, looking through them, checking signatures. All in memory."""

import base64
import json
import subprocess
import sys
import threading
from collections.abc import Iterable, Mapping
from typing import Any

SECONDS = 30
_workers = threading.BoundedSemaphore(2)


class WorkError(Exception):
    """It could not be done. `code` says why, and nothing of what was given: "broken", "runs", "fetches", "not_docx" or "failed"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def fill(template: bytes, values: Mapping[str, Any], *, title: str, author: str, day: str) -> bytes:
    """The letter as DOCX. Raises WorkError."""
    job = {"verb": "fill", "values": dict(values), "title": title, "author": author, "day": day}
    return base64.b64decode(_work(template, job)["data"])


def inspect(template: bytes) -> tuple[list[str], list[str]]:
    """(placeholders, braces that are none) of a template. Raises WorkError."""
    said = _work(template, {"verb": "inspect"})
    return said["placeholders"], said["stray"]


def signatures(pdf: bytes, anchors: Iterable[bytes]) -> list[dict[str, Any]]:
    """What can be said of every signature. Raises WorkError."""
    job = {"verb": "signatures", "anchors": [base64.b64encode(der).decode() for der in anchors]}
    found: list[dict[str, Any]] = _work(pdf, job)["signatures"]
    return found


def certificate(data: bytes) -> dict[str, Any]:
    """An issuer's certificate: `name`, `ends_on`, `der` (hexadecimal). Raises WorkError."""
    return _work(data, {"verb": "certificate"})


def _work(data: bytes, job: dict[str, Any]) -> dict[str, Any]:
    given = json.dumps({**job, "data": base64.b64encode(data).decode()}).encode()
    with _workers:
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-m", "amanah.foundation.letters.worker"],
                input=given,
                capture_output=True,
                timeout=SECONDS,
                check=False,
                env={"LC_ALL": "C.UTF-8"},
                cwd="/",
            )
        except subprocess.TimeoutExpired as error:
            raise WorkError("failed") from error
    try:
        said: dict[str, Any] = json.loads(done.stdout)
    except ValueError as error:
        raise WorkError("failed") from error
    if "error" in said:
        raise WorkError(said["error"])
    return said
