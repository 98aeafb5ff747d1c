"""What must be right with the rulebook before anything is counted by it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks

from amanah.kernel import clock
from amanah.rulebook.book import OVERLAY, read_book


def rulebook(app_configs: Sequence[Any] | None, **_options: object) -> list[checks.CheckMessage]:  # noqa: ARG001 - Django's signature
    """Mistakes stop every start, examples one that is no demonstration; a year without a calendar is only warned of."""
    overlay = os.environ.get(OVERLAY)
    book, problems = read_book(Path(overlay) if overlay else None)
    found: list[checks.CheckMessage] = [
        checks.Error(f"rulebook: {problem}", id="clocks.E001")
        for problem in problems
        if problem.level == "error" or not getattr(settings, "AMANAH_DEMO", False)
    ]
    year = clock.today().year
    if year not in book.calendar_years:
        hint = f"add calendars/{year}.toml; until then every date in working days is provisional"
        found.append(checks.Warning(f"rulebook: no calendar of {year}", hint=hint, id="clocks.W001"))
    return found
