"""Recognising a giver again without keeping a name: a keyed tag over the name in one comparable form."""

import hmac
from typing import Final

from amanah.foundation.access import keys
from amanah.foundation.organisation.text import name_keys

_LEGAL_FORMS: Final = frozenset({"pt", "cv", "ud", "fa", "tbk", "persero", "perum", "yayasan", "koperasi", "firma", "ltd", "inc", "co"})


def comparable(name: str) -> str:
    """A name without legal form, degrees, spelling variants and order: "PT. Sinar Jaya Tbk" and "Sinar Jaya, PT" are one giver."""
    parts = [part for part in name_keys(name) if part not in _LEGAL_FORMS]
    return " ".join(sorted(parts or name_keys(name)))


def tag_of(name: str) -> bytes:
    """The 32-byte tag of a giver, under the subject key, which lies outside database and backups."""
    return hmac.digest(keys.subject_key(), b"amanah/giver/v1/" + comparable(name).encode(), "sha256")
