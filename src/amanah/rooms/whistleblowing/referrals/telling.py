"""Who is reminded of answers, ours and theirs. A notice names no report and no body."""

from django.utils.translation import gettext_lazy as _

from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.rooms.whistleblowing.referrals import addresses
from amanah.rooms.whistleblowing.referrals.models import Received, Referral

NEAR = register(NoticeCode("received.near", _("Jawaban kepada lembaga lain jatuh tempo pada %(due)s.")))
MISSED = register(NoticeCode("received.missed", _("Jawaban kepada lembaga lain melewati tenggat %(due)s."), urgent=True))
SILENT = register(NoticeCode("referral.silent", _("Sebuah pelimpahan belum dijawab sampai %(due)s. Ingatkan penerimanya.")))


def near(event: DeadlineNear) -> None:
    """A reply of ours falls due soon."""
    _received(event, NEAR)


def missed(event: DeadlineMissed) -> None:
    """A reply of ours is late, or theirs has not come."""
    _received(event, MISSED)
    kind, _colon, key = event.ref.partition(":")
    if kind == "referral":
        found = Referral.objects.select_related("case", "prepared_by").get(pk=key)
        url = addresses.of_case(found.case.number)
        notices.notify(found.prepared_by, SILENT.key, found.ref, params={"due": event.due_on.isoformat()}, url=url)


def _received(event: DeadlineNear | DeadlineMissed, code: NoticeCode) -> None:
    kind, _colon, key = event.ref.partition(":")
    if kind == "received":
        found = Received.objects.select_related("registered_by").get(pk=key)
        params = {"due": event.due_on.isoformat()}
        notices.notify(found.registered_by, code.key, found.ref, params=params, url=addresses.of_received(found))
