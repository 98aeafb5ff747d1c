"""What official travel gives away."""

from typing import Final

from amanah.redflags.indicators.travel import receipts, trips

INDICATORS: Final = (*trips.INDICATORS, *receipts.INDICATORS)
