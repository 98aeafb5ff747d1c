"""Where the pages of pulses are; it holds in every process, also where no desk is loaded."""

from django.conf import settings


def of_pulse(number: str) -> str:
    """The page of the pulse of that number."""
    return f"/desk/campaigns/pulse/{number}/"


def of_sheet(slug: str) -> str:
    """Where it is answered, in the public program."""
    return f"/pulse/{slug}/"


def told_outside(slug: str) -> str:
    """The same as people are told it: on the host of the public program, which is not that of the desk."""
    return settings.AMANAH_PUBLIC_ADDRESS.rstrip("/") + of_sheet(slug)
