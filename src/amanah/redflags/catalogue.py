"""Every indicator there is."""

from functools import cache

from amanah.redflags.indicator import Catalogue
from amanah.redflags.indicators import cardinal, collusion, payments, payroll, procurement, queue, training, travel, vendors


@cache
def catalogue() -> Catalogue:
    """All indicators of all families."""
    every = Catalogue()
    for family in (payments, cardinal, procurement, collusion, vendors, payroll, travel, queue, training):
        every.add(*family.INDICATORS)
    return every
