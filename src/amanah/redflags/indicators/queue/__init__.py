"""What queues of a public service give away, and what they cannot."""

from typing import Final

from amanah.redflags.indicators.queue import course, hours, money, order, returning, shift, ties, unequal, waiting

INDICATORS: Final = (
    *order.INDICATORS,
    *waiting.INDICATORS,
    *unequal.INDICATORS,
    *ties.INDICATORS,
    *returning.INDICATORS,
    *money.INDICATORS,
    *hours.INDICATORS,
    *course.INDICATORS,
    *shift.INDICATORS,
)
