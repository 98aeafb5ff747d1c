"""What bids give away of an agreement between bidders."""

from typing import Final

from amanah.redflags.indicators.collusion import fixed, groups, missing, screens

INDICATORS: Final = (*screens.INDICATORS, *missing.INDICATORS, *groups.INDICATORS, *fixed.INDICATORS)
