"""Certificates: one's own, those of sessions one leads, and what the public program is told of one."""

import hmac

from django.db.models import QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import numbers
from amanah.rooms.learning.sessions import codes
from amanah.rooms.learning.sessions.models import Certificate, Session
from amanah.rooms.learning.sessions.queries.visible import leads

PUBLIC = ("id", "number", "code", "salt", "name_digest", "title", "title_en", "day", "hours", "issued_on", "withdrawn_on")
"""The columns that the public program may read: no name and nothing that leads to one."""


def certificates_of(viewer: Viewer) -> QuerySet[Certificate]:
    """The viewer's own, the latest first."""
    if viewer.person is None:
        return Certificate.objects.none()
    return Certificate.objects.filter(seat__person=viewer.person).select_related("seat__session__edition").order_by("-day", "-pk")


def certificate_of(viewer: Viewer, session: Session, number: str) -> Certificate | None:
    """One certificate of a session, for whose it is and for who leads the session."""
    found = Certificate.objects.filter(seat__session=session, number=number).select_related("seat__session__unit", "seat__person")
    if not leads(viewer, session):
        found = found.filter(seat__person__isnull=False, seat__person=viewer.person)
    return found.first()


def verified(number: str, code: str) -> Certificate | None:
    """The certificate of that number and code; a wrong code and a number that does not exist answer alike."""
    found = Certificate.objects.filter(number=numbers.tidy(number)).only(*PUBLIC).first()
    given = codes.tidied(code).encode("ascii", "replace")
    right = hmac.compare_digest(given, (found.code if found is not None else "-").encode())
    return found if right else None
