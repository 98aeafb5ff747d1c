"""Numbers of records that people can say on the telephone."""

import secrets
from datetime import date

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that nothing is misread."""
LENGTH = 6


def draw(prefix: str, day: date) -> str:
    """A number such as "WB-26-7F3K9Q": prefix, two-digit year, six random characters.

    Random rather than counted, because a counted number betrays the volume: whoever holds two receipts could tell how many reports
    came between them, and the order of numbers would give the order of reports. The caller tries again when the number is taken.
    """
    return f"{prefix}-{day:%y}-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(text: str) -> str:
    """What someone typed, in the form numbers are stored in: capitals, no spaces, the usual misreadings put right.

    Only the random part is corrected; a prefix may well hold an I or an O.
    """
    text = "".join(text.upper().split())
    head, dash, tail = text.rpartition("-")
    return head + dash + tail.translate(str.maketrans("ILOU", "110V")) if dash else text
