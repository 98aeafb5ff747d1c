"""The pictures of each family of indicators."""

from collections.abc import Mapping
from typing import Final

from amanah.redflags.report.picture import Pictures

FAMILIES: Final[Mapping[str, Pictures]] = {}
"""Family → its pictures; a family without an entry has none."""
