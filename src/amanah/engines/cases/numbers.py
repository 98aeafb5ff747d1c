"""How cases are numbered: as every record of the house is."""

from amanah.kernel.numbers import ALPHABET, LENGTH, draw, tidy

__all__ = ["ALPHABET", "LENGTH", "draw", "tidy"]
