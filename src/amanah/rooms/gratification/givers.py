"""Recognising a giver again without keeping a name: a keyed tag over the name in one comparable form."""

import hmac
from typing import Final

from amanah.foundation.access import keys
from amanah.foundation.organisation.text import fold, name_keys
from amanah.kernel import sealing

_LEGAL_FORMS: Final = frozenset({"pt", "cv", "ud", "fa", "tbk", "persero", "perum", "yayasan", "koperasi", "firma", "ltd", "inc", "co"})


_NOBODY: Final = frozenset({"tidak dikenal", "tidak diketahui", "tak dikenal", "tanpa nama", "anonim", "unknown", "anonymous"})


def known(name: str) -> bool:
    """Whether the name means somebody: two unknown givers are not one."""
    return fold(name) not in _NOBODY and bool(fold(name))


def comparable(name: str) -> str:
    """A name without legal form, degrees, spelling variants and order: "PT. Sinar Jaya Tbk" and "Sinar Jaya, PT" are one giver."""
    parts = [part for part in name_keys(name) if part not in _LEGAL_FORMS]
    return " ".join(sorted(parts or name_keys(name)))


def tag_of(name: str) -> bytes:
    """The 32-byte tag of a giver, under the subject key, which lies outside database and backups; of an unknown one a tag drawn anew."""
    if not known(name):
        return sealing.new_key()
    return hmac.digest(keys.subject_key(), b"amanah/giver/v1/" + comparable(name).encode(), "sha256")
