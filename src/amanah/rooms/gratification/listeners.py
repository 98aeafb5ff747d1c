"""What time brings to this room: liaisons are reminded of nil reports that are owed."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Grant, stands_on
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import tick
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.notices.models import Notice
from amanah.foundation.threads import visibility
from amanah.foundation.threads.visibility import ThreadNode
from amanah.kernel import clock
from amanah.rooms.gratification.queries import nil
from amanah.rooms.gratification.workflow import LIAISON

OWED = register(
    NoticeCode("gratification.nil_owed", _("Laporan nihil gratifikasi bulan %(month)s belum disampaikan untuk semua unit Anda."))
)
KIND = "gift-nil-owed"
PAGE = "/desk/gratification/nil/"


def remind() -> int:
    """Tell every liaison once who owes a statement for the last month, from the day on which it is due; answers how many were told."""
    month = nil.last_month(clock.today())
    if clock.today() < nil.due_on(month):
        return 0
    told = 0
    grants = Grant.objects.filter(stands_on(clock.today()), role=LIAISON).select_related("account")
    for account in {grant.account for grant in grants}:
        ref = f"{KIND}:{account.pk}:{month:%Y-%m}"
        if nil.owed(Viewer.of(account), month) and not Notice.objects.filter(account=account, code=OWED.key, ref=ref).exists():
            told += notices.notify(account, OWED.key, ref, params={"month": f"{month:%Y-%m}"}, url=PAGE) is not None
    return told


def seen(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """A reminder concerns whoever it was sent to."""
    return {ref for ref in refs if ref.split(":")[1] == str(viewer.account.pk)}


def named(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:  # noqa: ARG001 - what threads ask with
    """Each by what it is."""
    return [ThreadNode(ref, _("Laporan nihil"), _("Gratifikasi"), PAGE) for ref in sorted(refs)]


def listen() -> None:
    """Called once, when the room is installed."""
    visibility.register(KIND, seen, named)
    tick.register("gratification.nil", lambda _moment: remind())
