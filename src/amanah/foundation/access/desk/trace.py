"""What the desk's log says about signing in and being refused: what happened and to which account, never what was typed or asked for."""

import logging

from amanah.foundation.access.models import Account

_log = logging.getLogger("amanah.access")


def note(what: str, account: Account | None) -> None:
    """Something that is as it should be."""
    _log.info("%s account=%s", what, _name(account))


def warn(what: str, account: Account | None) -> None:
    """Somebody was refused. Without an account it is not known who."""
    _log.warning("%s account=%s", what, _name(account))


def _name(account: Account | None) -> str:
    return str(account.pk) if account is not None else "unknown"
