"""A process that inspects and cleans one file and ends: the file on standard input, the answer on standard output, nothing else.

The answer is one line of JSON and, where there is one, the cleaned copy. The file is a stranger's: before the first of its bytes is
understood, this process has given up writing files, opening any (a socket included), forking, leaving a core dump, and more time
and memory than the limits below.
"""

import codecs
import json
import resource
import sys
import zipfile

from amanah.foundation.evidence.cleaning.worker import kinds
from amanah.foundation.evidence.cleaning.worker.report import Findings, NotCleaned

MEMORY = 1536 * 1024**2
SECONDS = 20


def confine() -> None:
    """Give up what cleaning does not need. The last of it forbids every further open file."""
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_NOFILE, 3),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Read, confine, clean, answer."""
    sys.dont_write_bytecode = True
    data = sys.stdin.buffer.read()
    kind = kinds.kind(data)
    for name in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp437", "ascii", "unicode_escape", "cp1252", "idna"):
        codecs.lookup(name)
    tool = kinds.load(kind)
    confine()
    found, copy, reason = Findings(), b"", ""
    try:
        copy = tool(data, found)
        again = Findings()
        tool(copy, again)
        if again.gone:
            copy, reason = b"", "still"
    except NotCleaned as refusal:
        copy, reason = b"", refusal.reason
    except MemoryError:
        copy, reason = b"", "bomb"
    except (zipfile.BadZipFile, *kinds.BROKEN):
        copy, reason = b"", "broken"
    head = {"kind": kind, "findings": found.as_list(), "reason": reason, "size": len(copy)}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + copy)


if __name__ == "__main__":
    main()
