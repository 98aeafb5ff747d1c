"""Codes of an authenticator app count once: no code at or before the last one taken is taken again, however long it would still fit.

Allauth remembers a used code in memory for its own thirty seconds, but takes it for ninety (a clock may be a step off), and two worker
processes do not share their memory. So the last counter stands beside the sealed secret.
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.db import transaction

SPENT = "spent"


@transaction.atomic
def spend(authenticator: Authenticator, code: str) -> bool:
    """Take the code for good; False where it, or a later one, was taken before."""
    row = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    secret = decrypt(row.data["secret"])
    fitting = [counter for counter in yield_hotp_counters_from_time() if _fits(secret, counter, code)]
    if not fitting or max(fitting) <= row.data.get(SPENT, 0):
        return False
    row.data[SPENT] = max(fitting)
    row.save(update_fields=["data"])
    authenticator.data = row.data
    return True


def _fits(secret: str, counter: int, code: str) -> bool:
    return bool(compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))))
