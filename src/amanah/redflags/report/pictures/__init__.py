"""The pictures of each family of indicators."""

from collections.abc import Mapping
from typing import Final

from amanah.redflags.report.picture import Pictures
from amanah.redflags.report.pictures import collusion, payments, procurement, queue

FAMILIES: Final[Mapping[str, Pictures]] = {
    "payments": payments.pictures,
    "procurement": procurement.pictures,
    "collusion": collusion.pictures,
    "queue": queue.pictures,
}
"""Family → its pictures; a family without an entry has none."""
