"""What waits for a person among the reviews."""

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah.engines.risks.reviews import addresses
from amanah.engines.risks.reviews.models import Review, State
from amanah.engines.risks.reviews.queries.visible import keeps, may_sign, visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """Rounds to go on with for whoever opened them, and to sign for whoever could be the second person. Two queries."""
    found = visible(viewer).exclude(state=State.SIGNED).select_related("unit", "opened_by__person", "submitted_by__person")
    reviews = list(found.annotate(left=Count("entries", filter=Q(entries__verdict=""))).order_by("due_on", "pk")[:LINES])
    if not reviews:
        return []
    running = clocks.open_by_ref([review.ref for review in reviews])
    made = []
    for review in reviews:
        act, waiting = _next(viewer, review)
        if not act:
            continue
        deadline = clocks.most_pressing(running.get(review.ref, ()))
        urgency = clocks.describe(deadline, clock.today()) if deadline else None
        title = _("Tinjauan register %(unit)s") % {"unit": review.unit}
        url = addresses.of_review(review.number)
        made.append(Line(review.number, url, title, act, review.get_state_display(), review.due_on, urgency, waiting=waiting))
    return made


def _next(viewer: Viewer, review: Review) -> tuple[str, bool]:
    if review.state == State.SUBMITTED:
        if may_sign(viewer, review):
            return _("Sahkan atau kembalikan"), False
        mine = review.submitted_by_id == viewer.account.pk
        return (_("Menunggu pengesahan") if mine else ""), True
    if review.opened_by_id != viewer.account.pk or not keeps(viewer, review.unit):
        return "", True
    left: int = getattr(review, "left", 0)
    if left:
        return ngettext("Tinjau %(n)d risiko", "Tinjau %(n)d risiko", left) % {"n": left}, False
    return _("Ajukan untuk disahkan"), False
