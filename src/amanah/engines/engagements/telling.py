"""Who hears of what. Notices name an engagement by its number only; none is made for who may not see it."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.engagements import addresses
from amanah.engines.engagements.declare import ANSWER, Part
from amanah.engines.engagements.events import EngagementStepped
from amanah.engines.engagements.models import Engagement, Member
from amanah.engines.engagements.sides import auditees
from amanah.foundation.access.models import Account
from amanah.foundation.clocks.events import DeadlineMissed, DeadlineNear
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register

JOINED = register(NoticeCode("engagements.joined", _("Anda ditetapkan dalam tim penugasan %(number)s.")))
COMING = register(NoticeCode("engagements.coming", _("Unit Anda akan diperiksa dalam penugasan %(number)s.")))
REPORTED = register(NoticeCode("engagements.reported", _("Laporan %(number)s terbit. Tanggapilah temuannya."), urgent=True))
RETURNED = register(NoticeCode("engagements.returned", _("Kertas kerja dalam penugasan %(number)s dikembalikan.")))
CONCLUDED = register(NoticeCode("engagements.concluded", _("Masa tanggapan atas laporan %(number)s berakhir.")))
NEAR = register(NoticeCode("engagements.near", _("Tanggapan atas laporan %(number)s ditunggu sampai %(due)s.")))
MISSED = register(NoticeCode("engagements.missed", _("Tanggapan atas laporan %(number)s melewati tenggat %(due)s."), urgent=True))


def stepped(event: EngagementStepped) -> None:
    """The team, or those who are looked at, hear of what concerns them."""
    engagement = Engagement.objects.get(pk=event.engagement_id)
    if event.act == "joined":
        newest = Member.objects.filter(engagement=engagement).order_by("-pk").first()
        _tell({newest.person_id} if newest else (), JOINED, engagement, without=event.actor)
    elif event.act == "prepare":
        _tell(auditees(engagement), COMING, engagement, without=event.actor)
    elif event.act == "report":
        _tell(auditees(engagement), REPORTED, engagement, without=event.actor)
    elif event.act == "paper_returned":
        _tell(_team(engagement), RETURNED, engagement, without=event.actor)
    elif event.act == "conclude":
        _tell(_team(engagement, Part.LEAD), CONCLUDED, engagement, without=event.actor)


def near(event: DeadlineNear) -> None:
    """Whoever has to answer hears that the time runs out."""
    engagement = _asked(event.ref, event.name)
    if engagement is not None:
        _tell(auditees(engagement), NEAR, engagement, due=event.due_on)


def missed(event: DeadlineMissed) -> None:
    """Whoever has to answer, and the lead, hear that it ran out."""
    engagement = _asked(event.ref, event.name)
    if engagement is not None:
        _tell(auditees(engagement) | _team(engagement, Part.LEAD), MISSED, engagement, due=event.due_on)


def _asked(ref: str, name: str) -> Engagement | None:
    return Engagement.objects.filter(ref=ref).first() if name == ANSWER else None


def _team(engagement: Engagement, part: str = "") -> set[UUID]:
    team = Member.objects.filter(engagement=engagement, until__isnull=True)
    return set((team.filter(part=part) if part else team).values_list("person_id", flat=True))


def _tell(people: Iterable[UUID], code: NoticeCode, engagement: Engagement, *, due: date | None = None, without: str = "") -> None:
    params = {"number": engagement.number} | ({"due": due.isoformat()} if due else {})
    for account in Account.objects.filter(person_id__in=list(people)).select_related("person").order_by("pk"):
        if f"account:{account.pk}" != without:
            notices.notify(account, code.key, engagement.ref, params=params, url=addresses.of_engagement(engagement.number))
