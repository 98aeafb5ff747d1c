"""A process that does one piece of work on a letter and ends: JSON on standard input, JSON on standard output, nothing anywhere else.

It handles what may be sealed content, and files of strangers: so it may not write any file (the limit on file size is zero), start
no process, leaves no core dump, opens no connection, and is bounded in time and memory.
"""

import base64
import json
import resource
import sys
from typing import Any

MEMORY = 1536 * 1024**2
SECONDS = 20


def confine() -> None:
    """Give up what the work does not need."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
    ):
        resource.setrlimit(what, (most, most))


def answer(job: dict[str, Any]) -> dict[str, Any]:
    """Do what was asked; `error` in the answer says why it was not done."""
    data = base64.b64decode(job["data"])
    try:
        if job["verb"] in {"inspect", "fill"}:
            from amanah.foundation.letters.worker import docx  # only this verb needs it

            try:
                if job["verb"] == "inspect":
                    return docx.inspect(data)
                made = docx.fill(data, job["values"], title=job["title"], author=job["author"], day=job["day"])
            except docx.Unfit as refusal:
                return {"error": refusal.code}
            return {"data": base64.b64encode(made).decode()}
        from amanah.foundation.letters.worker import signatures  # only these verbs need it

        if job["verb"] == "certificate":
            return signatures.certificate(data)
        return signatures.check(data, [base64.b64decode(der) for der in job["anchors"]])
    except (ValueError, MemoryError, RecursionError):
        return {"error": "broken"}


def main() -> None:
    """Read, confine, work, answer."""
    sys.dont_write_bytecode = True
    job = json.loads(sys.stdin.buffer.read())
    confine()
    sys.stdout.write(json.dumps(answer(job)))


if __name__ == "__main__":
    main()
