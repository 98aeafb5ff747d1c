"""What buying gives away."""

from typing import Final

from amanah.redflags.indicators.procurement import concentration, cri, estimates, growth, methods, periods, pfa, thresholds, titles

INDICATORS: Final = (
    *thresholds.INDICATORS,
    *methods.INDICATORS,
    *estimates.INDICATORS,
    *periods.INDICATORS,
    *concentration.INDICATORS,
    *growth.INDICATORS,
    *titles.INDICATORS,
    *cri.INDICATORS,
    *pfa.INDICATORS,
)
