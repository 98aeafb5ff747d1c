"""What may be written to a log. Needs no Django, because the server that carries Django logs in the same way.

An exception's text can hold what a person typed (a database repeats the failing row, a parser the failing word), and so can a
message made from a request. Neither formatter ever prints an exception's text or a variable's value.
"""

import logging
import sys
import threading
from datetime import UTC, datetime
from types import TracebackType

from amanah.kernel import clock

LONGEST_CHAIN = 4  # an error that passes many handlers is repeated by each


def _places(trace: TracebackType | None) -> list[str]:
    """The way to the error as module, function and line; no source lines and no values."""
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"    {trace.tb_frame.f_globals.get('__name__', '?')}:{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places


def without_values(error: BaseException | None) -> str:
    """An exception and what caused it: types and places only."""
    lines = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen and len(seen) < LONGEST_CHAIN:
        seen.add(id(error))
        lines += [f"  {type(error).__module__}.{type(error).__qualname__}", *_places(error.__traceback__)]
        error = error.__cause__ or error.__context__
    return "\n".join(lines)


def _error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


class Scrubbed(logging.Formatter):
    """For intake: the day, the level, where in the code it was logged, and the bare error. Not the message, which could quote a visitor."""

    def format(self, record: logging.LogRecord) -> str:
        """One record; everything that came with the request stays out."""
        head = f"{clock.today()} intake {record.levelname} {record.name} {record.module}:{record.funcName}:{record.lineno}"
        trace = without_values(_error_of(record))
        return f"{head}\n{trace}" if trace else head


class WithoutValues(logging.Formatter):
    """For the desk: the time and the message, and errors without their texts."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        moment = datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="seconds")
        head = f"{moment} desk {record.levelname} {record.name} {record.getMessage()}"
        trace = without_values(_error_of(record))
        return f"{head}\n{trace}" if trace else head


def configuration(formatter: type[logging.Formatter]) -> dict[str, object]:
    """The LOGGING setting of a program: warnings and errors to standard error. Django's own handlers (mail, console) are taken off."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"ours": {"()": formatter}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "ours"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "django": {"handlers": [], "level": "WARNING", "propagate": True},
            "django.request": {"level": "ERROR"},  # a page that does not exist is no event
            "amanah.access": {"level": "INFO"},  # who came in, who was refused
        },
    }


def silence_interpreter(program: str) -> None:
    """Give the interpreter's own last words (uncaught errors in threads and destructors) the same treatment in this process."""
    logger = logging.getLogger(f"amanah.{program}")

    def uncaught(kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        logger.error("uncaught", exc_info=(kind, error or kind(), trace))

    sys.excepthook = uncaught
    threading.excepthook = lambda args: uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    sys.unraisablehook = lambda args: uncaught(args.exc_type, args.exc_value, args.exc_traceback)
    logging.captureWarnings(capture=True)
