"""How a report can reach the office besides its own form, and who may type it in."""

from typing import Final

from django.utils.translation import gettext_lazy as _

TYPIST: Final = "whistleblowing.typist"
"""The role that may type reports in. It opens nothing: a report that was typed in is not found again by whoever typed it."""

TITLE: Final = _("Ketik laporan masuk")
ROLE: Final = (
    _("Petugas penerima laporan"),
    _("Mengetik laporan yang masuk lewat telepon, surat, atau tatap muka; tidak dapat membacanya lagi."),
)

WHATSAPP: Final = "whatsapp"
WAYS: Final = (
    ("phone", _("Telepon")),
    ("meeting", _("Datang sendiri")),
    ("letter", _("Surat")),
    ("email", _("Surel")),
    (WHATSAPP, _("Nomor WhatsApp kantor")),
)
