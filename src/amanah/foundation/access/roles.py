"""The roles that the installed parts of the house know. A role says what; the grant says where and until when."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Role:
    """`key` is "<part>.<function>"; title and description are lazy translations.

    A sensitive role opens what could hurt somebody: granting it takes a second administrator, holding it a second factor at
    sign-in. A role is sensitive unless it says otherwise.
    """

    key: str
    title: Any
    description: Any
    sensitive: bool = True


_roles: dict[str, Role] = {}


def register(role: Role) -> None:
    """Make a role known. The same key may be registered again only by the same words."""
    known = _roles.get(role.key)
    if known is not None and known is not role and (str(known.title), known.sensitive) != (str(role.title), role.sensitive):
        raise ImproperlyConfigured(f"two different roles call themselves {role.key!r}")
    _roles[role.key] = role


def role(key: str) -> Role:
    """The role of this key; KeyError if nobody registered it."""
    return _roles[key]


def known(key: str) -> bool:
    """Whether somebody registered this key."""
    return key in _roles


def all_roles() -> list[Role]:
    """Every registered role, by key."""
    return [_roles[key] for key in sorted(_roles)]


ADMINISTRATOR = Role(
    "access.administrator",
    _("Administrator akses"),
    _("Membuat akun serta memberikan dan mengakhiri peran. Tidak dapat membaca laporan."),
)
ORGANISATION_ADMINISTRATOR = Role(
    "organisation.administrator",
    _("Administrator organisasi"),
    _("Memelihara unit, jabatan, dan orang. Data ini menentukan siapa yang dikecualikan dari suatu laporan."),
)
