"""Saving a new row under a number that nobody has."""

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from amanah.kernel import numbers

DRAWS = 8
SESSION, OFFER, CERTIFICATE, OUTSIDE = "SP", "PN", "ST", "SL"


def save(row: Any, prefix: str, day: date) -> None:
    """Give the row a number that is free, and save it, in the caller's transaction."""
    for _ in range(DRAWS):
        row.number = numbers.draw(prefix, day)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            if not type(row).objects.filter(number=row.number).exists():
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {prefix} numbers is nearly full")
