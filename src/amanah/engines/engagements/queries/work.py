"""What waits for a person among the engagements, for the one list of work of the house."""

from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from amanah.engines.actions.sides import standing
from amanah.engines.engagements import addresses, declare
from amanah.engines.engagements.declare import ANSWER, Part
from amanah.engines.engagements.models import Engagement, Finding, Member, Paper, Programme, Subject, Waiver
from amanah.engines.engagements.queries.visible import reachable, visible
from amanah.engines.engagements.sides import planned_by
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """Engagements that one leads, papers to write or review, reports to answer, and waivers and programmes to decide on."""
    person_id = viewer.account.person_id
    if person_id is None or not viewer.account.may_sign_in():
        return []
    return [*_led(viewer, person_id), *_papers(viewer, person_id), *_to_answer(viewer), *_to_decide(viewer, person_id)]


def _led(viewer: Viewer, person_id: UUID) -> list[Line]:
    leads = Member.objects.filter(person_id=person_id, part=Part.LEAD, until__isnull=True)
    found = visible(viewer).filter(pk__in=leads.values("engagement_id"), state__in=["planned", "prepared", "fieldwork", "responded"])
    return [
        Line(
            one.number,
            addresses.of_engagement(one.number),
            one.title,
            _told(one.state),
            str(one.stands.title),
            one.starts_on if one.state in {"planned", "prepared"} else one.ends_on if one.state == "fieldwork" else None,
        )
        for one in found.order_by("starts_on", "pk")[:LINES]
    ]


def _told(state: str) -> str:
    return {
        "planned": _("Siapkan penugasan"),
        "prepared": _("Mulai pekerjaan lapangan"),
        "fieldwork": _("Uji, tulis temuan, lalu laporkan"),
        "responded": _("Pantau tindak lanjutnya"),
    }[state]


def _papers(viewer: Viewer, person_id: UUID) -> list[Line]:
    """Papers of others that wait for a review, and one's own that came back, one line for each engagement."""
    mine = Member.objects.filter(person_id=person_id, until__isnull=True).values("engagement_id")
    found = Paper.objects.filter(engagement__in=mine, engagement__state="fieldwork")
    found = found.filter((Q(state="done") & ~Q(author_id=person_id)) | Q(state="returned", author_id=person_id))
    found = found.filter(engagement__in=reachable(viewer).values("pk")).select_related("engagement").order_by("engagement__ends_on", "seq")
    told: dict[tuple[str, str], Line] = {}
    for paper in found[:LINES]:
        engagement = paper.engagement
        act = _("Reviu kertas kerja") if paper.state == "done" else _("Perbaiki kertas kerja")
        line = Line(
            f"{engagement.number} {paper.index}",
            addresses.of_paper(engagement.number, paper.seq),
            paper.title,
            act,
            engagement.title,
            engagement.ends_on,
        )
        told.setdefault((engagement.number, act), line)
    return list(told.values())


def _to_answer(viewer: Viewer) -> list[Line]:
    headed = standing(viewer).headed
    if not headed:
        return []
    looked_at = Subject.objects.filter(unit_id__in=headed).values("engagement_id")
    unanswered = Finding.objects.filter(response__isnull=True, withdrawn_on__isnull=True).values("engagement_id")
    found = list(reachable(viewer).filter(pk__in=looked_at, state="reported").filter(pk__in=unanswered).order_by("reported_on")[:LINES])
    running = clocks.open_by_ref([one.ref for one in found])
    made = []
    for one in found:
        deadline = next((clock_ for clock_ in running.get(one.ref, ()) if clock_.name == ANSWER), None)
        urgency = clocks.describe(deadline, clock.today()) if deadline else None
        due_on = deadline.due_on if deadline else None
        made.append(
            Line(
                one.number,
                addresses.of_engagement(one.number),
                one.title,
                _("Tanggapi temuan"),
                str(one.declared.title),
                due_on,
                urgency,
            )
        )
    return made


def _to_decide(viewer: Viewer, person_id: UUID) -> list[Line]:
    planned = Engagement.objects.filter(planned_by(viewer), state__in=sorted(declare.BEFORE_REPORT))
    waivers = Waiver.objects.filter(verdict="asked", engagement__in=planned.filter(pk__in=visible(viewer).values("pk")).values("pk"))
    waivers = waivers.exclude(asked_by_id=person_id).exclude(person_id=person_id).select_related("engagement", "person")
    found = [
        Line(
            one.engagement.number,
            addresses.of_engagement(one.engagement.number),
            one.engagement.title,
            _("Putuskan pengecualian independensi"),
            one.person.name,
        )
        for one in waivers.order_by("pk")[:LINES]
    ]
    drafts = Programme.objects.filter(planned_by(viewer), state="draft").exclude(drafted_by_id=person_id)
    found += [
        Line(one.number, addresses.of_programme(one.number), one.title, _("Setujui program"), f"{one.from_year}–{one.to_year}")
        for one in drafts.filter(items__dropped_on__isnull=True).exclude(items=None).distinct().order_by("drafted_on", "pk")[:LINES]
    ]
    return found
