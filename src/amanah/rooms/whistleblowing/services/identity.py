"""Opening an identity envelope takes two people: a handler who says why, and a custodian who holds the envelope's key.

The custodian reads the reason, never the report. Confidentiality of the reporter: UU 31/1999 art. 31, UU 30/2002 art. 15. On the
shared route the envelope's key is in shares too: two custodians must give theirs. The reporter reads in the mailbox that the envelope
was opened, when and what for; where a coded ground stands against it, from the day after its end.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from amanah.engines.cases.refusals import Refused
from amanah.engines.reports.opened import Opened
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault import queries as keys
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.errors import NotAHolder
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum import services as quorum
from amanah.foundation.vault.quorum.errors import AskedAlready, NoShare, Over, TooFew
from amanah.foundation.vault.quorum.models import Quorum
from amanah.kernel import clock
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.queries.identity import custodians_for


@dataclass(frozen=True)
class Silence:
    """Why and until which day (inclusive) the reporter cannot be told; with no ground they are told at once."""

    ground: str = ""
    until: date | None = None


def ask(opened: Opened, envelope: str, reason: str, *, purpose: str = IdentityRequest.Purpose.CLARIFY) -> IdentityRequest:
    """Ask the custodians to open the envelope for the viewer.

    Raises:
        Refused: "unfit" when no custodian may decide on this case, "open_proposal" when the viewer has asked already.
    """
    custodians = custodians_for(opened.case)
    if not custodians:
        raise Refused("unfit")
    request = IdentityRequest(
        id=uuid.uuid4(), case=opened.case, envelope=envelope, requester=opened.viewer.account, day=clock.today(), purpose=purpose
    )
    readers = keys.public_keys([*custodians, opened.viewer.account])
    sealed = vault.seal_record(request.ref, {"reason": reason.encode()}, readers)
    shared = quorums.in_force(envelope)
    try:
        with transaction.atomic():
            request.save(force_insert=True)
            vault.store(sealed)
            if shared is not None:
                quorum.ask(shared, opened.viewer.account, reason, readers=custodians)
            ledger.append("identity.asked", opened.case.ref, {"request": request.ref, "day": request.day}, actor=opened.viewer.actor)
    except (IntegrityError, AskedAlready):
        raise Refused("open_proposal") from None
    return request


def grant(request: IdentityRequest, *, viewer: Viewer, key_pair: KeyPair, silence: Silence | None = None) -> bool:
    """Give the requester the envelope's key, or one's share of it; answers whether that was enough to open it.

    Raises:
        Refused: "decided" or "same_person".
        CannotOpen, NotAHolder: the custodian holds no key to this envelope, or no share.
    """
    if request.requester_id == viewer.account.pk:
        raise Refused("same_person")
    shared = quorums.in_force(request.envelope)
    if shared is not None:
        return _grant_share(request, shared, viewer, key_pair, silence)
    key = vault.content_key(request.envelope, viewer.actor, key_pair)
    with transaction.atomic():
        _silence(request, silence)
        _decide(request, IdentityRequest.Verdict.GRANTED, viewer)
        for holder, public in keys.public_keys([request.requester]).items():
            vault.hand_over(request.envelope, key, holder, public, actor=viewer.actor)
        _opened(request, viewer)
    return True


def open_shared(request: IdentityRequest, *, viewer: Viewer, key_pair: KeyPair) -> None:
    """Join the custodians' shares with the requester's key. Raises Refused: "not_found", "state"; CannotOpen."""
    shared = quorums.in_force(request.envelope)
    opening = quorums.live(shared, viewer.account.pk) if shared else None
    if opening is None or request.requester_id != viewer.account.pk or request.verdict != IdentityRequest.Verdict.GRANTED:
        raise Refused("not_found")
    try:
        quorum.open_now(opening, key_pair)
    except (Over, TooFew):
        raise Refused("state") from None


def tell() -> int:
    """Let the reporters know what could not be told until now; answers of how many openings. Safe to repeat."""
    due = IdentityRequest.objects.filter(verdict=IdentityRequest.Verdict.GRANTED, told_on=None)
    due = due.exclude(withheld_until__gte=clock.today()).select_related("case")
    for request in list(due):
        with transaction.atomic():
            _tell(request, "system")
    return len(due)


def refuse(request: IdentityRequest, *, viewer: Viewer) -> None:
    """Leave the envelope closed. Raises Refused: "decided" or "same_person"."""
    shared = quorums.in_force(request.envelope)
    opening = quorums.live(shared, request.requester_id) if shared else None
    with transaction.atomic():
        _decide(request, IdentityRequest.Verdict.REFUSED, viewer)
        if opening is not None:
            quorum.end(opening, actor=viewer.actor)
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


def _grant_share(request: IdentityRequest, shared: Quorum, viewer: Viewer, key_pair: KeyPair, silence: Silence | None) -> bool:
    opening = quorums.live(shared, request.requester_id)
    if opening is None or request.verdict != IdentityRequest.Verdict.OPEN:
        raise Refused("decided")
    with transaction.atomic():
        try:
            quorum.contribute(opening, viewer.account, key_pair)
        except NoShare:
            raise NotAHolder from None
        except Over:
            raise Refused("decided") from None
        _silence(request, silence)
        enough = quorums.progress(opening).enough
        if enough:
            _decide(request, IdentityRequest.Verdict.GRANTED, viewer)
            _opened(request, viewer)
    return enough


def _silence(request: IdentityRequest, silence: Silence | None) -> None:
    """The later of two custodians' days counts."""
    if silence is None or not silence.ground or silence.until is None:
        return
    request.ground, request.withheld_until = silence.ground, max(silence.until, request.withheld_until or silence.until)
    request.save(update_fields=["ground", "withheld_until"])


def _opened(request: IdentityRequest, viewer: Viewer) -> None:
    facts = {"request": request.ref, "day": request.decided_on, "purpose": request.purpose}
    withheld = {"ground": request.ground, "until": request.withheld_until} if request.ground else {}
    ledger.append("identity.opened", request.case.ref, facts | withheld, actor=viewer.actor)
    if not request.ground:
        _tell(request, viewer.actor)


def _tell(request: IdentityRequest, actor: str) -> None:
    request.told_on = clock.today()
    request.save(update_fields=["told_on"])
    ledger.append("identity.told", request.case.ref, {"request": request.ref, "day": request.told_on}, actor=actor)
