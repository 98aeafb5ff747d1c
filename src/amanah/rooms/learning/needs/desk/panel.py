"""What somebody's own page shows of their needs."""

from typing import Any

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.learning import offers
from amanah.rooms.learning.needs import declare, queries
from amanah.rooms.learning.needs.desk import words
from amanah.rooms.learning.needs.work import urgency


def build(viewer: Viewer) -> dict[str, Any] | None:
    """What they must do and by when, with where they can do it; what is met below."""
    if viewer.person is None:
        return None
    duties = queries.of_person(viewer.person)
    todo = [duty for duty in duties if duty.state in declare.OPEN]
    there = offers.of(viewer, {duty.rule.need.topic_id for duty in todo})
    rows = [
        {
            "need": duty.rule.need,
            "due": duty.due,
            "urgency": urgency(duty),
            "offers": there.get(duty.rule.need.topic_id, []),
            "reads": duty.rule.need.sort == declare.READ,
            **words.state(duty.state),
        }
        for duty in todo
    ]
    done = [{"need": duty.rule.need, "due": duty.due, **words.state(duty.state)} for duty in duties if duty.state not in declare.OPEN]
    return {"todo": rows, "done": done}
