"""The kinds of complaint as Open311 services."""

from typing import Any

from django.utils.translation import gettext as _

from amanah.rooms.complaints.exchange import matters
from amanah.rooms.complaints.exchange.open311.answers import Refused

GROUP = "SP4N"
UNIT, WHEN = "unit", "when"


def services() -> list[dict[str, Any]]:
    """Every topic of complaints. A number comes only with publication, therefore "batch": a token first."""
    return [
        {
            "service_code": code,
            "service_name": str(title),
            "description": _("Pengaduan, aspirasi, atau permintaan informasi tentang hal ini."),
            "metadata": True,
            "type": "batch",
            "keywords": ", ".join(_("pengaduan, aspirasi, permintaan informasi").split(", ")),
            "group": GROUP,
        }
        for code, title in matters.topics().items()
    ]


def of(code: str) -> dict[str, Any]:
    """What else may be said, and which answers there are.

    Raises:
        Refused: 404 for a code that is none of ours.
    """
    if code not in matters.topics():
        raise Refused(404, _("Kode layanan “%(code)s” tidak dikenal.") % {"code": code[:40]})
    return {"service_code": code, "attributes": _attributes()}


def _attributes() -> list[dict[str, Any]]:
    offered = [
        (UNIT, _("Unit atau kantor yang dimaksud")),
        (WHEN, _("Kapan kejadiannya, dengan kata-kata sendiri")),
    ]
    return [
        {
            "variable": True,
            "code": key,
            "datatype": "string",
            "required": False,
            "datatype_description": None,
            "order": order,
            "description": words,
        }
        for order, (key, words) in enumerate(offered, 1)
    ]
