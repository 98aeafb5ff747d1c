"""What a question of a pulse is: words in both languages, choices in their order, and which of them count as favourable."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from amanah.rulebook.rules import Text

UNANSWERED = ""
"""The choice of whoever leaves a question out; it has a counter like every other."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; `favourable` says that campaigns want more of it."""

    key: str
    text: Text
    favourable: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `measure` names what it measures, so that the same can be followed over many pulses; "" measures nothing lasting."""

    key: str
    edition: int
    measure: str
    short: Text
    text: Text
    choices: tuple[Choice, ...]
    source: Text
    mark: str

    @property
    def favourable(self) -> frozenset[str]:
        """The keys of the favourable choices; empty where none is better than another."""
        return frozenset(choice.key for choice in self.choices if choice.favourable)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all choices."""
        return tuple(choice.key for choice in self.choices)

    def frozen(self) -> dict[str, Any]:
        """The question as a wave keeps it, so that a later wording does not change what was asked."""
        return {
            "key": self.key,
            "edition": self.edition,
            "measure": self.measure,
            "short": _both(self.short),
            "text": _both(self.text),
            "choices": [{"key": one.key, "text": _both(one.text), "favourable": one.favourable} for one in self.choices],
            "source": _both(self.source),
            "mark": self.mark,
        }


def thawed(raw: Mapping[str, Any]) -> Question:
    """The question that `frozen` kept."""
    choices = tuple(Choice(one["key"], _text(one["text"]), one["favourable"]) for one in raw["choices"])
    words = _text(raw["short"]), _text(raw["text"])
    return Question(raw["key"], raw["edition"], raw["measure"], *words, choices, _text(raw["source"]), raw["mark"])


def _both(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _text(raw: Mapping[str, str]) -> Text:
    return Text(raw["id"], raw["en"])
