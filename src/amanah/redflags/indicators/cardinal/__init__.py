"""The eleven indicators of the Open Contracting Partnership's Cardinal, with its results on its inputs."""

from typing import Final

from amanah.redflags.indicators.cardinal import breadth, disqualifying, periods, prices, winning

INDICATORS: Final = (
    *periods.INDICATORS,
    *prices.INDICATORS,
    *winning.INDICATORS,
    *disqualifying.INDICATORS,
    *breadth.INDICATORS,
)
