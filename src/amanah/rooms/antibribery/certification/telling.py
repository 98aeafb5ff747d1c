"""Who hears of deadlines, and when. Notices name a certification by its number only."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.notices import services as notices
from amanah.foundation.notices.codes import NoticeCode, register
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery.certification import addresses, declare
from amanah.rooms.antibribery.certification.models import Alerted, Certification
from amanah.rooms.antibribery.certification.queries.deadlines import MISSED, Deadline, alert_days, deadlines, reached
from amanah.rooms.antibribery.queries import function_of
from amanah.rooms.antibribery.roles import FUNCTION

# One kind of notice for each mark: an unread one of an earlier mark must not swallow the next.
NEAR = tuple(
    register(
        NoticeCode(
            f"smap.deadline_{mark}", _("Sertifikasi %(number)s: sebuah tenggat jatuh pada %(due)s, dalam %(days)s hari atau kurang.")
        )
    )
    for mark in ("first", "second", "third", "last")
)
PAST = register(NoticeCode("smap.deadline_missed", _("Sertifikasi %(number)s: tenggat %(due)s terlewat."), urgent=True))


def alert() -> int:
    """Tell the function and top management of what is due, once for each number of days; how many notices went out.

    Where nobody was appointed to the function, whoever keeps the unit's scopes by their role hears of it instead.
    """
    days, sent = alert_days(), 0
    running = Certification.objects.filter(scope__state=scopes.ACTIVE).exclude(state__in=declare.ENDED)
    for certification in running.select_related("scope__unit").prefetch_related("visits", "findings").order_by("pk"):
        for deadline in deadlines(certification):
            stage = reached(deadline.left(clock.today()), days)
            if stage is not None:
                sent += _tell(certification, deadline, stage)
    return sent


@transaction.atomic
def _tell(certification: Certification, deadline: Deadline, stage: int) -> int:
    _row, first = Alerted.objects.get_or_create(certification=certification, what=deadline.what, due_on=deadline.due_on, days=stage)
    if not first:
        return 0
    scope = certification.scope
    function = function_of(scope)
    whom = Q(person_id__in=function | ({scope.top_person_id} if scope.top_person_id is not None else set()))
    params = {"number": certification.number, "due": deadline.due_on.isoformat()}
    if stage != MISSED:
        params["days"] = str(stage)
    url = addresses.of_certification(scope.number, certification.number)
    code = PAST if stage == MISSED else NEAR[min(alert_days().index(stage), len(NEAR) - 1)]
    if not function:
        # While nobody is appointed, those who keep the unit's scopes by their role are the ones to act.
        granted = Grant.objects.filter(stands_on(clock.today()), role=FUNCTION.key, unit__in=scope.unit.path_ids)
        whom |= Q(pk__in=granted.values("account_id"))
    accounts = Account.objects.filter(whom).select_related("person").order_by("pk")
    return sum(notices.notify(account, code.key, certification.ref, params=params, url=url) is not None for account in accounts)
