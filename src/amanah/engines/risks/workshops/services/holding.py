"""What every verb does alike: take hold of the workshop and see who acts."""

from amanah.engines.risks.workshops.models import Item, State, Workshop
from amanah.engines.risks.workshops.queries.visible import items, manages, visible
from amanah.engines.risks.workshops.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock

CLOCK = "scoring"


def hold(workshop: Workshop, viewer: Viewer, *states: State) -> None:
    """Bring the workshop up to date and hold its row until the transaction ends.

    Raises:
        Refused: "not_found" when the viewer may not know of it, "state" where it stands at none of `states`.
    """
    workshop.refresh_from_db(from_queryset=Workshop.objects.select_for_update())
    if not visible(viewer).filter(pk=workshop.pk).exists():
        raise Refused("not_found")
    if workshop.state not in states:
        raise Refused("state")


def lead(workshop: Workshop, viewer: Viewer, *states: State) -> None:
    """As `hold`, for whoever keeps the unit's register. Raises Refused also with "side"."""
    hold(workshop, viewer, *states)
    if not manages(viewer, workshop.unit):
        raise Refused("side")


def reach(item: Item, viewer: Viewer) -> Item:
    """The risk of the workshop as it is now, for who may know of it and does not keep off it.

    Raises:
        Refused: "not_found" or "kept_off".
    """
    found = items(viewer, item.workshop).filter(pk=item.pk).first()
    if found is None:
        raise Refused("not_found")
    if viewer.person is not None and found.recusals.filter(participant__person=viewer.person).exists():
        raise Refused("kept_off")
    return found


def worded(text: str) -> str:
    """The words, without space around them. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()


def stop_clock(workshop: Workshop, actor: str) -> None:
    """Scores are not asked for any more."""
    for deadline in Deadline.objects.filter(ref=workshop.ref, stopped_on__isnull=True):
        clocks.stop(deadline, clock.today(), actor)
