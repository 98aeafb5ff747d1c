"""What is sealed in a case of discipline, in the one form in which it is. Readers of old cases depend on these names: add, never rename."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self
from uuid import UUID

from amanah.kernel import canonical

STATEMENT = "statement"


def record_of(case_id: UUID) -> str:
    """The sealed record of a case."""
    return f"discipline:{case_id}"


@dataclass(frozen=True)
class Statement:
    """The statement of result: everything that the examiner learns. It names no report and no reporter, because it holds neither.

    `person` is the id of the person concerned; `level` the gravity that whoever inspected expects, which binds nobody.
    """

    person: str
    name: str
    post: str
    topic: str
    breach: str
    occurred: str
    rules: str
    evidence: tuple[str, ...]
    level: str
    by: str
    form: str = field(default="discipline/1")

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode(asdict(self))

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values: dict[str, Any] = canonical.decode(data)
        return cls(**values | {"evidence": tuple(values["evidence"])})

    @property
    def words(self) -> str:
        """Everything in it that a person wrote."""
        return "\n".join((self.breach, self.occurred, self.rules, *self.evidence))
