"""How often names may be tried on a certificate: counted for everybody together, in every process of the public program."""

from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from amanah.kernel import clock, numbers
from amanah.rooms.learning.sessions.models import Tries

MOST: Final = 10
SECONDS: Final = 15 * 60
"""MOST names within each quarter of an hour by the clock."""
GROUPS: Final = 4096
"""Numbers that fall into one group are counted together: few enough to keep, many enough that hardly two certificates ever meet."""


@transaction.atomic
def may_try(number: str) -> bool:
    """Count one try on this number; False where there were too many in this quarter of an hour."""
    group, now = group_of(number), quarter()
    Tries.objects.bulk_create([Tries(group=group, quarter=now)], ignore_conflicts=True)
    Tries.objects.filter(group=group).exclude(quarter=now).update(quarter=now, count=0)
    return bool(Tries.objects.filter(group=group, count__lt=MOST).update(count=F("count") + 1))


def forget() -> None:
    """Take away what was counted in quarters of an hour that have gone by."""
    Tries.objects.filter(quarter__lt=quarter()).delete()


def quarter() -> int:
    """The quarter of an hour that it is."""
    return int(clock.now().timestamp()) // SECONDS


def group_of(number: str) -> int:
    """The group that a number falls into, by a keyed digest."""
    return int(salted_hmac("amanah.certificates.tries", numbers.tidy(number)[:20], algorithm="sha256").hexdigest()[:8], 16) % GROUPS
