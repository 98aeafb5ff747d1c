"""Who hears of openings: everybody who holds a share, whoever asked, and the coordinators. No notice says what a report is about."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases import addresses
from amanah.engines.cases import queries as cases
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries.offers import holders
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.foundation.vault.quorum import queries as quorums
from amanah.foundation.vault.quorum.events import OpeningAsked, OpeningBegan, OpeningEnded, PartGiven, QuorumEvent, SharesChanged
from amanah.foundation.vault.quorum.models import Quorum
from amanah.rooms.whistleblowing.workflow import COORDINATOR, GRAVEST

ASKED = register(NoticeCode("quorum.asked", _("Seorang rekan meminta perkara %(number)s dibuka bersama."), urgent=True))
GIVEN = register(NoticeCode("quorum.given", _("Seorang pemegang memberikan bagiannya untuk perkara %(number)s.")))
BEGAN = register(NoticeCode("quorum.began", _("Perkara %(number)s dibuka untuk sementara.")))
ENDED = register(NoticeCode("quorum.ended", _("Pembukaan perkara %(number)s berakhir.")))
CHANGED = register(NoticeCode("quorum.changed", _("Pemegang bagian kunci perkara %(number)s berubah.")))
WEAK = register(
    NoticeCode("quorum.weak", _("Pemegang bagian perkara %(number)s kurang dari yang diperlukan. Panggil pemulihan."), urgent=True)
)
OF_EVENTS = {OpeningAsked: ASKED, PartGiven: GIVEN, OpeningBegan: BEGAN, OpeningEnded: ENDED, SharesChanged: CHANGED}


def heard(event: QuorumEvent) -> None:
    """Everybody concerned hears of every step but their own; notices leave out whoever may not know of the case."""
    case = Case.objects.filter(ref=event.matter).first()
    quorum = quorums.in_force(event.matter)
    if case is None or quorum is None:
        return
    code = WEAK if isinstance(event, SharesChanged) and event.left < event.threshold else OF_EVENTS[type(event)]
    people = {account.pk: account for account in (*_holders(quorum), *holders(case, frozenset({COORDINATOR, GRAVEST})))}
    for account in people.values():
        if f"account:{account.pk}" != event.actor:
            notices.notify(account, code.key, case.ref, params={"number": case.number}, url=addresses.through_desk(case.number))


def _holders(quorum: Quorum) -> list[Account]:
    asking = [opening.asker for opening in quorum.openings.exclude(state="ended").select_related("asker")]
    return [*(share.account for share in quorums.shares(quorum)), *asking]


def lines(viewer: Viewer) -> Iterable[Line]:
    """The openings that wait for this person's share, as far as they may know of the case."""
    waiting = {opening.quorum.matter: opening for opening in quorums.waiting_for(viewer.account.pk)}
    ids = [UUID(matter.removeprefix("case:")) for matter in waiting if matter.startswith("case:")]
    for case in cases.visible(viewer).filter(pk__in=ids) if ids else ():
        yield Line(
            case.number,
            addresses.through_desk(case.number),
            _("Pembukaan bersama"),
            _("Berikan bagian kunci Anda, atau biarkan tertutup"),
            note=str(waiting[case.ref].asker),
        )
