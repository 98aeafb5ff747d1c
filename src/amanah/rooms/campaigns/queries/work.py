"""What waits for a person among campaigns, for the one list of work of the house."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.clocks.queries import Urgency
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock
from amanah.rooms.campaigns import addresses, declare
from amanah.rooms.campaigns.models import Activity, Agent, Campaign, Idea
from amanah.rooms.campaigns.queries.reading import mine
from amanah.rooms.campaigns.queries.visible import kept, worked_on
from amanah.rooms.campaigns.services.moving import may
from amanah.rooms.campaigns.sides import standing

LINES = 30
NEAR = timedelta(days=14)  # not a rule: when a list begins to show it


def lines(viewer: Viewer) -> list[Line]:
    """Messages to read, activities to carry out, campaigns to approve, finish and evaluate, ideas to answer, and a plan to write."""
    if standing(viewer).person_id is None:
        return []
    return [*_reading(viewer), *_activities(viewer), *_campaigns(viewer), *_ideas(viewer), *_plans(viewer)]


def _pressing(day: date) -> Urgency:
    """How a day presses that counts in working days and stands on no clock."""
    return clocks.describe(Deadline(due_on=day, unit="working_day"), clock.today())


def _reading(viewer: Viewer) -> list[Line]:
    return [
        Line(
            one.circular.number,
            addresses.of_circular(one.circular.number),
            one.circular.title,
            _("Baca dan nyatakan sudah membaca"),
            due_on=one.circular.due_on,
        )
        for one in mine(viewer)[:LINES]
    ]


def _activities(viewer: Viewer) -> list[Line]:
    today = clock.today()
    found = Activity.objects.filter(
        responsible_id=standing(viewer).person_id, state=declare.PLANNED, campaign__state="running", day__lte=today + NEAR
    )
    return [
        Line(
            one.number,
            addresses.of_activity(one.number),
            one.title,
            _("Catat pelaksanaannya") if one.day <= today else _("Siapkan kegiatan"),
            one.place,
            one.last_day,
        )
        for one in found.order_by("day", "pk")[:LINES]
    ]


def _campaigns(viewer: Viewer) -> list[Line]:
    acts = {"proposed": ("approve", _("Setujui atau kembalikan")), "finished": ("evaluate", _("Evaluasi kampanye"))}
    found = list(
        worked_on(viewer).filter(state__in=acts).select_related("unit", "proposed_by", "owner").order_by("begins_on", "pk")[:LINES]
    )
    rows = [_line(one, acts[one.state][1]) for one in found if may(viewer, one, acts[one.state][0])]
    over = Campaign.objects.filter(owner_id=standing(viewer).person_id, state="running", ends_on__lt=clock.today())
    return rows + [_line(one, _("Nyatakan selesai")) for one in over.select_related("unit").order_by("ends_on", "pk")[:LINES]]


def _line(campaign: Campaign, act: str) -> Line:
    due = campaign.begins_on if campaign.state == "proposed" else campaign.ends_on
    return Line(campaign.number, addresses.of_campaign(campaign.number), campaign.title, act, str(campaign.unit), due)


def _ideas(viewer: Viewer) -> list[Line]:
    if not standing(viewer).keeping:
        return []
    found = Idea.objects.filter(kept(viewer), state__in=declare.OPEN_IDEAS).select_related("unit").order_by("due_on", "pk")
    return [
        Line(
            one.number,
            addresses.of_idea(one.number),
            one.title,
            _("Jawab gagasan"),
            str(one.unit),
            one.due_on,
            _pressing(one.due_on),
        )
        for one in found[:LINES]
    ]


def _plans(viewer: Viewer) -> list[Line]:
    today = clock.today()
    found = Agent.objects.filter(person=viewer.person, since__lte=today, until__gte=today, plan="")
    return [
        Line("", addresses.of_agent(one.pk), _("Agen perubahan"), _("Tulis rencana Anda"), str(one.unit))
        for one in found.select_related("unit")[:LINES]
    ]
