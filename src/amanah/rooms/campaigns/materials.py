"""Printed material: a design, a sort of paper and a language become a PDF that is ready to hang up or to hand out."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.foundation.exports.pdf import pdf_bytes, qr_svg
from amanah.rooms.campaigns.data import Design, designs
from amanah.rooms.campaigns.models import Campaign

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SORTS: Final[Mapping[str, "StrOrPromise"]] = {
    "poster-a3": gettext_lazy("Poster A3"),
    "poster-a4": gettext_lazy("Poster A4"),
    "slides": gettext_lazy("Salindia"),
    "handout": gettext_lazy("Lembar bagikan A4"),
}
OWN_SORTS: Final = ("poster-a3", "poster-a4")
"""What is made of a campaign's own message."""
LANGUAGES: Final = ("id", "en")
_DRAWN: Final = Path(__file__).with_name("typst") / "drawn.typ"
_TEMPLATES: Final = {"poster-a3": "poster.typ", "poster-a4": "poster.typ", "slides": "slides.typ", "handout": "handout.typ"}


def address(*, desk: bool = False) -> str:
    """Where people report, as it stands under the QR code: without the scheme. With `desk`, where staff sign in."""
    return _link(desk=desk).partition("://")[2].rstrip("/")


def short_texts(design: Design, language: str) -> list[str]:
    """Texts for chat groups, with the institution's name and the address in them."""
    return [_filled(text, design) for text in design.said[language]["short"]]


def pdf(design: Design, sort: str, language: str) -> bytes:
    """One sort of material of a design in a language. Raises KeyError for an unknown sort or language."""
    said = design.said[language]
    with translation.override(language):
        data = {
            "picture": design.picture,
            "sort": sort,
            "headline": said["headline"],
            "lead": _filled(said["lead"], design),
            "name": said["name"],
            "points": said["points"],
            "call": said["call"],
            "tip": said["tip"],
            "scene": said["scene"],
            "faq": said["faq"],
            **_where(desk=design.desk),
        }
        return pdf_bytes(_TEMPLATES[sort], data, pictures=_pictures(desk=design.desk))


def own_pdf(campaign: Campaign, sort: str, language: str) -> bytes:
    """A poster with the campaign's own message, large. Raises KeyError for what is not made of a message."""
    if sort not in OWN_SORTS:
        raise KeyError(sort)
    english = language == "en"
    with translation.override(language):
        data = {
            "picture": _picture_of(campaign),
            "sort": sort,
            "headline": (campaign.message_en if english else "") or campaign.message,
            "lead": "",
            "name": (campaign.title_en if english else "") or campaign.title,
            "points": [],
            "call": _("Pindai untuk menyampaikan sesuatu."),
            "tip": "",
            **_where(),
        }
        return pdf_bytes(_TEMPLATES[sort], data, pictures=_pictures())


def _picture_of(campaign: Campaign) -> str:
    return next((designs()[key].picture for key in campaign.designs if key in designs()), "voice")


def _where(*, desk: bool = False) -> dict[str, Any]:
    place = address(desk=desk)
    return {
        "address": place,
        "qr_alt": _("Kode QR menuju %(address)s") % {"address": place},
        "words": {
            "case": _("Cerita untuk dibahas"),
            "questions": _("Yang sering ditanyakan"),
            "steps": _("Yang dapat Anda lakukan"),
            "where": _("Ke mana menyampaikan"),
            "discuss": _("Bahas berdua dahulu selama tiga menit, lalu bersama-sama."),
            "thanks": _("Terima kasih sudah ikut menjaga."),
        },
    }


def _pictures(*, desk: bool = False) -> dict[str, bytes]:
    return {"/qr.svg": qr_svg(_link(desk=desk)), "/drawn.typ": _DRAWN.read_bytes()}


def _link(*, desk: bool) -> str:
    return str(settings.AMANAH_DESK_ADDRESS if desk else settings.AMANAH_PUBLIC_ADDRESS)


def _filled(text: str, design: Design) -> str:
    return text.replace("{institution}", settings.AMANAH_INSTITUTION).replace("{address}", address(desk=design.desk))
