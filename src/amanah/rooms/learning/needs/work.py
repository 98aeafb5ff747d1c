"""What somebody still has to learn, as lines of their work."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.queries import Urgency
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock
from amanah.rooms.learning.addresses import MINE
from amanah.rooms.learning.needs import declare, queries
from amanah.rooms.learning.needs.ground import Duty


def lines(viewer: Viewer) -> Iterable[Line]:
    """What the viewer owes now, what is late first."""
    if viewer.person is None or not viewer.account.may_sign_in():
        return
    for duty in queries.of_person(viewer.person):
        if duty.state in declare.OPEN:
            need = duty.rule.need
            act = gettext_lazy("Baca dan nyatakan") if need.sort == declare.READ else gettext_lazy("Lihat cara memenuhinya")
            yield Line(str(need.topic), MINE, gettext_lazy("Pembelajaran"), act, due_on=duty.due, urgency=urgency(duty))


def urgency(duty: Duty) -> Urgency | None:
    """How a duty stands, in words; None where it does not press."""
    due = duty.due
    if due is None or duty.state not in declare.OPEN:
        return None
    left = (due - clock.today()).days
    if left < 0:
        return Urgency("overdue", left, ngettext("lewat %(n)d hari", "lewat %(n)d hari", -left) % {"n": -left}, provisional=False)
    words = _("hari ini") if left == 0 else ngettext("tinggal %(n)d hari", "tinggal %(n)d hari", left) % {"n": left}
    return Urgency("due_soon", left, words, provisional=False)
