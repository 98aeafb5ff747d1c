"""What payroll and presence give away."""

from typing import Final

from amanah.redflags.indicators.payroll import amounts, ghosts

INDICATORS: Final = (*ghosts.INDICATORS, *amounts.INDICATORS)
