"""Taking personal data out of what shall be public: numbers, addresses, names. A help: one person reads the result, another approves it."""

import re
from collections.abc import Iterable
from typing import Final

NAME, NIK, NIP, PHONE, EMAIL, ADDRESS, ACCOUNT = (
    "[nama]",
    "[NIK]",
    "[NIP]",
    "[nomor telepon]",
    "[surel]",
    "[alamat]",
    "[nomor rekening]",
)
_SHORTEST: Final = 3

_SIGNS: Final = ((EMAIL, re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),)
_NUMBER = re.compile(r"(?<![\w])(?:\+?\d[\d .\-()]{6,}\d)(?![\w])")
_DAY = re.compile(r"\d{1,2}[-.]\d{1,2}[-.]\d{2,4}|\d{4}-\d{2}-\d{2}")
_MONEY = re.compile(r"\d{1,3}(?:\.\d{3})+")
_STREET = re.compile(
    r"\b(?:Jalan|Jln?\.?|Gang|Gg\.?|Perumahan|Perum\.?|Kompleks|Komplek|Kampung|Kp\.?|Dusun|Blok)\s+[A-Z0-9][\w.'/-]*"
    r"(?:\s+(?:[A-Z][\w.'/-]*|No\.?|Nomor|Blok|RT\.?|RW\.?|Kav\.?|\d[\w/-]*)){0,8}"
)
_BLOCK = re.compile(r"\bRT\.?\s*\d{1,3}\s*/?\s*(?:RW\.?\s*\d{1,3})?", re.IGNORECASE)
_TITLED = re.compile(
    r"\b(Bapak|Ibu|Pak|Bu|Sdr\.?|Sdri\.?|Saudara|Saudari|Kak|Mas|Mbak|bernama|atas nama|a\.n\.)\s+"
    r"((?:[A-Z][\w'.-]*)(?:\s+[A-Z][\w'.-]*){0,3})"
)
_IDENTITY, _STAFF = 16, 18
_FEWEST, _MOST = 8, 15


def mask(text: str, names: Iterable[str] = ()) -> str:
    """The text without what its patterns recognise and without these names, each replaced by a word that says what stood there."""
    for word, pattern in _SIGNS:
        text = pattern.sub(word, text)
    text = _NUMBER.sub(lambda found: _numbered(found.group()), text)
    text = _BLOCK.sub(ADDRESS, _STREET.sub(ADDRESS, text))
    for name in sorted({" ".join(name.split()) for name in names}, key=len, reverse=True):
        if len(name) >= _SHORTEST:
            spaced = r"\s+".join(re.escape(word) for word in name.split())
            text = re.sub(rf"\b{spaced}\b", NAME, text, flags=re.IGNORECASE)
    text = _TITLED.sub(rf"\1 {NAME}", text)
    return re.sub(rf"({re.escape(ADDRESS)})(?:[\s,]+{re.escape(ADDRESS)})+", r"\1", text)


def left(text: str) -> list[str]:
    """What still looks like a number or an address of a person; a text with any of it is not published."""
    found = [match.group() for _word, pattern in _SIGNS for match in pattern.finditer(text)]
    return found + [match.group().strip() for match in _NUMBER.finditer(text) if _numbered(match.group()) != match.group()]


def _numbered(text: str) -> str:
    """What a row of digits is by how many there are; days and sums of money stay."""
    digits = re.sub(r"\D", "", text)
    if _DAY.fullmatch(text) or _MONEY.fullmatch(text):
        return text
    if len(digits) == _IDENTITY:
        return NIK
    if len(digits) == _STAFF:
        return NIP
    if _FEWEST <= len(digits) <= _MOST:
        return PHONE if digits.startswith(("0", "62")) else ACCOUNT
    return text
