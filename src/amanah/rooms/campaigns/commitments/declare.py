"""The words in which a commitment is told: codes, with what they are called."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Text

ASKED, SIGNED, WITNESSED, DECLINED = "asked", "signed", "witnessed", "declined"
STATES: Final[Mapping[str, "Text"]] = {
    ASKED: _("Menunggu tanda tangan"),
    SIGNED: _("Menunggu saksi"),
    WITNESSED: _("Ditandatangani dan disaksikan"),
    DECLINED: _("Tidak ditandatangani"),
}
TONES: Final[Mapping[str, str]] = {ASKED: "warning", SIGNED: "info", WITNESSED: "success", DECLINED: "danger"}
OWED: Final = (ASKED, SIGNED)

PASSWORD, VAULT = "password", "vault"
MEANS: Final[Mapping[str, "Text"]] = {PASSWORD: _("kata sandi"), VAULT: _("frasa kunci")}
"""How somebody proved who they are when they signed."""
