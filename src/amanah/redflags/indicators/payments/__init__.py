"""What payments give away."""

from typing import Final

from amanah.redflags.indicators.payments import duplicates

INDICATORS: Final = (*duplicates.INDICATORS,)
