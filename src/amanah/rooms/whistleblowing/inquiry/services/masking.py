"""Keeping a masked version: a text of its own, sealed apart, from which what was taken out cannot be had back."""

from amanah.engines.reports.opened import Opened
from amanah.rooms.whistleblowing.inquiry.masking import mask
from amanah.rooms.whistleblowing.inquiry.models import Paper
from amanah.rooms.whistleblowing.inquiry.refusals import refused
from amanah.rooms.whistleblowing.inquiry.services.writing import write


def keep_masked(opened: Opened, title: str, text: str) -> Paper:
    """Take the marked passages out of `text` and keep what is left, with how many there were.

    Raises:
        Refused: as `write`, and "guard" where nothing was marked.
    """
    masked = mask(text)
    if not masked.removed:
        raise refused("unmarked")
    return write(opened, "masked", {"title": title, "text": masked.text, "removed": masked.removed})
