"""Keys of partners who hand in complaints by Open311: issued once, kept as a hash, revoked at any time."""

import hashlib
import secrets

from django.db import transaction
from django.db.models import F

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.complaints.exchange.models import ApiKey, KeyDay

PER_MINUTE = 30
PER_DAY = 1000
"""What a partner may hand in unless somebody says otherwise; a limit of ours, no rule of law."""
_PREFIX = "amanah_"
_BYTES = 24


@transaction.atomic
def issue(partner: str, *, viewer: Viewer, per_minute: int = PER_MINUTE, per_day: int = PER_DAY) -> tuple[ApiKey, str]:
    """Issue a key to a partner; the second of what is answered is the key itself, which nobody can show again."""
    plain = _PREFIX + secrets.token_urlsafe(_BYTES)
    key = ApiKey.objects.create(
        partner=" ".join(partner.split()),
        hash=hash_of(plain),
        per_minute=per_minute,
        per_day=per_day,
        issued_on=clock.today(),
        issued_by=viewer.account,
    )
    facts = {"partner": key.partner, "per_minute": per_minute, "per_day": per_day, "day": key.issued_on}
    ledger.append("exchange.key_issued", key.ref, facts, actor=viewer.actor)
    return key, plain


@transaction.atomic
def revoke(key: ApiKey, *, viewer: Viewer) -> bool:
    """Let the key open nothing from now on; False when it was revoked already."""
    today = clock.today()
    if not ApiKey.objects.filter(pk=key.pk, revoked_on=None).update(revoked_on=today, revoked_by=viewer.account):
        return False
    ledger.append("exchange.key_revoked", key.ref, {"day": today}, actor=viewer.actor)
    return True


def find(plain: str) -> ApiKey | None:
    """The key in force that this is, or None. What is compared is a hash of 192 random bits, so that no time tells anything."""
    return ApiKey.objects.filter(hash=hash_of(plain), revoked_on=None).first() if plain else None


def count(key: ApiKey) -> bool:
    """Count one complaint more of today, in the caller's transaction; False, without counting, when the day's measure is full."""
    KeyDay.objects.bulk_create([KeyDay(key=key, day=clock.today())], ignore_conflicts=True)
    return bool(KeyDay.objects.filter(key=key, day=clock.today(), count__lt=key.per_day).update(count=F("count") + 1))


def hash_of(plain: str) -> bytes:
    """What is kept of a key or a token. Both are random and long, so that a plain hash cannot be turned back."""
    return hashlib.sha256(plain.encode()).digest()
