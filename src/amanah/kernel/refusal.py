"""How Amanah says no: with a code for programs and a sentence for people, never with a crash."""

from collections.abc import Mapping
from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error of the program
    """It will not be done, and nothing was changed. `code` is one of `sentences`' keys unless a sentence of its own comes with it."""

    sentences: ClassVar[Mapping[str, object]]
    """What a person reads, by code; each part of the house has its own vocabulary."""

    def __init__(self, code: str, sentence: object = None) -> None:
        super().__init__(code)
        self.code = code
        self._sentence = self.sentences[code] if sentence is None else sentence

    @property
    def sentence(self) -> str:
        """For the person's eyes, in the language that is active now."""
        return str(self._sentence)

    def __str__(self) -> str:
        return self.sentence
