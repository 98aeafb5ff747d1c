"""Telling people, and noting that they know."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices import codes
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads import visibility
from amanah.kernel import clock


@transaction.atomic
def notify(
    account: Account, code: str, ref: str, *, params: Mapping[str, str] | None = None, url: str = "", day: date | None = None
) -> Notice | None:
    """Tell somebody that a record wants their eyes. Answers None, and tells nothing, when they may not know of it.

    The same unread notice about the same record is not made twice. `params` holds numbers, codes and days, never words.

    Raises:
        KeyError: nobody registered the code.
        ValueError: a value could hold somebody's words.
    """
    declared, harmless = codes.code(code), codes.harmless(params or {})
    if not account.may_sign_in() or not visibility.may_see(Viewer.of(account), ref):
        return None
    same = Notice.objects.filter(account=account, code=declared.key, ref=ref, read_on__isnull=True).first()
    if same is not None:
        return same
    return Notice.objects.create(account=account, code=declared.key, params=harmless, ref=ref, url=url, day=day or clock.today())


def mark_read(viewer: Viewer, *, notices: Iterable[UUID] | None = None, ref: str = "") -> int:
    """Note that the viewer has seen these notices, or all about one record, or (with neither) all of them; answers how many."""
    unread = Notice.objects.filter(account=viewer.account, read_on__isnull=True)
    if notices is not None:
        unread = unread.filter(key__in=list(notices))
    if ref:
        unread = unread.filter(ref=ref)
    return unread.update(read_on=clock.today())
