"""What all verbs share: exit codes, refusals, JSON, progress and the way into Django."""

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

DONE = 0
FOUND_WRONG = 1
FAILED = 3
INTERRUPTED = 130


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a defect
    """The verb will not or cannot do what was asked; the text is shown to the person as it is."""

    def __init__(self, text: str, code: int = FAILED) -> None:
        super().__init__(text)
        self.code = code


def problem(text: str) -> None:
    """One line on standard error."""
    print(f"amanah: {text}", file=sys.stderr, flush=True)


def line(text: str = "") -> None:
    """One line of progress or result, shown at once even when the output is a file."""
    print(text, flush=True)


def as_json(value: object) -> None:
    """The result for a program: one JSON document on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str), flush=True)


def guarded(act: Callable[[], int]) -> int:
    """Run an act of the command line; whatever goes wrong becomes one line and an exit code."""
    try:
        return act()
    except Refusal as refusal:
        problem(str(refusal))
        return refusal.code
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output went away, for example `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if os.environ.get("AMANAH_TRACE") == "1":
            raise
        first_line = (str(error).strip().splitlines() or [""])[0]
        problem(f"{type(error).__name__}: {first_line}  (AMANAH_TRACE=1 shows more)")
        return FAILED


def data_folder() -> Path:
    """The folder of database, sealed files and built static files, without loading Django."""
    return Path(os.environ.get("AMANAH_DATA", "var")).resolve()


def keys_folder() -> Path:
    """The folder of the keys that stay outside database and backups, without loading Django."""
    return Path(os.environ.get("AMANAH_KEYS", data_folder() / "keys")).resolve()


def django(program: Literal["desk", "intake"] = "desk") -> None:
    """Load Django with the settings of one program; the desk knows every table."""
    os.environ["DJANGO_SETTINGS_MODULE"] = f"amanah.config.settings.{program}"
    with all_to_stay():
        import django as framework  # late: `serve` must stay small, and --help quick

        framework.setup()


@contextmanager
def all_to_stay() -> Iterator[None]:
    """Load something without looking for garbage in it, now or later: that takes a quarter of the time of a start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
