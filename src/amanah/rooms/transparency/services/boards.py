"""The fee board on paper: A4, to hang where people pay, with a code that leads to the service's page."""

import json
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amanah.foundation.exports.pdf import pdf_bytes, qr_svg
from amanah.foundation.public_services.models import Fee
from amanah.foundation.public_services.queries import Offer
from amanah.kernel import clock
from amanah.rulebook.rules import in_words

KEPT = 128
"""Boards kept in memory: each is rendered once a day and language, however many ask."""


def of_service(offer: Offer, address: str) -> bytes:
    """The board of one service; `address` is its page."""
    time = f"{offer.edition.promise} {offer.edition.get_promise_unit_display()}" if offer.edition.promise else ""
    facts = [[_("Bila semua butir dipakai"), _amount(offer.total)]] if offer.total else []
    facts += [[_("Janji waktu"), time]] if time else []
    facts += [[_("Tempat"), "\n".join(place.unit.name for place in offer.places)]] if offer.places else []
    return _board(offer.edition.name, _rows(offer), facts, address)


def of_all(offers: Iterable[Offer], address: str) -> bytes:
    """One board of every service that has a published fee; `address` is the list."""
    rows = []
    for offer in offers:
        alone = len(offer.fees) == 1
        rows += [[offer.edition.name if alone else f"{offer.edition.name}: {what}", amount, basis] for what, amount, basis in _rows(offer)]
    return _board(_("Layanan dan biaya resmi"), rows, [], address)


def _rows(offer: Offer) -> list[list[str]]:
    return [[_per(fee), _amount(fee.amount), _basis(fee)] for fee in offer.fees]


def _per(fee: Fee) -> str:
    per = _("per %(per)s") % {"per": fee.per}
    return f"{fee.title} ({per})" if fee.per else fee.title


def _amount(amount: int | None) -> str:
    free = _("gratis")
    return in_words(amount or 0, "IDR", get_language() or "id") + ("" if amount else f" ({free})")


def _basis(fee: Fee) -> str:
    since = _("sejak %(day)s") % {"day": date_format(fee.since, "j F Y")}
    unread = _("belum dibaca pada naskah resmi")
    return f"{fee.basis}, {since}" + ("" if fee.verified else f"\n{unread}")


def _board(title: str, rows: list[list[str]], facts: list[list[str]], address: str) -> bytes:
    data: dict[str, Any] = {
        "title": title,
        "rows": rows,
        "facts": facts,
        "address": address,
        "qr": qr_svg(address).decode(),
        "words": {
            "heading": _("Biaya resmi"),
            "columns": [_("Untuk apa"), _("Biaya"), _("Dasar hukum")],
            "none": _("Biaya resmi layanan ini belum diumumkan. Mintalah dasar hukum tertulis sebelum membayar apa pun."),
            "ask": _("Anda dimintai lebih?"),
            "how": _("Jangan membayar di luar biaya ini. Pindai kode ini dengan ponsel Anda sendiri, di luar kantor, lalu laporkan."),
            "alt": _("Kode QR menuju halaman layanan ini"),
        },
    }
    return _rendered(json.dumps(data, sort_keys=True), get_language() or "id", clock.today().isoformat())


@lru_cache(maxsize=KEPT)
def _rendered(data: str, _language: str, _day: str) -> bytes:
    return pdf_bytes("fee_board.typ", json.loads(data))
