"""What can be wrong with a cell whatever its column asks for. Codes, so that they can be kept and told in any language."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

FORMULA, BROKEN, LONG, EMPTY, ROUNDED = "formula", "broken", "long", "empty", "rounded"
SENTENCES: Final[Mapping[str, Any]] = {
    FORMULA: _("Sel ini diawali “=”: rumus tidak diterima, hanya teks."),
    BROKEN: _("Ada huruf yang rusak. Simpan ulang berkasnya sebagai UTF-8."),
    LONG: _("Terlalu panjang."),
    EMPTY: _("Belum diisi."),
    ROUNDED: _("Tersimpan sebagai angka, sehingga angka terakhirnya sudah dibulatkan. Ubah kolom ini menjadi teks, lalu isi kembali."),
}
_FORMULA: Final = ("=", "'=")
_GUARDED: Final = ("+", "-", "@")
_BROKEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffd]|Ã[¡©¨¼]|â€[œ™“]|Â ")
_BREAKS: Final = re.compile("[\t\r\n]")


def bare(text: str) -> str:
    """A cell without the apostrophe that our own exports put before what a spreadsheet would run."""
    return text[1:] if text.startswith("'") and text[1:].lstrip().startswith(_GUARDED) else text


def problem(text: str, *, most: int, required: bool = False, several_lines: bool = True) -> str:
    """The code of what is wrong with this text, "" for nothing."""
    if text.startswith(_FORMULA):
        return FORMULA
    if _BROKEN.search(text) or (not several_lines and _BREAKS.search(text)):
        return BROKEN
    if len(text) > most:
        return LONG
    return EMPTY if required and not text.strip() else ""
