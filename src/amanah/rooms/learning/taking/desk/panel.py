"""What everybody's own page shows of the courses: those they are inside, and the way to all of them."""

from typing import Any

from django.utils.translation import get_language

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.taking import queries, way
from amanah.rooms.learning.taking.progress import Progress


def build(viewer: Viewer) -> dict[str, Any] | None:
    """The courses begun and not finished, with how far one is; None for an account without a person."""
    if viewer.person is None:
        return None
    language = get_language() or "id"
    rows = [
        {
            "title": courses()[name].title.get(language),
            "url": way.of_course(name),
            "read": Progress(courses()[name], one).read,
            "of": len(courses()[name].pages),
        }
        for name, one in queries.all_of(viewer.person).items()
        if one.finished_on is None and name in courses()
    ]
    return {"rows": rows}
