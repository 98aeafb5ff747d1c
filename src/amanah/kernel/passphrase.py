"""Passphrases that protect staff keys: offered by the machine, or checked when a person brings their own."""

import secrets
from collections.abc import Iterable

from amanah.kernel import wordlist
from amanah.kernel.sealing import normalise_passphrase

MIN_LETTERS = 20
MAX_BYTES = 256
_MIN_DISTINCT = 8


def generate(words: int = 6) -> str:
    """`words` random Indonesian words with blanks between, twelve bits each."""
    return " ".join(secrets.choice(wordlist.words()) for _ in range(words))


def check(passphrase: str, *, avoid: Iterable[str] = ()) -> list[str]:
    """Codes of what makes `passphrase` unfit, empty when nothing does.

    "too_short" (under 20 characters), "too_long" (over 256 bytes), "too_uniform" (few different characters, or one word over and
    over), "personal" (contains something of `avoid`, such as the user name).
    """
    normal = normalise_passphrase(passphrase)
    text = normal.decode().casefold()
    parts = text.split()
    problems = []
    if len(text) < MIN_LETTERS:
        problems.append("too_short")
    if len(normal) > MAX_BYTES:
        problems.append("too_long")
    if len(set(text)) < _MIN_DISTINCT or (len(parts) > 1 and len(set(parts)) * 2 <= len(parts)):
        problems.append("too_uniform")
    if any(len(word) > 3 and word.casefold() in text for word in avoid):  # noqa: PLR2004 - shorter names occur by chance
        problems.append("personal")
    return problems
