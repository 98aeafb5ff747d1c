"""Invitations as calendar files (RFC 5545): one event for a session, which follows it when it is moved or called off."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from amanah.kernel import clock
from amanah.rooms.learning.sessions import addresses
from amanah.rooms.learning.sessions.models import Seat, Session

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
TYPE = "text/calendar; charset=utf-8"


def uid(session: Session) -> str:
    """What calendars know the session by, whatever becomes of it."""
    return f"{session.id}@{urlsplit(settings.AMANAH_DESK_ADDRESS).hostname or 'amanah'}"


def calendar(session: Session, *, method: str, seat: Seat | None = None, email: str = "", token: str = "") -> bytes:
    """The session as a calendar file; with a seat and an address, as an invitation to that one person and nobody else by name.

    Times are told in UTC, so that every calendar shows them in its own zone.
    """
    from icalendar import Calendar, Event, vCalAddress, vText, vUri  # late: rarely needed, and three megabytes of memory

    made = Calendar()
    made.add("prodid", "-//Amanah//Pembelajaran//ID")
    made.add("version", "2.0")
    made.add("method", method)
    event = Event()
    event.add("uid", uid(session))
    event.add("sequence", session.sequence)
    event.add("dtstamp", clock.now())
    event.add("dtstart", session.begins.astimezone(UTC))
    event.add("dtend", session.ends.astimezone(UTC))
    event.add("summary", session.edition.said)
    event.add("location", session.place or session.link)
    here = addresses.of_guest(token) if token else addresses.absolute_desk(addresses.of_session(session.number))
    event.add("url", vUri(here))
    event.add("description", "\n".join(part for part in (session.link, _("Jawab undangan: %(address)s") % {"address": here}) if part))
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    organiser = vCalAddress(f"mailto:{settings.DEFAULT_FROM_EMAIL}")
    organiser.params["cn"] = vText(session.unit.name)
    event.add("organizer", organiser)
    if seat is not None and email:
        attendee = vCalAddress(f"mailto:{email}")
        attendee.params["cn"] = vText(seat.name)
        attendee.params["role"] = vText("REQ-PARTICIPANT")
        attendee.params["partstat"] = vText("ACCEPTED" if seat.state == Seat.State.ACCEPTED else "NEEDS-ACTION")
        event.add("attendee", attendee, encode=False)
    made.add_component(event)
    return bytes(made.to_ical())
