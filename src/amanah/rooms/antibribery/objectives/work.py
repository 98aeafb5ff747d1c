"""What of objectives and measures waits for a person, for the one list of work of the house."""

from datetime import timedelta

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.engines.risks.indicators import periods
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.objectives import addresses, declare
from amanah.rooms.antibribery.objectives.models import Measure, Objective, Reading
from amanah.rooms.antibribery.objectives.queries.measures import analyse_by
from amanah.rooms.antibribery.roles import FUNCTION

LINES = 50
AHEAD = timedelta(days=14)  # not a rule: when a list begins to show it


def objectives(viewer: Viewer) -> list[Line]:
    """Entries that the viewer owes, and ends that whoever keeps a scope has to have judged: two queries."""
    person = viewer.account.person_id
    if person is None or not viewer.account.may_sign_in():
        return []
    today, made = clock.today(), []
    mine = Objective.objects.filter(owner=person, outcome="", dropped_on__isnull=True, scope__state=scopes.ACTIVE, due_on__gte=today)
    for one in mine.annotate(heard=Max("progress__day")).select_related("scope").order_by("due_on", "pk")[:LINES]:
        due = rulebook.due(declare.PROGRESS_WITHIN, max(one.heard or one.begins_on, one.begins_on)).date
        if due <= today + AHEAD:
            made.append(Line(one.number, addresses.of_objective(one.number), one.title, _("Catat kemajuannya"), one.scope.title, due))
    if not _keeps(viewer):
        return made
    past = Q(due_on__lt=today) | Q(dropped_on__isnull=False)
    ended = Objective.objects.filter(past, outcome="", scope__state=scopes.ACTIVE, scope__in=rooms.visible(viewer)).exclude(owner=person)
    for over in ended.select_related("scope__unit").order_by("due_on", "pk")[:LINES]:
        if rooms.sides_of(viewer, over.scope).keeps:
            due = rulebook.due(declare.EVALUATED_WITHIN, over.dropped_on or over.due_on).date
            made.append(Line(over.number, addresses.of_objective(over.number), over.title, _("Evaluasi hasilnya"), over.scope.title, due))
    return made


def measures(viewer: Viewer) -> list[Line]:
    """What the viewer has to read, and readings that they have to analyse: two queries, one for who analyses nothing."""
    person = viewer.account.person_id
    if person is None or not viewer.account.may_sign_in():
        return []
    today, made = clock.today(), []
    mine = Measure.objects.filter(Q(measurer=person) | Q(analyst=person), scope__state=scopes.ACTIVE)
    found = list(mine.select_related("scope").order_by("starts_on", "pk")[:LINES])
    for one in found:
        period = periods.before(periods.containing(today, one.frequency), one.frequency)
        reads = one.measurer_id == person and not one.source and one.ended_on is None
        if reads and period >= one.first and (one.read_to is None or one.read_to < period.last):
            due = rulebook.due(declare.READ_WITHIN, period.last).date
            made.append(Line(one.number, addresses.of_measure(one.number), one.title, _("Baca ukurannya"), one.scope.title, due))
    analysed = {one.pk: one for one in found if one.analyst_id == person and one.read_to is not None}
    read = Reading.objects.filter(measure__in=list(analysed), analysis__isnull=True).order_by("period_to", "seq") if analysed else ()
    for reading in read:
        if (measure := analysed.pop(reading.measure_id, None)) is not None:  # once a measure, for the reading that waits longest
            due = analyse_by(measure, reading)
            address = addresses.of_measure(measure.number)
            made.append(Line(measure.number, address, measure.title, _("Analisis pembacaannya"), measure.scope.title, due))
    return made


def _keeps(viewer: Viewer) -> bool:
    return viewer.has(FUNCTION.key) or bool(rooms.standing(viewer).named)
