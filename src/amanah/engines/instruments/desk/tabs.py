"""The pages of one sheet, as tabs."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amanah.engines.instruments.models import Sheet

PAGES = (
    ("show", _("Lembar kerja")),
    ("conditions", _("Syarat")),
    ("what_if", _("Coba hitung")),
    ("checks", _("Periksa mutu")),
    ("comparison", _("Perbandingan")),
    ("origin", _("Asal nilai")),
)


def tabs(sheet: Sheet, current: str) -> list[dict[str, Any]]:
    """Every page that this sheet has."""
    has = {"conditions": bool(sheet.definition.predicates or sheet.definition.bands)}
    return [
        {"title": title, "url": reverse(f"instruments:{name}", args=[sheet.number]), "current": name == current}
        for name, title in PAGES
        if has.get(name, True)
    ]
