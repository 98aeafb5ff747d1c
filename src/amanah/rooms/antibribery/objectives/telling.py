"""What objectives and measures tell a review: how each stands in words, with counts, for the scopes of a unit and what is below it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amanah.engines.contributions import Told
from amanah.engines.risks.indicators.periods import Period
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Unit, below
from amanah.kernel import clock
from amanah.rooms.antibribery.objectives import declare, queries, said
from amanah.rooms.antibribery.objectives.queries.measures import Row as MeasureRow
from amanah.rooms.antibribery.objectives.queries.objectives import Row
from amanah.rooms.antibribery.objectives.queries.visible import measures as seen_measures
from amanah.rooms.antibribery.objectives.queries.visible import objectives as seen_objectives

OBJECTIVES, MEASURES = gettext_lazy("Sasaran anti penyuapan"), gettext_lazy("Pemantauan dan pengukuran")


def objectives(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """How many there were in the period and how they stood at its end, then each: two queries."""
    day = min(until, clock.today())
    asked = seen_objectives(viewer).filter(below(unit.path, "scope__unit__path"), begins_on__lte=day, due_on__gte=since)
    found = queries.objectives.rows(asked.select_related("scope", "owner").order_by("due_on", "pk"), day)
    found = [one for one in found if one.objective.dropped_on is None or one.objective.dropped_on >= since]
    if not found:
        return
    counted = Counter(one.standing.state for one in found)
    parts = [f"{counted[state]} {str(title).lower()}" for state, title in declare.STATES.items() if counted[state]]
    every = ngettext("%(n)d sasaran", "%(n)d sasaran", len(found)) % {"n": len(found)}
    yield Told(_("Semuanya"), f"{every}: {', '.join(parts)}")
    for one in found:
        yield Told(one.objective.title, _reached(one), one.url, one.objective.due_on)


def measures(viewer: Viewer, unit: Unit, since: date, until: date) -> Iterable[Told]:
    """How many readings were due in the period and made, how many were red, then the latest of each: two queries."""
    day = min(until, clock.today())
    asked = seen_measures(viewer).filter(below(unit.path, "scope__unit__path"), starts_on__lte=day)
    every = queries.measures.rows(asked.select_related("scope").order_by("starts_on", "pk"), day)
    found = [(row, [one for one in row.slots if since <= one.period.last <= day]) for row in every]
    due = [one for _row, slots in found for one in slots if one.readings or one.missed]
    if not due:
        return
    read = [one for one in due if one.readings]
    values = {"read": len(read), "all": len(due), "red": sum(1 for one in read if one.colour == declare.RED)}
    yield Told(_("Semuanya"), _("%(read)d dari %(all)d pembacaan dilakukan; %(red)d merah") % values)
    for row, slots in found:
        told = _read(row, [one.period for one in slots if one.readings])
        if told is not None:
            yield told


def _reached(row: Row) -> str:
    one, latest = row.objective, row.standing.latest
    value = said.number(latest.value if latest is not None else one.baseline)
    words = {"state": row.word, "value": value, "target": said.number(one.target), "unit": one.unit_word, "from": said.number(one.baseline)}
    return _("%(state)s: %(value)s dari target %(target)s %(unit)s, bermula dari %(from)s") % words


def _read(row: MeasureRow, periods: list[Period]) -> Told | None:
    slot = next((one for one in reversed(row.slots) if periods and one.period == periods[-1]), None)
    if slot is None or slot.reading is None:
        return None
    words = {"value": said.reading(slot.reading, row.measure), "colour": slot.word, "period": slot.title}
    return Told(row.measure.title, _("%(value)s (%(colour)s), %(period)s") % words, row.url, slot.reading.read_on)
