"""What vendors and their ties give away."""

from typing import Final

from amanah.redflags.indicators.vendors import connections, winners

INDICATORS: Final = (*connections.INDICATORS, *winners.INDICATORS)
