"""What waits for a person among referrals and matters received."""

from datetime import date

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock
from amanah.rooms.whistleblowing.referrals import addresses
from amanah.rooms.whistleblowing.referrals.models import Received, Referral
from amanah.rooms.whistleblowing.referrals.queries.lists import visible_received, visible_referrals

LINES = 100


def lines(viewer: Viewer) -> list[Line]:
    """What the viewer registered and has to answer; what they prepared and must send; and, as waiting, what they look for an answer to."""
    asked = list(visible_received(viewer).filter(registered_by=viewer.account, answered_on=None)[:LINES])
    given = visible_referrals(viewer).filter(prepared_by=viewer.account, state__in=[Referral.State.PREPARED, Referral.State.SENT])
    sent = list(given.select_related("case", "recipient")[:LINES])
    if not asked and not sent:
        return []
    running = clocks.open_by_ref([*(one.ref for one in asked), *(one.ref for one in sent)])

    return [*(_asked(one, running.get(one.ref, [])) for one in asked), *(_given(one, running.get(one.ref, [])) for one in sent)]


def _asked(received: Received, deadlines: list[Deadline]) -> Line:
    act = _("Jawab %(body)s") % {"body": received.get_body_display()}
    due_on, urgency = _clock(deadlines)
    kind = _("Perkara dari lembaga lain")
    return Line(received.number, addresses.of_received(received), kind, act, received.get_topic_display(), due_on, urgency)


def _given(referral: Referral, deadlines: list[Deadline]) -> Line:
    waiting = referral.state == Referral.State.SENT
    act = _("Tunggu jawaban penerima") if waiting else _("Kirim paket pelimpahan")
    due_on, urgency = _clock(deadlines)
    number, name = referral.case.number, referral.recipient.name
    return Line(number, addresses.of_case(number), _("Pelimpahan"), act, name, due_on, urgency, waiting=waiting)


def _clock(deadlines: list[Deadline]) -> tuple[date | None, clocks.Urgency | None]:
    deadline = clocks.most_pressing(deadlines)
    return (deadline.due_on, clocks.describe(deadline, clock.today())) if deadline else (None, None)
