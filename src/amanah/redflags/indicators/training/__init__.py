"""What grants to training centres give away."""

from typing import Final

from amanah.redflags.indicators.training import centres, trainees

INDICATORS: Final = (*trainees.INDICATORS, *centres.INDICATORS)
