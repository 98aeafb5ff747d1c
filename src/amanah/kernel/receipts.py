"""The receipt that brings a reporter back: seven digits that find the mailbox, two that check, eight words that open it.

The digits are no secret. The words are: 8 × 12 = 96 random bits, of which the check digits, to whoever reads them, give away less
than six (they take 61 values, the largest prime that leaves 90 bits). The check finds every single wrong digit and every swap of two
neighbouring digits, and sixty of sixty-one mix-ups of words.
"""

import hashlib
import itertools
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from amanah.kernel import wordlist
from amanah.kernel.sealing import KdfParameters, KeyPair, derive, key_pair_from_seed

WORDS: Final = 8
DIGITS: Final = 9
LOWEST_LOCATOR: Final = 1_000_000
HIGHEST_LOCATOR: Final = 9_999_999
_CHECK_PRIME: Final = 61
_MOST_READINGS: Final = 256
_TOKEN = re.compile(r"[0-9]+|[a-z]+")

Problem = Literal["digits", "too_few_words", "too_many_words", "unknown_word", "ambiguous_word", "checksum"]


class ReceiptError(ValueError):
    """What was typed is no receipt; this says where, before anything is looked up.

    `kind` is "digits" (not nine of them), "too_few_words", "too_many_words", "unknown_word", "ambiguous_word" or "checksum" (all
    well-formed, yet something is wrong or out of order). `word` is what was typed, `position` its place among the words from 1, and
    `suggestion` what may have been meant, if anything.
    """

    def __init__(self, kind: Problem, word: str = "", suggestion: str = "", position: int = 0) -> None:
        super().__init__(kind)
        self.kind = kind
        self.word = word
        self.suggestion = suggestion
        self.position = position


@dataclass(frozen=True, slots=True)
class Receipt:
    """A well-formed receipt. The words stay out of its representation."""

    locator: int
    words: tuple[str, ...] = field(repr=False)

    def __post_init__(self) -> None:
        if not LOWEST_LOCATOR <= self.locator <= HIGHEST_LOCATOR:
            raise ValueError("a locator has seven digits and begins with 1 to 9")
        if len(self.words) != WORDS or not all(word in wordlist.numbers() for word in self.words):
            raise ValueError("a receipt has eight words of the list")

    @property
    def digits(self) -> str:
        """The seven digits of the locator and the two that check everything."""
        return f"{self.locator:07d}{_check(self.locator, self.words):02d}"

    @property
    def grouped_digits(self) -> str:
        """The nine digits in three groups, as people copy them."""
        digits = self.digits
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"

    def __str__(self) -> str:
        return f"{self.grouped_digits} {' '.join(self.words)}"


@dataclass(frozen=True, slots=True)
class MailboxSecrets:
    """What a receipt opens: the mailbox's key pair, and 32 bytes that prove its possession without revealing the keys."""

    key_pair: KeyPair
    authenticator: bytes = field(repr=False)


def new_locator() -> int:
    """A random seven-digit locator."""
    return LOWEST_LOCATOR + secrets.randbelow(HIGHEST_LOCATOR - LOWEST_LOCATOR + 1)


def generate(locator: int | None = None) -> Receipt:
    """A random receipt, under `locator` if one has been found free."""
    words = wordlist.words()
    return Receipt(new_locator() if locator is None else locator, tuple(secrets.choice(words) for _ in range(WORDS)))


def mailbox_secrets(receipt: Receipt, salt: bytes, params: KdfParameters) -> MailboxSecrets:
    """Derive a mailbox's secrets from the words by Argon2id with the mailbox's own salt. Slow on purpose."""
    derived = derive(" ".join(receipt.words).encode(), salt, params, 64)
    return MailboxSecrets(key_pair_from_seed(derived[:32]), derived[32:])


def parse(text: str) -> Receipt:
    """The receipt that `text` means, read generously.

    Digits and words may come in either order, in any case and with any separators; numbers before the words ("1.") and a heading
    pasted along are passed over; a word with one typo is corrected where only one reading also agrees with the check digits.
    Raises ReceiptError.
    """
    folded = unicodedata.normalize("NFKD", text).casefold()
    tokens = _TOKEN.findall("".join(letter for letter in folded if not unicodedata.combining(letter)))
    digits, numbered = _digits(tokens)
    typed = _eight(tokens, numbered)
    if len(digits) != DIGITS or digits[0] == "0":
        raise ReceiptError("digits", digits)
    locator, check = int(digits[:7]), int(digits[7:])
    readings = [_readings(word, position) for position, word in enumerate(typed, 1)]
    fitting = [words for words in itertools.islice(itertools.product(*readings), _MOST_READINGS) if _check(locator, words) == check]
    if len(fitting) == 1:
        return Receipt(locator, fitting[0])
    for position, (word, reading) in enumerate(zip(typed, readings, strict=True), 1):
        if len(reading) > 1:
            raise ReceiptError("ambiguous_word", word, " / ".join(reading), position)
    for position, (word, reading) in enumerate(zip(typed, readings, strict=True), 1):
        if reading != (word,):
            raise ReceiptError("checksum", word, reading[0], position)
    raise ReceiptError("checksum")


def _readings(word: str, position: int) -> tuple[str, ...]:
    found = wordlist.near(word)
    if not found:
        raise ReceiptError("unknown_word", word, _closest(word), position)
    return found


def _closest(word: str) -> str:
    """A listed word two typos away, if there is exactly one; found by undoing either of them."""
    if len(word) > wordlist.longest() + 2:
        return ""
    candidates = {near for at in range(len(word)) for near in wordlist.near(word[:at] + word[at + 1 :])}
    return candidates.pop() if len(candidates) == 1 else ""


def _digits(tokens: Sequence[str]) -> tuple[str, bool]:
    """The digits of the receipt, and whether the words carry numbers of their own (1 to 8, each right before its word)."""
    every = "".join(token for token in tokens if token.isdigit())
    if len(every) == DIGITS:
        return every, False
    kept, word, numbered = [], 0, False
    for at, token in enumerate(tokens):
        if not token.isdigit():
            word += 1
        elif len(token) <= 2 and _before_word(tokens, at) and 1 <= int(token) <= WORDS:  # noqa: PLR2004 - "1" or "01"
            numbered = True
        else:
            kept.append(token)
    return "".join(kept), numbered


def _before_word(tokens: Sequence[str], at: int) -> bool:
    return at + 1 < len(tokens) and not tokens[at + 1].isdigit()


def _eight(tokens: Sequence[str], numbered: bool) -> list[str]:  # noqa: FBT001 - private
    """The eight tokens meant as words. Where there are more, those with a number before them, else those on the list."""
    words = [token for token in tokens if not token.isdigit()]
    if len(words) > WORDS and numbered:
        after = {int(tokens[at - 1]): token for at, token in enumerate(tokens) if at and not token.isdigit() and tokens[at - 1].isdigit()}
        if all(number in after for number in range(1, WORDS + 1)):
            return [after[number] for number in range(1, WORDS + 1)]
    if len(words) > WORDS:
        listed = [word for word in words if word in wordlist.numbers()]
        words = listed if len(listed) == WORDS else words
    if len(words) != WORDS:
        raise ReceiptError("too_many_words" if len(words) > WORDS else "too_few_words", str(len(words)))
    return words


def _check(locator: int, words: Sequence[str]) -> int:
    digest = hashlib.sha256(b"amanah/receipt/v1 " + " ".join(words).encode()).digest()
    return (locator + int.from_bytes(digest, "big")) % _CHECK_PRIME
