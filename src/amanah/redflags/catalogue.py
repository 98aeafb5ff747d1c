"""Every indicator there is."""

from functools import cache

from amanah.redflags.indicator import Catalogue
from amanah.redflags.indicators import cardinal, collusion, payments, procurement, vendors


@cache
def catalogue() -> Catalogue:
    """All indicators of all families."""
    every = Catalogue()
    for family in (payments, cardinal, procurement, collusion, vendors):
        every.add(*family.INDICATORS)
    return every
