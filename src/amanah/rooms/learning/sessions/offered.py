"""Open sessions as somebody's own page offers them for what they have to learn."""

from collections.abc import Collection, Iterable

from django.utils.translation import get_language

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.learning.offers import Offer
from amanah.rooms.learning.sessions import addresses
from amanah.rooms.learning.sessions.models import State
from amanah.rooms.learning.sessions.queries.visible import visible

MOST = 40


def fetch(viewer: Viewer, topics: Collection[int]) -> Iterable[Offer]:
    """The sessions of these topics that are still to come and whose registration is open; one query."""
    coming = visible(viewer).filter(state=State.OPEN, day__gte=clock.today(), edition__parts__topic__in=topics)
    fields = ("number", "day", "place", "edition__title", "edition__title_en", "edition__parts__topic_id")
    for number, day, place, title, english, topic in coming.order_by("day", "pk").values_list(*fields).distinct()[:MOST]:
        said = english if get_language() == "en" else title
        yield Offer(topic, said, addresses.of_session(number), place, day)
