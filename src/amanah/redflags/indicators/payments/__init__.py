"""What payments give away."""

from typing import Final

from amanah.redflags.indicators.payments import amounts, controls, digits, duplicates, series, times, vendors

INDICATORS: Final = (
    *duplicates.INDICATORS,
    *digits.INDICATORS,
    *amounts.INDICATORS,
    *times.INDICATORS,
    *series.INDICATORS,
    *vendors.INDICATORS,
    *controls.INDICATORS,
)
