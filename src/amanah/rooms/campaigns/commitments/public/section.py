"""What the public integrity page says of commitments: those whose unit wishes it, and the text they signed."""

from typing import Any

from django.utils.translation import get_language

from amanah.rooms.campaigns.commitments import queries

MOST = 60


def build() -> dict[str, Any] | None:
    """The shown commitments and the latest text among them; None where no unit shows any."""
    shown = queries.shown()
    if not shown:
        return None
    text = max((one.text for one in shown), key=lambda text: text.version)
    english = (get_language() or "id").startswith("en")
    title, body = (text.title_en, text.body_en) if english else (text.title, text.body)
    return {"count": len(shown), "rows": shown[:MOST], "more": max(0, len(shown) - MOST), "title": title, "body": body}
