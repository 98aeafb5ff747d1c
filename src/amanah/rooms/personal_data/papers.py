"""Where the papers of a breach or a request are sealed."""

from uuid import UUID

PREFIX = "personal"


def record_of(case_id: UUID) -> str:
    """The sealed record of a case."""
    return f"{PREFIX}:{case_id}"
