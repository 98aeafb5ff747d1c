"""Shares that change hands. No way leads to one person with two shares of a matter, or to a matter that nobody can open unnoticed."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.db import transaction

from amanah.foundation.access.models import Account
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault.errors import NoKeys, NotAHolder
from amanah.foundation.vault.models import Wrap
from amanah.foundation.vault.quorum import queries
from amanah.foundation.vault.quorum.errors import HoldsOne, NoShare, TooFew
from amanah.foundation.vault.quorum.events import SharesChanged
from amanah.foundation.vault.quorum.models import Opening, Part, Quorum, Share
from amanah.foundation.vault.quorum.services.ending import end
from amanah.foundation.vault.quorum.services.splitting import prepare, read_share, seal_for, share_text, store
from amanah.foundation.vault.services import records
from amanah.foundation.vault.services.staff import holder_of, public_keys
from amanah.kernel import clock, events
from amanah.kernel.sealing import KeyPair


def drop_share(matter: str, holder: str, *, actor: str) -> int | None:
    """Take everything of this matter's shared key from somebody: share, gifts, opening. How many people can still use a share.

    In the caller's transaction. None when the matter is not shared. Unlike a whole key, also the last share is dropped: whom the
    matter concerns must not hold one, and recovery remains.
    """
    quorum = queries.in_force(matter)
    if quorum is None:
        return None
    account_id = UUID(holder.removeprefix("account:"))
    for opening in quorum.openings.filter(asker=account_id).exclude(state=Opening.State.ENDED):
        end(opening, actor=actor)
    for part in Part.objects.filter(opening__quorum=quorum, giver=account_id):
        records.destroy(part.ref)
        part.delete()
    share = quorum.shares.filter(account=account_id).first()
    left = len(queries.usable(quorum))
    if share is None:
        return left
    _destroy(share)
    left = len(queries.usable(quorum))
    events.publish(SharesChanged(matter, actor, left, quorum.threshold))
    facts = {"holder": holder, "share": share.number, "left": left, "day": clock.today()}
    ledger.append("vault.quorum_share_dropped", matter, facts, actor=actor)
    return left


def move_share(matter: str, leaver: Account, successor: Account, key_pair: KeyPair) -> None:
    """Give one's own share on: sealed for the successor's key, gone from one's own, in one transaction.

    The caller has made sure that the successor may hold it. Raises NoShare, HoldsOne, NoKeys, CannotOpen.
    """
    quorum = queries.in_force(matter)
    share = quorum.shares.filter(account=leaver).first() if quorum else None
    if quorum is None or share is None:
        raise NoShare
    if quorum.shares.filter(account=successor).exists():
        raise HoldsOne
    public = public_keys([successor.pk]).get(successor.pk)
    if public is None:
        raise NoKeys
    try:
        key = records.content_key(share.ref, holder_of(leaver), key_pair)
    except NotAHolder:
        raise NoShare from None
    words = read_share(records.open_field(share.ref, "share", key), quorum, share.number)
    heir = Share(id=uuid4(), quorum=quorum, number=share.number, account=successor)
    sealed = seal_for(heir.ref, share_text(quorum.id, share.number, words), holder_of(successor), public)
    with transaction.atomic():
        _destroy(share)
        heir.save(force_insert=True)
        records.store(sealed)
        for opening in quorum.openings.filter(asker=leaver).exclude(state=Opening.State.ENDED):
            end(opening, actor=holder_of(leaver))
        events.publish(SharesChanged(matter, holder_of(leaver), len(queries.usable(quorum)), quorum.threshold))
        facts = {"from": holder_of(leaver), "to": holder_of(successor), "share": share.number, "day": clock.today()}
        ledger.append("vault.quorum_share_moved", matter, facts, actor=holder_of(leaver))


def resplit(matter: str, holders: Mapping[str, bytes], keys: Mapping[str, bytes], *, actor: str, threshold: int = 0) -> Quorum:
    """Split anew among `holders` ("account:<id>" → public key), by somebody who has the content keys open (`keys`, by record).

    Every former share is void and destroyed, openings that wait end, and openings that last go on under the new split until their
    day. All of the quorum's records must be among `keys`. Raises TooFew, NoShare when the matter is not shared, CannotOpen for a
    wrong key.
    """
    old = queries.in_force(matter)
    if old is None:
        raise NoShare
    held = set(Wrap.objects.filter(holder=old.holder).values_list("record", flat=True))
    if held - keys.keys():
        raise TooFew
    prepared = prepare(matter, holders, threshold or queries.rule().threshold, besides_asker=old.besides_asker)
    with transaction.atomic():
        for opening in old.openings.filter(state=Opening.State.ASKED):
            end(opening, actor=actor)
        for share in list(old.shares.all()):
            _destroy(share)
        old.retired_on = clock.today()
        old.save(update_fields=["retired_on"])
        new = store(prepared)
        old.openings.filter(state=Opening.State.OPEN).update(quorum=new)
        for record in sorted(held):
            records.hand_over(record, keys[record], new.holder, prepared.public_key, actor=actor)
            records.drop_holder(record, old.holder, actor=actor)
        events.publish(SharesChanged(matter, actor, len(prepared.shares), prepared.threshold))
        ledger.append("vault.quorum_resplit", matter, prepared.facts, actor=actor)
    return new


def _destroy(share: Share) -> None:
    records.destroy(share.ref)
    share.delete()
