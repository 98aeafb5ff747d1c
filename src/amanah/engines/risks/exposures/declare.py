"""What can bear a risk of bribery."""

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text
else:
    Text = object

POST: Final = "post"
SORTS: Final[dict[str, Text]] = {
    POST: _("Jabatan"),
    "process": _("Proses bisnis"),
    "associate": _("Golongan mitra"),
    "transaction": _("Jenis transaksi"),
}
THINGS: Final[dict[str, Text]] = {sort: title for sort, title in SORTS.items() if sort != POST}
"""What has no record of its own elsewhere in the house."""
LOW: Final = "low"
MORE: Final = "more_than_low"
TONES: Final = {LOW: "success", MORE: "warning", "": "neutral"}


def ref_of(sort: str, key: str) -> str:
    """How the ledger names it."""
    return f"exposure:{sort}/{key}"
