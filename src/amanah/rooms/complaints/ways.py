"""How a complaint can reach the office."""

from typing import Final

from django.utils.translation import gettext_lazy as _

WEB, IMPORTED = "web", "imported"
TYPED: Final = (
    ("walk_in", _("Datang sendiri")),
    ("letter", _("Surat")),
    ("email", _("Surel")),
    ("messaging", _("Aplikasi pesan")),
    ("phone", _("Telepon")),
)
"""The ways in which staff type in what somebody else said."""
WAYS: Final = ((WEB, _("Situs ini")), *TYPED, (IMPORTED, _("Sistem lain")), ("open311", _("Open311")))
