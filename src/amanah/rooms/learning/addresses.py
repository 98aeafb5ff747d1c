"""Addresses that others need without knowing screens."""

from typing import Final

MINE: Final = "/desk/learning/"
