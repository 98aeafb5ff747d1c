"""What waits for a person among the scopes, for the one list of work of the house."""

from datetime import timedelta

from django.db.models import Max, Q
from django.utils.translation import gettext as _

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import below
from amanah.kernel import clock
from amanah.rooms.antibribery import addresses, declare
from amanah.rooms.antibribery.models import Change, Scope
from amanah.rooms.antibribery.queries.visible import membership, sides_of, standing, visible
from amanah.rooms.antibribery.roles import FUNCTION

LINES = 50
AHEAD = timedelta(days=30)  # not a rule: when a list begins to show it


def lines(viewer: Viewer) -> list[Line]:
    """Scopes whose review falls due, changes to decide, and changes to judge."""
    if viewer.account.person_id is None:
        return []
    return [*_reviews(viewer), *_reports(viewer), *_changes(viewer)]


def _reviews(viewer: Viewer) -> list[Line]:
    if not viewer.has(FUNCTION.key):
        return []
    over = Q(pk__in=[])
    for unit in viewer.units_with(FUNCTION.key):
        over |= below(unit.path, "unit__path")
    found = Scope.objects.filter(over, state=declare.ACTIVE).annotate(stated=Max("statements__since")).select_related("unit")
    made = []
    for scope in found.order_by("stated", "pk")[:LINES]:
        due = rulebook.due(declare.REVIEW_WITHIN, scope.stated or scope.opened_on).date
        if due <= clock.today() + AHEAD:
            made.append(
                Line(scope.number, addresses.of_scope(scope.number), scope.title, _("Tinjau ruang lingkupnya"), str(scope.unit), due)
            )
    return made


def _reports(viewer: Viewer) -> list[Line]:
    """The scopes whose function the viewer carries and whose report falls due."""
    mine = membership(clock.today()).filter(person=viewer.person).values("appointment__scope_id")
    told = Max("reports__period_to", filter=Q(reports__issued_on__isnull=False))
    made = []
    for scope in Scope.objects.filter(pk__in=mine, state=declare.ACTIVE).annotate(told=told).order_by("told", "pk")[:LINES]:
        due = rulebook.due(declare.REPORT_WITHIN, scope.told or scope.opened_on).date
        if due <= clock.today() + AHEAD:
            url = addresses.of_reports(scope.number)
            made.append(Line(scope.number, url, _("Laporan FKAP"), _("Susun dan sampaikan laporannya"), scope.title, due))
    return made


def _changes(viewer: Viewer) -> list[Line]:
    today = clock.today()
    person_id = standing(viewer).person_id
    waiting = Q(state=declare.PROPOSED, begins_on__gt=today) & ~Q(proposer=viewer.account)
    judging = Q(state=declare.DECIDED, begins_on__lte=today, responsible_id=person_id)
    found = Change.objects.filter(waiting | judging, scope__in=visible(viewer), scope__state=declare.ACTIVE)
    made = []
    for change in found.select_related("scope__unit").order_by("begins_on", "pk")[:LINES]:
        proposed = change.state == declare.PROPOSED
        if proposed:
            sides = sides_of(viewer, change.scope)
            if not (sides.leads or sides.keeps):
                continue
        act = _("Putuskan perubahan ini sebelum dimulai") if proposed else _("Nilai hasil perubahannya")
        url = addresses.of_change(change.scope.number, change.number)
        made.append(Line(change.number, url, change.title, act, change.scope.title, change.begins_on))
    return made
