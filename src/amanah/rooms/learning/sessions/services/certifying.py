"""Certificates: giving them out, taking them back, and what a stranger may learn of one."""

import hashlib
import hmac
import secrets
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.text import fold
from amanah.kernel import canonical, clock
from amanah.kernel.numbers import ALPHABET
from amanah.rooms.learning.sessions import numbering
from amanah.rooms.learning.sessions.models import Certificate, Seat
from amanah.rooms.learning.sessions.queries.visible import manages
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.holding import worded

COST = 2**14
"""What one comparison of a name costs (scrypt's n); digests that were kept are only compared at the cost they were made at."""
CODE = 10
"""Signs of the code beside the number: 50 bits, so that nobody finds certificates by trying numbers."""


def issue(seat: Seat) -> Certificate:
    """Certify that this person was there, in the caller's transaction; one that stands already is answered."""
    standing = Certificate.objects.filter(seat=seat, withdrawn_on__isnull=True).first()
    if standing is not None:
        return standing
    session, edition, key = seat.session, seat.session.edition, uuid4()
    certificate = Certificate(
        id=key,
        ref=f"certificate:{key}",
        code="".join(secrets.choice(ALPHABET) for _ in range(CODE)),
        seat=seat,
        name=seat.name,
        salt=secrets.token_hex(16),
        title=edition.title,
        title_en=edition.title_en,
        day=session.last_day,
        hours=seat.hours_of(edition.hours),
        issued_on=clock.today(),
    )
    certificate.name_digest = digest_of(certificate.name, certificate.salt)
    numbering.save(certificate, numbering.CERTIFICATE, certificate.issued_on)
    facts = {"number": certificate.number, "session": session.ref, "seat": str(seat.pk), "name": certificate.name_digest}
    ledger.append("certificate.issued", certificate.ref, facts, actor="system")
    return certificate


@transaction.atomic
def withdraw_certificate(certificate: Certificate, reason: str, *, viewer: Viewer) -> None:
    """Take it back: whoever checks it is told that it does not hold.

    Raises:
        Refused: "side", "words", or "withdrawn".
    """
    certificate.refresh_from_db(from_queryset=Certificate.objects.select_for_update())
    if not manages(viewer, certificate.seat.session):
        raise Refused("side")
    if certificate.withdrawn_on is not None:
        raise Refused("withdrawn")
    _withdraw(certificate, worded(reason), viewer)


def withdraw_of(seat: Seat, reason: str, viewer: Viewer) -> None:
    """Take back the one that stands, if there is one, in the caller's transaction."""
    for certificate in Certificate.objects.select_for_update().filter(seat=seat, withdrawn_on__isnull=True):
        _withdraw(certificate, reason, viewer)


def digest_of(name: str, salt: str) -> str:
    """What is kept of a name for comparing: the same for other capitals and signs, and slow to try many with."""
    told = " ".join(fold(name).split()).encode()
    return hashlib.scrypt(told, salt=bytes.fromhex(salt), n=COST, r=8, p=1, dklen=32).hex()


def same_name(certificate: Certificate, name: str) -> bool:
    """Whether this is the name on the paper."""
    return hmac.compare_digest(digest_of(name, certificate.salt), certificate.name_digest)


def _withdraw(certificate: Certificate, reason: str, viewer: Viewer) -> None:
    certificate.withdrawn_on, certificate.withdrawn_by, certificate.withdrawn_reason = clock.today(), viewer.account, reason
    certificate.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawn_reason"])
    ledger.append("certificate.withdrawn", certificate.ref, {"words": canonical.digest([reason]).hex()}, actor=viewer.actor)
