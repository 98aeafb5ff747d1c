"""Topics: what people may have to know."""

from decimal import Decimal

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.refusals import Refused
from amanah.rooms.learning.roles import MANAGER


@transaction.atomic
def keep_topic(
    key: str,
    *,
    title: str,
    viewer: Viewer | None,
    title_en: str = "",
    description: str = "",
    hours: Decimal = Decimal(0),
    valid_months: int | None = None,
    active: bool = True,
    document: str = "",
) -> Topic:
    """Write a topic down, or change the one of that key. Records that were credited keep what they got.

    `viewer` None is the house itself. `document` names a controlled document: whoever acknowledges it has learned this topic.

    Raises:
        Refused: "side" where the viewer keeps no needs, "words" without a title.
    """
    if viewer is not None and not viewer.has(MANAGER.key):
        raise Refused("side")
    if not title.strip():
        raise Refused("words")
    said = {
        "title": title.strip(),
        "title_en": title_en.strip(),
        "description": description.strip(),
        "hours": hours,
        "valid_months": valid_months,
        "active": active,
        "document": document,
    }
    topic, _created = Topic.objects.update_or_create(key=key, defaults=said)
    facts = {"key": key, "hours": f"{hours:.1f}", "valid_months": valid_months or 0, "active": active, "document": document}
    facts["words"] = canonical.digest([topic.title, topic.title_en, topic.description]).hex()
    ledger.append("topic.kept", f"topic:{topic.pk}", facts, actor=viewer.actor if viewer is not None else "system")
    return topic
