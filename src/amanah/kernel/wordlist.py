"""4,096 common Indonesian words: twelve bits each, in receipts and generated passphrases.

The list is frozen with the receipt format. Its promises (count, letters, no two words within one typo of each other) are tested.
"""

from functools import cache
from importlib.resources import files

COUNT = 4096


@cache
def words() -> tuple[str, ...]:
    """The list, sorted; a word's place is its number."""
    return tuple(files("amanah.kernel").joinpath("data", "words_id.txt").read_text(encoding="ascii").split())


@cache
def numbers() -> dict[str, int]:
    """Each word's place in the list."""
    return {word: number for number, word in enumerate(words())}


@cache
def longest() -> int:
    """How many letters the longest word has."""
    return max(map(len, words()))


def near(typed: str) -> tuple[str, ...]:
    """The listed words within one typo of `typed`: one letter wrong, missing, too many, or two neighbours swapped."""
    if len(typed) > longest() + 1:
        return ()  # what is no word costs nothing to refuse, however long somebody made it
    found = {word for key in {typed, *_without_one(typed)} for word in _by_key().get(key, ()) if _one_typo(typed, word)}
    return tuple(sorted(found))


@cache
def _by_key() -> dict[str, list[str]]:
    keys: dict[str, list[str]] = {}
    for word in words():
        for key in {word, *_without_one(word)}:
            keys.setdefault(key, []).append(word)
    return keys


def _without_one(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


def _one_typo(typed: str, word: str) -> bool:
    if abs(len(typed) - len(word)) > 1:
        return False
    if len(typed) != len(word):
        shorter, longer = sorted((typed, word), key=len)
        return shorter in _without_one(longer)
    wrong = [at for at in range(len(word)) if typed[at] != word[at]]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and typed[wrong[0]] == word[wrong[1]] and typed[wrong[1]] == word[wrong[0]]  # noqa: PLR2004 - two letters
    return len(wrong) <= 1 or swapped
