"""Opening an identity envelope takes two people: a handler who says why, and a custodian who holds the envelope's key.

The custodian reads the reason, never the report. Confidentiality of the reporter: UU 31/1999 art. 31, UU 30/2002 art. 15.
"""

import uuid

from django.db import IntegrityError, transaction

from amanah.engines.cases.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.kernel import clock
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.opened import Opened
from amanah.rooms.whistleblowing.queries.identity import custodians_for


def ask(opened: Opened, envelope: str, reason: str) -> IdentityRequest:
    """Ask the custodians to open the envelope for the viewer.

    Raises:
        Refused: "unfit" when no custodian may decide on this case, "open_proposal" when the viewer has asked already.
    """
    custodians = custodians_for(opened.case)
    if not custodians:
        raise Refused("unfit")
    request = IdentityRequest(id=uuid.uuid4(), case=opened.case, envelope=envelope, requester=opened.viewer.account, day=clock.today())
    readers = keys.public_keys([*custodians, opened.viewer.account])
    sealed = vault.seal_record(request.ref, {"reason": reason.encode()}, readers)
    try:
        with transaction.atomic():
            request.save(force_insert=True)
            vault.store(sealed)
            ledger.append("identity.asked", opened.case.ref, {"request": request.ref, "day": request.day}, actor=opened.viewer.actor)
    except IntegrityError:
        raise Refused("open_proposal") from None
    return request


def grant(request: IdentityRequest, *, viewer: Viewer, key_pair: KeyPair) -> None:
    """Give the requester the envelope's key.

    Raises:
        Refused: "decided" or "same_person".
        CannotOpen: the custodian holds no key to this envelope.
    """
    key = vault.content_key(request.envelope, viewer.actor, key_pair)
    with transaction.atomic():
        _decide(request, IdentityRequest.Verdict.GRANTED, viewer)
        for holder, public in keys.public_keys([request.requester]).items():
            vault.hand_over(request.envelope, key, holder, public, actor=viewer.actor)
        ledger.append("identity.opened", request.case.ref, {"request": request.ref, "day": request.decided_on}, actor=viewer.actor)


def refuse(request: IdentityRequest, *, viewer: Viewer) -> None:
    """Leave the envelope closed. Raises Refused: "decided" or "same_person"."""
    with transaction.atomic():
        _decide(request, IdentityRequest.Verdict.REFUSED, viewer)
        ledger.append("identity.refused", request.case.ref, {"request": request.ref, "day": request.decided_on}, actor=viewer.actor)


def _decide(request: IdentityRequest, verdict: IdentityRequest.Verdict, viewer: Viewer) -> None:
    if request.requester_id == viewer.account.pk:
        raise Refused("same_person")
    decided = IdentityRequest.objects.filter(pk=request.pk, verdict=IdentityRequest.Verdict.OPEN).update(
        verdict=verdict, decided_by=viewer.account, decided_on=clock.today()
    )
    if not decided:
        raise Refused("decided")
    request.refresh_from_db()
