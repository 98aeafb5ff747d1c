"""What every verb does alike: take hold of the session and see who acts."""

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.learning.sessions.models import Seat, Session, State
from amanah.rooms.learning.sessions.queries.visible import leads, manages, visible
from amanah.rooms.learning.sessions.refusals import Refused

SHORT = 300


def lock(session: Session) -> None:
    """Bring the session up to date and hold its row until the transaction ends: whoever gives or frees a place takes turns here."""
    session.refresh_from_db(from_queryset=Session.objects.select_for_update())


def hold(session: Session, viewer: Viewer, *states: State) -> None:
    """As `lock`, for a viewer.

    Raises:
        Refused: "not_found" when the viewer may not know of it, "state" where it stands at none of `states`.
    """
    lock(session)
    if not visible(viewer).filter(pk=session.pk).exists():
        raise Refused("not_found")
    if session.state not in states:
        raise Refused("state")


def manage(session: Session, viewer: Viewer, *states: State) -> None:
    """As `hold`, for whoever manages learning in the unit that holds it. Raises Refused also with "side"."""
    hold(session, viewer, *states)
    if not manages(viewer, session):
        raise Refused("side")


def lead(session: Session, viewer: Viewer, *states: State) -> None:
    """As `hold`, for its trainers too. Raises Refused also with "leads"."""
    hold(session, viewer, *states)
    if not leads(viewer, session):
        raise Refused("leads")


def worded(text: str) -> str:
    """The words, without space around them and not too many. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()[:SHORT]


def seated(seat: Seat) -> Seat:
    """The seat as it is now, in a session that is held on to."""
    return Seat.objects.select_related("person", "outsider", "session__unit").get(pk=seat.pk)
