"""The rules that learning counts with, by their keys in the rulebook."""

from typing import Final

HOURS_A_YEAR: Final = "learning.hours_a_year"
REMIND_BEFORE: Final = "learning.remind_before"
JOINED_WITHIN: Final = "learning.joined_within"
