"""A paper that staff write and the house seals: words, and facts by name. Readers of old papers depend on the names: add, never rename."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from amanah.kernel import canonical


@dataclass(frozen=True)
class Paper:
    """One paper. A fact is a code, a number, or a day in ISO form; its name is the affair of whoever writes it."""

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode({"form": "paper/1", "text": self.text, "facts": dict(self.facts)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote, also when papers of a room still bore a form name of their own ("protection/1")."""
        values = canonical.decode(data)
        return cls(values["text"], values["facts"])

    def day(self, name: str) -> date | None:
        """A fact that is a day."""
        return date.fromisoformat(self.facts[name]) if self.facts.get(name) else None
