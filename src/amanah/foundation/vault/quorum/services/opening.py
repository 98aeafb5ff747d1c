"""Reading together: asked with a reason, given by colleagues share by share, opened when there are enough."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault.errors import CannotOpen, NoKeys, NotAHolder
from amanah.foundation.vault.models import Wrap
from amanah.foundation.vault.quorum import queries
from amanah.foundation.vault.quorum.errors import AskedAlready, NoShare, Over, TooFew
from amanah.foundation.vault.quorum.events import OpeningAsked, OpeningBegan, PartGiven
from amanah.foundation.vault.quorum.models import Opening, Part, Quorum, Share
from amanah.foundation.vault.quorum.services.splitting import joined, read_share, seal_for, share_text
from amanah.foundation.vault.services import records
from amanah.foundation.vault.services.staff import holder_of, public_keys
from amanah.kernel import clock, events, sealing
from amanah.kernel.sealing import KeyPair


def ask(quorum: Quorum, asker: Account, reason: str, *, readers: Iterable[Account] = ()) -> Opening:
    """Ask the holders of shares to let `asker` read; the reason is sealed for them, the asker and `readers`.

    The caller has made sure that the asker may see the matter. Raises NoKeys, AskedAlready.
    """
    people = {account.pk: account for account in (*(share.account for share in queries.usable(quorum)), *readers, asker)}
    holders = {f"account:{pk}": public for pk, public in public_keys(people).items()}
    if holder_of(asker) not in holders:
        raise NoKeys
    until = clock.today() + timedelta(days=queries.rule().days)
    opening = Opening(id=uuid4(), quorum=quorum, asker=asker, asked_on=clock.today(), until=until)
    sealed = records.seal_record(opening.ref, {"reason": reason.encode()}, holders)
    try:
        with transaction.atomic():
            opening.save(force_insert=True)
            records.store(sealed)
            events.publish(OpeningAsked(quorum.matter, holder_of(asker)))
            facts = {"opening": opening.ref, "sealed": sealed.digest, "day": opening.asked_on}
            ledger.append("vault.quorum_asked", quorum.matter, facts, actor=holder_of(asker))
    except IntegrityError:
        raise AskedAlready from None
    return opening


def reason(opening: Opening, reader: Account, key_pair: KeyPair) -> str:
    """Why the asker wants to read; empty for whom it was not sealed."""
    try:
        key = records.content_key(opening.ref, holder_of(reader), key_pair)
        return records.open_field(opening.ref, "reason", key).decode()
    except (NotAHolder, CannotOpen):
        return ""


def contribute(opening: Opening, giver: Account, key_pair: KeyPair) -> Part:
    """Seal one's own share for the asker's key. Raises NoShare, Over, NoKeys, CannotOpen."""
    share = opening.quorum.shares.filter(account=giver).first()
    if share is None or giver.pk == opening.asker_id:
        raise NoShare
    words = _words(share, key_pair)
    public = public_keys([opening.asker_id]).get(opening.asker_id)
    if public is None:
        raise NoKeys
    part = Part(id=uuid4(), opening=opening, number=share.number, giver=giver, day=clock.today())
    sealed = seal_for(part.ref, share_text(opening.quorum_id, share.number, words), holder_of(opening.asker), public)
    try:
        with transaction.atomic():
            _still(opening, Opening.State.ASKED)
            part.save(force_insert=True)
            records.store(sealed)
            events.publish(PartGiven(opening.quorum.matter, holder_of(giver)))
            facts = {"opening": opening.ref, "share": share.number, "day": part.day}
            ledger.append("vault.quorum_contributed", opening.quorum.matter, facts, actor=holder_of(giver))
    except IntegrityError:
        raise Over from None
    return part


def open_now(opening: Opening, key_pair: KeyPair) -> frozenset[str]:
    """Join the shares with the asker's key and wrap what they open for the asker; the parts are destroyed. Answers the records.

    Raises TooFew, Over, and CannotOpen when a share was exchanged or is of another matter.
    """
    quorum, asker = opening.quorum, opening.asker
    words = {part.number: _given(part, key_pair) for part in opening.parts.all()}
    own = None if quorum.besides_asker else quorum.shares.filter(account=asker).first()
    if own is not None and len(words) < quorum.threshold:
        words[own.number] = _words(own, key_pair)
    if len(words) < quorum.threshold:
        raise TooFew
    pair = joined(quorum, words)
    held = list(Wrap.objects.filter(holder=quorum.holder))
    keys = {row.record: sealing.unwrap(bytes(row.wrapped), pair, record=row.record, holder=quorum.holder) for row in held}
    until = clock.today() + timedelta(days=queries.rule().days)
    with transaction.atomic():
        _still(opening, Opening.State.ASKED)
        for record, key in keys.items():
            records.hand_over(record, key, holder_of(asker), key_pair.public, actor=holder_of(asker))
        destroy_parts(opening)
        Opening.objects.filter(pk=opening.pk).update(state=Opening.State.OPEN, until=until)
        events.publish(OpeningBegan(quorum.matter, holder_of(asker)))
        facts = {"opening": opening.ref, "shares": sorted(words), "until": until, "day": clock.today()}
        ledger.append("vault.quorum_opened", quorum.matter, facts, actor=holder_of(asker))
    opening.refresh_from_db()
    return frozenset(keys)


def destroy_parts(opening: Opening) -> None:
    """What colleagues gave is gone once it was used, or is not needed; in the caller's transaction."""
    for part in opening.parts.all():
        records.destroy(part.ref)
    opening.parts.all().delete()


def _words(share: Share, key_pair: KeyPair) -> str:
    try:
        key = records.content_key(share.ref, holder_of(share.account), key_pair)
    except NotAHolder:
        raise NoShare from None
    return read_share(records.open_field(share.ref, "share", key), share.quorum, share.number)


def _given(part: Part, key_pair: KeyPair) -> str:
    key = records.content_key(part.ref, holder_of(part.opening.asker), key_pair)
    return read_share(records.open_field(part.ref, "share", key), part.opening.quorum, part.number)


def _still(opening: Opening, state: str) -> None:
    """Hold the opening for the transaction, if it still stands so and its split is in force."""
    now = Opening.objects.select_for_update().filter(pk=opening.pk, state=state, quorum__retired_on=None).first()
    if now is None:
        raise Over
