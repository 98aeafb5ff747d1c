"""Which files are evidence that everybody can open, and what they are called."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_KNOWN: "dict[str, StrOrPromise]" = {
    "application/pdf": _("PDF"),
    "application/msword": _("dokumen Word"),
    f"{_OFFICE}wordprocessingml.document": _("dokumen Word"),
    f"{_OPEN}text": _("dokumen"),
    "application/rtf": _("dokumen"),
    "text/rtf": _("dokumen"),
    "application/excel": _("lembar Excel"),
    "application/vnd.ms-excel": _("lembar Excel"),
    f"{_OFFICE}spreadsheetml.sheet": _("lembar Excel"),
    f"{_OPEN}spreadsheet": _("lembar hitung"),
    "application/vnd.ms-powerpoint": _("salindia PowerPoint"),
    f"{_OFFICE}presentationml.presentation": _("salindia PowerPoint"),
    f"{_OPEN}presentation": _("salindia"),
    "text/plain": _("teks"),
    "text/csv": _("tabel CSV"),
    "message/rfc822": _("surel"),
    "application/zip": _("arsip ZIP"),
}
_FAMILIES: "dict[str, StrOrPromise]" = {"image": _("gambar"), "audio": _("rekaman suara"), "video": _("rekaman video")}


def word(media: str) -> "StrOrPromise":
    """What a file of this media type is called; "" for one that is not taken as evidence."""
    family = media.partition("/")[0]
    return _KNOWN.get(media) or ("" if "svg" in media else _FAMILIES.get(family, ""))
