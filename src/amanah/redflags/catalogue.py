"""Every indicator there is."""

from functools import cache

from amanah.redflags.indicator import Catalogue
from amanah.redflags.indicators import cardinal, payments, procurement, vendors


@cache
def catalogue() -> Catalogue:
    """All indicators of all families."""
    every = Catalogue()
    for family in (payments, cardinal, procurement, vendors):
        every.add(*family.INDICATORS)
    return every
