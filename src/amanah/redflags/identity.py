"""Keys under which people and companies are recognised although they are written differently, as expressions for both engines."""

from typing import Final

import ibis
from ibis.expr.types import StringValue

LATIN: Final = "0-9A-ZÀ-ɏ"
"""Digits and capital letters, with accents; patterns here have no backslash, which the engines read differently."""

LEGAL_FORMS: Final = "PT|CV|UD|FA|NV|TBK|PERSERO|PERUM|KOPERASI|YAYASAN|LTD|LIMITED|PLC|LLP|INC|THE"


def person(name: StringValue) -> StringValue:
    """A name in capitals, single spaces and without punctuation; null where nothing remains."""
    return _spaced(name).nullif("")


def company(name: StringValue) -> StringValue:
    """A company's name without its legal form: "PT. Maju Jaya, Tbk" and "Maju Jaya" are the same; null where nothing remains."""
    words = (" " + _spaced(name) + " ").re_replace(f" ({LEGAL_FORMS})( ({LEGAL_FORMS}))* ", " ")
    return words.replace(" ", "").nullif("")


def digits(number: StringValue, least: int = 5) -> StringValue:
    """NIK, NPWP or account as its digits; null where there are fewer than `least`, or only zeros."""
    found = number.re_replace("[^0-9]", "")
    return ibis.ifelse((found.length() >= least) & (found.replace("0", "").length() > 0), found, ibis.null("string"))


def phone(number: StringValue) -> StringValue:
    """A telephone number as its digits, Indonesia's 62 and the leading zero taken off; null where it has fewer than seven."""
    return digits(digits(number, 7).re_replace("^(62|0)+", ""), 7)


def email(address: StringValue) -> StringValue:
    """An e-mail address in small letters; null where it is none."""
    found = address.lower().strip()
    return ibis.ifelse(found.contains("@"), found, ibis.null("string"))


def address(text: StringValue) -> StringValue:
    """An address without punctuation, spaces and the words for street and number; null where it is too short to tell apart."""
    words = (" " + _spaced(text) + " ").re_replace(" (JALAN|JLN|JL|NOMOR|NOMER|NO|STREET|ROAD|KEL|KEC|KOTA|KAB|RT|RW) ", " ")
    found = words.re_replace(" (JALAN|JLN|JL|NOMOR|NOMER|NO|STREET|ROAD|KEL|KEC|KOTA|KAB|RT|RW) ", " ").replace(" ", "")
    return ibis.ifelse(found.length() >= 8, found, ibis.null("string"))  # noqa: PLR2004 - shorter ones name a village, not a house


def _spaced(text: StringValue) -> StringValue:
    plain = text.upper().re_replace(f"[^{LATIN}]+", " ").strip().nullif("")
    return ibis.coalesce(plain, text.strip())
