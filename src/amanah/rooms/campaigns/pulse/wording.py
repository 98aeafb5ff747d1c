"""Shares and changes in words."""

from django.utils.translation import gettext as _

from amanah.rooms.campaigns.pulse.intervals import Change, Share


def percent(value: float) -> str:
    """A share as a whole number of hundred."""
    return f"{round(100 * value)}%"


def of_share(share: Share) -> str:
    """The share with its interval."""
    return _("%(share)s (rentang %(low)s–%(high)s)") % {
        "share": percent(share.value),
        "low": percent(share.low),
        "high": percent(share.high),
    }


def points(value: float) -> str:
    """A difference in percentage points, with its sign."""
    said = round(100 * value)
    return f"{said:+d}".replace("-", "−") if said else "0"


def of_interval(change: Change) -> str:
    """The interval of a difference."""
    return _("%(low)s sampai %(high)s poin") % {"low": points(change.low), "high": points(change.high)}


def verdict(change: Change) -> str:
    """Whether chance alone hardly explains the difference."""
    if change.direction > 0:
        return _("Naik")
    return _("Turun") if change.direction < 0 else _("Tidak terbukti berubah")


TONES = {1: "success", 0: "neutral", -1: "danger"}
"""Direction → tone."""
