"""What waits for a person among approvals, for the one list of work of the house."""

from datetime import timedelta

from django.db.models import CharField, F, Q, Value
from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks.work import Line
from amanah.foundation.organisation.models import below
from amanah.kernel import clock
from amanah.rooms.antibribery.approvals import addresses, declare
from amanah.rooms.antibribery.approvals.declare import Side
from amanah.rooms.antibribery.approvals.models import Request
from amanah.rooms.antibribery.approvals.queries import visible
from amanah.rooms.antibribery.approvals.queries.standing import standing_is
from amanah.rooms.antibribery.queries.visible import standing
from amanah.rooms.antibribery.roles import FUNCTION

LINES = 50
AHEAD = timedelta(days=30)  # not a rule: when a list begins to show it


def requests(viewer: Viewer) -> list[Line]:
    """Signatures that are the viewer's to give, and gifts of theirs that are to be reported: one query."""
    person_id = standing(viewer).person_id
    if person_id is None:
        return []
    mine = Q(asked_by=viewer.account)
    signing = _awaited(viewer) & ~mine & ~Q(asked_by__person_id=person_id)
    signing &= ~Q(takes_part=person_id) & ~Q(signatures__person=person_id)
    reporting = mine & Q(state=declare.APPROVED, event_on__lte=clock.today())
    found = visible.requests(viewer).filter(Q(pk__in=Request.objects.filter(signing).values("pk")) | reporting)
    made = []
    for one in found.select_related("unit").order_by("event_on", "pk")[:LINES]:
        deciding = one.state in declare.OPEN
        act = _("Putuskan sebelum pemberian terjadi") if deciding else _("Laporkan apa yang diberikan")
        due = one.event_on if deciding else one.report_due
        made.append(Line(one.number, addresses.of_request(one.number), one.title, act, str(one.unit), due))
    return made


def mandates(viewer: Viewer) -> list[Line]:
    """Delegated decisions whose word the viewer has to renew, and what the function has to look after: one query for all."""
    who = standing(viewer)
    if who.person_id is None:
        return []
    today, soon = clock.today(), clock.today() + AHEAD
    own = Q(delegate_id=who.person_id, state=declare.ACTIVE, confirm_due__lte=soon, until__gte=today, since__lte=today)
    kept = _kept(viewer)
    lapsed = kept & (standing_is("expired") | standing_is("unconfirmed"))
    held = visible.delegations(viewer).filter(own | lapsed).order_by()
    rows = held.annotate(what=Value("delegation", CharField()), due=F("confirm_due"), own=F("delegate_id"), end=F("until"))
    asked = rows.values_list("what", "number", "decision", "unit__name", "due", "own", "end")
    if viewer.has(FUNCTION.key) or who.named:
        ending = kept & (Q(state=declare.WANTED) | Q(state=declare.GIVEN, expires_on__lte=soon))
        promised = visible.commitments(viewer).filter(ending).order_by()
        promised = promised.annotate(what=Value("commitment", CharField()), due=F("expires_on"), own=F("scope_id"), end=F("expires_on"))
        asked = asked.union(promised.values_list("what", "number", "associate", "unit__name", "due", "own", "end"), all=True)
    made = []
    for what, number, title, unit, due, own_id, end in asked[: LINES * 2]:
        if what == "commitment":
            act = _("Minta komitmen yang baru") if due else _("Catat jawaban rekan bisnis")
            made.append(Line(number, addresses.of_commitment(number), title, act, unit, due))
        elif own_id == who.person_id and end >= today:
            made.append(Line(number, addresses.of_delegation(number), title, _("Perbarui pernyataan konflik kepentingan"), unit, due))
        else:
            act = _("Cabut atau perpanjang pendelegasian") if end < today else _("Ingatkan penerima delegasi")
            made.append(Line(number, addresses.of_delegation(number), title, act, unit, min(due, end)))
    return made


def _awaited(viewer: Viewer) -> Q:
    """The condition that a request awaits a side on which the viewer stands."""
    who = standing(viewer)
    found = Q(awaits=Side.TOP, scope__top_person_id=who.person_id)
    for path in sorted(who.headed.values()):
        found |= Q(awaits=Side.HEAD) & below(path, "unit__path")
        found |= Q(awaits=Side.TOP) & below(path, "scope__unit__path")
    return found | (Q(awaits=Side.FUNCTION) & _kept(viewer))


def _kept(viewer: Viewer) -> Q:
    """The condition that the viewer keeps the scope, by the role of the function or by being named in it."""
    found = Q(scope_id__in=list(standing(viewer).named))
    for unit in viewer.units_with(FUNCTION.key):
        found |= below(unit.path, "scope__unit__path")
    return found
