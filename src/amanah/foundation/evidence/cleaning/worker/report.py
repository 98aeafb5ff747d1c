"""What an inspection found, and why a file could not be cleaned. Codes only: the words for a person are made elsewhere."""

from dataclasses import dataclass, field

VALUE_LENGTH = 90
MOST_VALUES = 4


class NotCleaned(Exception):  # noqa: N818 - an answer, not an error of the program
    """The file cannot be cleaned; `reason` is one of the codes that `cleaning.words` explains."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class Findings:
    """Codes with the values found, each once and in the order found; counted beyond MOST_VALUES.

    `gone` is what cleaning removes, `stays` what belongs to the content and is still in a cleaned copy.
    """

    gone: dict[str, list[str]] = field(default_factory=dict)
    stays: dict[str, list[str]] = field(default_factory=dict)

    def add(self, code: str, value: object = "") -> None:
        """Something that cleaning removes."""
        self._note(self.gone, code, value)

    def keep(self, code: str, value: object = "") -> None:
        """Something that cleaning leaves, because it is what the file says."""
        self._note(self.stays, code, value)

    def as_list(self) -> list[list[object]]:
        """[code, values, how many more, whether it stays] each."""
        return [
            [code, values[:MOST_VALUES], max(0, len(values) - MOST_VALUES), found is self.stays]
            for found in (self.gone, self.stays)
            for code, values in found.items()
        ]

    @staticmethod
    def _note(found: dict[str, list[str]], code: str, value: object) -> None:
        words = _plain(value)
        values = found.setdefault(code, [])
        if words and words not in values:
            values.append(words)


def _plain(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= VALUE_LENGTH else text[: VALUE_LENGTH - 1] + "…"
