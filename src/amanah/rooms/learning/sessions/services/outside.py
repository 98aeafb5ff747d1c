"""Certificates from elsewhere: handed in by whose they are, looked at by who manages their learning."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import services as evidence
from amanah.foundation.evidence.uploads import SealedUpload
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning import services as records
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.sessions import numbering
from amanah.rooms.learning.sessions.events import OutsideDecided, OutsideSent
from amanah.rooms.learning.sessions.models import OutsideCertificate
from amanah.rooms.learning.sessions.models.offers import TITLE
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.holding import worded


@dataclass(frozen=True)
class Earned:
    """What somebody learned elsewhere, with the file that shows it."""

    topic: Topic
    title: str
    provider: str
    done_on: date
    hours: Decimal
    upload: SealedUpload | None
    paper_number: str = ""


@transaction.atomic
def send_outside(earned: Earned, *, viewer: Viewer) -> OutsideCertificate:
    """Hand in a certificate of one's own.

    Raises:
        Refused: "not_yours" for an account without a person, "words", "day", "hours" or "file".
    """
    if viewer.person is None:
        raise Refused("not_yours")
    if earned.done_on > clock.today():
        raise Refused("day")
    if earned.hours <= 0:
        raise Refused("hours")
    if earned.upload is None:
        raise Refused("file")
    key, upload = uuid4(), earned.upload
    sent = OutsideCertificate(
        id=key,
        ref=f"outside_certificate:{key}",
        person=viewer.person,
        topic=earned.topic,
        title=worded(earned.title)[:TITLE],
        provider=worded(earned.provider)[:TITLE],
        paper_number=earned.paper_number.strip()[:80],
        done_on=earned.done_on,
        hours=earned.hours,
        sent_on=clock.today(),
        file_id=UUID(upload.file_id),
        file_key=upload.file_key,
        file_name=upload.name,
        file_type=upload.content_type,
        file_size=upload.size,
        file_sha256=upload.sha256,
    )
    numbering.save(sent, numbering.OUTSIDE, sent.sent_on)
    try:
        evidence.attach(sent.ref, upload, actor=viewer.actor)
    except evidence.NotThere:
        raise Refused("file") from None
    events.publish(OutsideSent(sent.pk, viewer.actor))
    words = canonical.digest([sent.title, sent.provider, sent.paper_number]).hex()
    facts = {"number": sent.number, "topic": sent.topic_id, "done_on": sent.done_on, "hours": f"{sent.hours:.1f}", "file": sent.file_sha256}
    ledger.append("outside_certificate.sent", sent.ref, {**facts, "words": words}, actor=viewer.actor)
    return sent


@transaction.atomic
def accept_outside(sent: OutsideCertificate, *, viewer: Viewer, hours: Decimal | None = None) -> OutsideCertificate:
    """Count it, for as many JP as whoever looks at it finds right.

    Raises:
        Refused: "side" for everybody but who manages the learning of that person, "state", or "hours".
    """
    _look(sent, viewer)
    credited = sent.hours if hours is None else hours
    if credited <= 0:
        raise Refused("hours")
    sent.hours = credited
    _decide(sent, OutsideCertificate.State.ACCEPTED, "", viewer)
    records.credit(
        who=sent.person,
        topic=sent.topic,
        title=sent.title,
        done_on=sent.done_on,
        hours=credited,
        sort="outside",
        actor=viewer.account,
        provider=sent.provider,
        origin=sent.ref,
    )
    ledger.append("outside_certificate.accepted", sent.ref, {"hours": f"{credited:.1f}"}, actor=viewer.actor)
    return sent


@transaction.atomic
def refuse_outside(sent: OutsideCertificate, reason: str, *, viewer: Viewer) -> OutsideCertificate:
    """Do not count it, and say why. Raises Refused "side", "state" or "words"."""
    _look(sent, viewer)
    _decide(sent, OutsideCertificate.State.REFUSED, worded(reason), viewer)
    ledger.append("outside_certificate.refused", sent.ref, {"words": canonical.digest([sent.reason]).hex()}, actor=viewer.actor)
    return sent


def _look(sent: OutsideCertificate, viewer: Viewer) -> None:
    sent.refresh_from_db(from_queryset=OutsideCertificate.objects.select_for_update())
    if not learning.manages_person(viewer, sent.person):
        raise Refused("side")
    if sent.state != OutsideCertificate.State.SENT:
        raise Refused("state")


def _decide(sent: OutsideCertificate, state: str, reason: str, viewer: Viewer) -> None:
    sent.state, sent.reason, sent.decided_on, sent.decided_by = state, reason, clock.today(), viewer.account
    sent.save(update_fields=["state", "reason", "hours", "decided_on", "decided_by"])
    events.publish(OutsideDecided(sent.pk, viewer.actor))
