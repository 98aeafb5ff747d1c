"""A review as a calendar file (RFC 5545): one event of a whole day, whatever becomes of it."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings

from amanah.kernel import clock
from amanah.rooms.antibribery.reviews import addresses, declare
from amanah.rooms.antibribery.reviews.models import Review

TYPE = "text/calendar; charset=utf-8"


def calendar(review: Review) -> bytes:
    """The review for a calendar. The hour, where there is one, stands with the place: people write both there."""
    from icalendar import Calendar, Event, vText, vUri  # late: rarely needed, and three megabytes of memory

    desk = settings.AMANAH_DESK_ADDRESS
    made = Calendar()
    made.add("prodid", "-//Amanah//SMAP//ID")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    event = Event()
    event.add("uid", f"{review.id}@{urlsplit(desk).hostname or 'amanah'}")
    event.add("sequence", review.steps.count())
    event.add("dtstamp", clock.now())
    event.add("dtstart", review.planned_on)
    event.add("dtend", review.planned_on + timedelta(days=1))
    event.add("summary", vText(f"{declare.KINDS[review.kind]}: {review.scope.title}"))
    event.add("location", review.place)
    event.add("url", vUri(desk.rstrip("/") + addresses.of_review(review.number)))
    event.add("status", "CANCELLED" if review.state == declare.CANCELLED else "CONFIRMED")
    made.add_component(event)
    return bytes(made.to_ical())
