"""Making a shared key: everything in memory first, then rows in the caller's transaction."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db import transaction

from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault.errors import CannotOpen
from amanah.foundation.vault.quorum.errors import TooFew
from amanah.foundation.vault.quorum.models import MOST, Quorum, Rule, Share
from amanah.foundation.vault.quorum.queries import PREFIX
from amanah.foundation.vault.services import records
from amanah.kernel import canonical, clock, sealing
from amanah.kernel.sealing import KeyPair

FORM = "amanah/quorum-share/v1"


@dataclass(frozen=True, slots=True)
class PreparedQuorum:
    """A split made in memory: wrap content keys for `public_key` under the holder name `holder`, then `store` it."""

    id: UUID
    matter: str
    threshold: int
    besides_asker: bool
    public_key: bytes
    shares: Mapping[UUID, tuple[int, UUID, records.SealedRecord]] = field(repr=False)

    @property
    def holder(self) -> str:
        """As whom it holds content keys."""
        return f"{PREFIX}{self.id}"

    @property
    def facts(self) -> dict[str, object]:
        """What the ledger says of it."""
        return {"quorum": str(self.id), "public_key": self.public_key.hex(), "threshold": self.threshold, "shares": len(self.shares)}


def prepare(matter: str, holders: Mapping[str, bytes], threshold: int, *, besides_asker: bool = False) -> PreparedQuorum:
    """Make a key for `matter`, split it among `holders` ("account:<id>" → public key) and seal one share for each. Touches no database.

    Raises TooFew when fewer than the threshold (and one more, with `besides_asker` or not) could hold one.
    """
    if not 2 <= threshold <= len(holders) <= MOST:  # noqa: PLR2004 - nobody alone
        raise TooFew
    quorum_id, seed = uuid4(), secrets.token_bytes(sealing.KEY_BYTES)
    lines = sealing.split_secret(seed, threshold, len(holders))
    pair = sealing.key_pair_from_seed(seed)
    shares = {}
    for number, (words, (holder, public)) in enumerate(zip(lines, holders.items(), strict=True), start=1):
        share_id = uuid4()
        text = share_text(quorum_id, number, words)
        shares[share_id] = (number, UUID(holder.removeprefix("account:")), seal_for(f"quorum-share:{share_id}", text, holder, public))
    return PreparedQuorum(quorum_id, matter, threshold, besides_asker, pair.public, shares)


def store(prepared: PreparedQuorum) -> Quorum:
    """Store a split in the caller's transaction, which also stores what was wrapped for it and writes `facts` into the ledger."""
    quorum = Quorum.objects.create(
        id=prepared.id,
        matter=prepared.matter,
        public_key=prepared.public_key,
        threshold=prepared.threshold,
        besides_asker=prepared.besides_asker,
        since=clock.today(),
    )
    for share_id, (number, account_id, sealed) in prepared.shares.items():
        Share.objects.create(id=share_id, quorum=quorum, number=number, account_id=account_id)
        records.store(sealed)
    return quorum


def set_rule(threshold: int, most: int, days: int, *, actor: str) -> Rule:
    """Decide how keys are split from now on; what was split before stays as it is. Raises IntegrityError for an impossible rule."""
    with transaction.atomic():
        rule = Rule.objects.create(threshold=threshold, most=most, days=days, since=clock.today())
        ledger.append("vault.quorum_rule", "vault:quorum", {"threshold": threshold, "most": most, "days": days}, actor=actor)
    return rule


def share_text(quorum_id: UUID, number: int, words: str) -> bytes:
    """A share with what it belongs to, so that a row put in another's place is refused."""
    return canonical.encode([FORM, str(quorum_id), number, words])


def read_share(text: bytes, quorum: Quorum, number: int) -> str:
    """The words of this quorum's share of this number. Raises CannotOpen for any other."""
    form, quorum_id, said, words = canonical.decode(text)
    if (form, quorum_id, said) != (FORM, str(quorum.id), number):
        raise CannotOpen
    return str(words)


def seal_for(ref: str, text: bytes, holder: str, public: bytes) -> records.SealedRecord:
    """A record of one field for one person."""
    return records.seal_record(ref, {"share": text}, {holder: public})


def joined(quorum: Quorum, words: Mapping[int, str]) -> KeyPair:
    """The key pair that these shares give back. Raises CannotOpen when it is not this quorum's."""
    try:
        pair = sealing.key_pair_from_seed(sealing.join_shares(list(words.values())[: quorum.threshold]))
    except sealing.SharesError as error:
        raise CannotOpen from error
    if pair.public != bytes(quorum.public_key):
        raise CannotOpen
    return pair
