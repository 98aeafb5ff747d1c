"""What learning tells a review of a system: how many who need a topic for their work have it. Counts only, never a name."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amanah.engines import contributions
from amanah.engines.contributions import Told
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit
from amanah.rooms.learning.needs import declare, queries

MOST = 20


def offer() -> None:
    """Called once, when the part is installed."""
    contributions.register(contributions.LEARNING, "needs", gettext_lazy("Pembelajaran yang dibutuhkan"), learned)


def learned(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:  # noqa: ARG001 - it tells how things stand on a day
    """For each need how many of those it reaches have met it on the last day; those exempted are left out of both."""
    laid = queries.over([unit], until)
    width = len(declare.STATES)
    rows = list(laid.counts().values())
    told = []
    for place, rule in enumerate(laid.rules):
        states = [sum(row[width * place + state] for row in rows) for state in range(width)]
        asked = sum(states) - states[declare.EXEMPT]
        if asked:
            late = sum(states[state] for state in declare.LATE)
            text = _("%(met)d dari %(all)d terpenuhi; %(late)d terlambat") % {"met": states[declare.MET], "all": asked, "late": late}
            told.append((late / asked, str(rule.need.topic), text))
    for _share, title, text in sorted(told, reverse=True)[:MOST]:
        yield Told(title, text)
