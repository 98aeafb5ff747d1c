"""What staff seal about protection, in one form: words, and facts by name. Readers of old papers depend on these: add, never rename."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from amanah.kernel import canonical

ASSESSMENT, MEASURE, CHECK, LPSK, CLEARING = "protection", "measure", "check", "lpsk", "rehabilitation"
CHANNELS = (ASSESSMENT, MEASURE, CHECK, LPSK, CLEARING)


@dataclass(frozen=True)
class Paper:
    """One sealed paper. A fact is a code, a number or a day in ISO form."""

    text: str
    facts: Mapping[str, str] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """The bytes that are sealed."""
        return canonical.encode({"form": "protection/1", "text": self.text, "facts": dict(self.facts)})

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """What `to_bytes` wrote."""
        values = canonical.decode(data)
        return cls(values["text"], values["facts"])

    def day(self, name: str) -> date | None:
        """A fact that is a day."""
        return date.fromisoformat(self.facts[name]) if self.facts.get(name) else None
