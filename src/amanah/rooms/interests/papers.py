"""What is sealed of an interest, in the one form in which it is. Readers of old declarations depend on these names: add, never rename."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self
from uuid import UUID

from amanah.kernel import canonical

WORDS = "words"
PREFIX = "interest"


def record_of(interest_id: UUID) -> str:
    """The sealed record of an interest, which is also how other tables name it."""
    return f"{PREFIX}:{interest_id}"


@dataclass(frozen=True)
class Words:
    """What somebody wrote about an interest of theirs.

    `about` are the people, units, businesses and numbers as they were named; `decision` which decision it touches, if one;
    `proposal` how they would keep it apart themselves.
    """

    what: str
    relation: str
    about: tuple[str, ...]
    decision: str
    proposal: str
    form: str = field(default="interest/1")

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values: dict[str, Any] = canonical.decode(data)
        return cls(**values | {"about": tuple(values["about"])})
