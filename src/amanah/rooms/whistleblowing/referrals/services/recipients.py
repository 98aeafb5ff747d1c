"""Offices that referrals go to."""

from django.db import IntegrityError, transaction
from pyrage import RecipientError, x25519

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.whistleblowing.referrals.errors import Refused
from amanah.rooms.whistleblowing.referrals.models import Recipient
from amanah.rooms.whistleblowing.workflow import COORDINATOR


def add_recipient(body: str, name: str, age_key: str, *, viewer: Viewer) -> Recipient:
    """Let referrals go to this office. A new key is a new recipient, so that earlier packages say whose key they were made for.

    Raises Refused: "role", "key", "name".
    """
    if not viewer.has(COORDINATOR):
        raise Refused("role")
    age_key = age_key.strip()
    if age_key:
        try:
            x25519.Recipient.from_str(age_key)
        except RecipientError:
            raise Refused("key") from None
    recipient = Recipient(body=body, name=" ".join(name.split()), age_key=age_key, since=clock.today())
    try:
        with transaction.atomic():
            recipient.save(force_insert=True)
            ledger.append("referral.recipient_added", f"recipient:{recipient.pk}", {"body": body, "key": age_key}, actor=viewer.actor)
    except IntegrityError:
        raise Refused("name") from None
    return recipient


def end_recipient(recipient: Recipient, *, viewer: Viewer) -> None:
    """Refer nothing more to this office. Raises Refused: "role", "state"."""
    if not viewer.has(COORDINATOR):
        raise Refused("role")
    with transaction.atomic():
        if not Recipient.objects.filter(pk=recipient.pk, ended_on=None).update(ended_on=clock.today()):
            raise Refused("state")
        ledger.append("referral.recipient_ended", f"recipient:{recipient.pk}", {"day": clock.today()}, actor=viewer.actor)
