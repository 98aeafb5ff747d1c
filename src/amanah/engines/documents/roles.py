"""Who keeps documents: the keeper of a unit's documents, its heads, and the roles that other parts let in."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.roles import Role

KEEPER = Role(
    "document_keeper",
    _("Pengelola dokumen"),
    _("Menyusun, membagikan, meninjau ulang, dan menarik dokumen terkendali unit di bawahnya."),
    sensitive=False,
)
_readers: set[str] = {KEEPER.key}
_keepers: set[str] = {KEEPER.key}


def admit(role: str, *, keeps: bool = False) -> None:
    """Let holders of this role see every document of the units over which they hold it, also in the making; with `keeps`, keep them."""
    _readers.add(role)
    if keeps:
        _keepers.add(role)


def admitted(*, keeping: bool = False) -> frozenset[str]:
    """The roles that were let in; with `keeping`, those that keep."""
    return frozenset(_keepers if keeping else _readers)
