"""What reaches a log when something of a reporter's could not be stored."""

import logging

log = logging.getLogger("amanah.intake")


def note_failure(what: str, error: Exception) -> None:
    """Log the kind of a failure and nothing else: what was being stored must not reach a log."""
    log.error("%s: %s", what, type(error).__name__)
