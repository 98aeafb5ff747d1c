"""What notices can say. The sentence is declared once; a notice carries only the values that it names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_HARMLESS = re.compile(r"[A-Za-z0-9_.:-]{1,48}")
"""Numbers, codes and days. No spaces: nothing that somebody wrote fits in."""


@dataclass(frozen=True)
class NoticeCode:
    """A kind of notice. `text` may name values as %(name)s; `urgent` ones stand first."""

    key: str
    text: "StrOrPromise"
    urgent: bool = False


_codes: dict[str, NoticeCode] = {}


def register(code: NoticeCode) -> NoticeCode:
    """Make a kind of notice known; the same one again changes nothing."""
    if _codes.setdefault(code.key, code) != code:
        raise ImproperlyConfigured(f"two different notices call themselves {code.key!r}")
    return code


def code(key: str) -> NoticeCode:
    """The kind of notice of that key; KeyError if nobody registered it."""
    return _codes[key]


def harmless(params: Mapping[str, str]) -> dict[str, str]:
    """`params` as they are stored.

    Raises:
        ValueError: for a value that could hold somebody's words.
    """
    for name, value in params.items():
        if not _HARMLESS.fullmatch(value):
            raise ValueError(f"a notice carries numbers, codes and days only; {name!r} is none of these")
    return dict(params)
