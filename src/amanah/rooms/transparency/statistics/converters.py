"""A day in an address."""

from datetime import date


class DayConverter:
    """2026-07-01; what is no day is no address."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        """Raises ValueError for 2026-02-30, which makes it no match."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """ISO."""
        return value.isoformat()
