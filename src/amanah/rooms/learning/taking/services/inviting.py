"""Business associates: invited to one course by a link that is shown once, kept as a digest, and can be taken back."""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from django.db import transaction

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import clock
from amanah.rooms.learning.courses.definition import Course
from amanah.rooms.learning.models import Outsider
from amanah.rooms.learning.roles import MANAGER
from amanah.rooms.learning.taking.models import Invitation
from amanah.rooms.learning.taking.refusals import Refused
from amanah.rooms.learning.taking.services.keeping import keep_course

LASTS: Final = "learning.invitation_lasts"
_SECRET: Final = 24
"""Bytes of chance in a link."""


@dataclass(frozen=True)
class Guest:
    """Who is invited: a person of a business associate."""

    name: str
    organisation: str
    email: str = ""


@transaction.atomic
def invite(guest: Guest, course: Course, unit: Unit, *, viewer: Viewer) -> tuple[Invitation, str]:
    """Invite somebody to a course; the invitation, and the secret of its link, which is told only here.

    A person of the same name and organisation that this unit invited before is the same person.

    Raises:
        Refused: "side" or "words".
    """
    if not viewer.has(MANAGER.key, unit):
        raise Refused("side")
    name, organisation = " ".join(guest.name.split()), " ".join(guest.organisation.split())
    if not name or not organisation:
        raise Refused("words")
    today, token = clock.today(), secrets.token_urlsafe(_SECRET)
    outsider, _created = Outsider.objects.get_or_create(
        name=name, organisation=organisation, invited_by=unit, defaults={"email": guest.email, "added_on": today}
    )
    keep_course(course)
    invitation = Invitation.objects.create(
        id=uuid4(),
        outsider=outsider,
        course=course.id,
        unit=unit,
        digest=digest_of(token),
        invited_by=viewer.account,
        invited_on=today,
        expires_on=rulebook.due(LASTS, today).date,
    )
    facts = {"course": course.id, "outsider": outsider.pk, "unit": str(unit.pk), "expires_on": invitation.expires_on}
    ledger.append("course_invitation.made", f"course_invitation:{invitation.pk}", facts, actor=viewer.actor)
    return invitation, token


@transaction.atomic
def revoke(invitation: Invitation, *, viewer: Viewer) -> None:
    """Take a link back: it opens nothing from now on. What was learned stays.

    Raises:
        Refused: "side" or "state".
    """
    if not viewer.has(MANAGER.key, invitation.unit):
        raise Refused("side")
    invitation.refresh_from_db(from_queryset=Invitation.objects.select_for_update(of=("self",)))
    if invitation.revoked_on is not None:
        raise Refused("state")
    invitation.revoked_on = clock.today()
    invitation.save(update_fields=["revoked_on"])
    ledger.append("course_invitation.revoked", f"course_invitation:{invitation.pk}", {"course": invitation.course}, actor=viewer.actor)


def digest_of(token: str) -> str:
    """What is kept of a link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()
