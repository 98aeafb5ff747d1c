"""The words and codes of the question bank, tests and attempts."""

from typing import Final

from django.utils.translation import gettext_lazy as _

PRE, POST, FINAL, LATER = "pre", "post", "final", "later"
PURPOSES: Final = {
    PRE: _("Uji awal"),
    POST: _("Uji sesudah"),
    FINAL: _("Ujian akhir"),
    LATER: _("Uji ingatan"),
}
"""What an attempt is for: before learning, right after it, to finish a course, or months later."""
MEASURING: Final = (PRE, LATER)
"""Purposes that only measure: nobody passes or fails them."""

ACTIVE, RETIRED = "active", "retired"
STATES: Final = {ACTIVE: _("Dipakai"), RETIRED: _("Tidak dipakai lagi")}

MARK_RULE: Final = "learning.pass_mark"
"""The rule that says how many of a hundred answers must be right."""

FEWEST_ANSWERS, MOST_ANSWERS = 2, 6
LONGEST: Final = 1000
"""Signs of a question, an answer or a reason, at most."""
ENOUGH: Final = 30
"""Attempts from which on the statistics of a question are told: below, they would say more about chance and about single people."""
