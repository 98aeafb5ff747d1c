"""One short message a day at most, and never at the moment something happened.

A message is sent on the first beat of a day about notices of earlier days. So its arrival says no more about a report than the
notice does: the day. It names no record, no number and no room.
"""

from django.conf import settings
from django.core.mail import send_mail
from django.utils import translation
from django.utils.translation import gettext as _

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads import visibility
from amanah.kernel import clock

SUBJECT = "Amanah"


def send_due() -> int:
    """Send today's messages and answer how many; sending again on the same day sends nothing twice.

    A message that cannot be handed to the mail server stops the run; what it was about stays due.
    """
    today = clock.today()
    due = Notice.objects.filter(day__lt=today, read_on__isnull=True, mailed_on__isnull=True)
    waiting = Account.objects.filter(pk__in=due.values("account_id"), is_active=True).exclude(email="").select_related("person")
    sent = 0
    for account in waiting.order_by("pk"):
        if Notice.objects.filter(account=account, mailed_on=today).exists():
            continue
        notices = due.filter(account=account)
        refs = set(notices.values_list("ref", flat=True))
        if account.may_sign_in() and visibility.visible_refs(Viewer.of(account), refs):
            _send(account)
            sent += 1
        notices.update(mailed_on=today)
    return sent


def _send(account: Account) -> None:
    with translation.override(account.language):
        text = _("Ada yang perlu Anda lihat di Amanah: %(address)s") % {"address": settings.AMANAH_DESK_ADDRESS}
    send_mail(SUBJECT, text + "\n", None, [account.email])
