"""Addresses that others need without knowing screens."""

from typing import Final
from uuid import UUID

HERE: Final = "/desk/learning/needs/"


def gaps_of(unit: UUID) -> str:
    """The gaps of one unit."""
    return f"{HERE}gaps/?unit={unit}"
