"""What waits for a person among the workshops."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amanah.engines.risks.workshops import addresses
from amanah.engines.risks.workshops.models import ENDED, Item, Outcome, Participant, Recusal, Score, State, Workshop
from amanah.engines.risks.workshops.queries.visible import reachable, visible
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import queries as clocks
from amanah.foundation.clocks.work import Line
from amanah.kernel import clock

LINES = 50


def lines(viewer: Viewer) -> list[Line]:
    """Risks to judge for whoever was asked; scores to open and risks to settle for whoever called. Four queries at most."""
    if viewer.person is None:
        return []
    asked = Participant.objects.filter(workshop=OuterRef("pk"), person=viewer.person, absent_on__isnull=True)
    found = visible(viewer).exclude(state__in=ENDED).filter(Exists(asked) | Q(called_by=viewer.account))
    found = found.annotate(asked=Exists(asked)).select_related("unit").order_by("until", "pk")[:LINES]
    workshops = list(found)
    if not workshops:
        return []
    running = clocks.open_by_ref([workshop.ref for workshop in workshops])
    left = _count(to_judge(viewer).filter(workshop__in=workshops))
    open_items = _count(reachable(viewer).filter(workshop__in=workshops, outcome=Outcome.OPEN))
    made = []
    for workshop in workshops:
        act, waiting = _next(viewer, workshop, left.get(workshop.pk, 0), open_items.get(workshop.pk, 0))
        if not act:
            continue
        deadline = clocks.most_pressing(running.get(workshop.ref, ()))
        urgency = clocks.describe(deadline, clock.today()) if deadline else None
        due = workshop.until if workshop.state == State.SCORING else None
        url = addresses.of_workshop(workshop.number)
        made.append(Line(workshop.number, url, workshop.title, act, str(workshop.unit), due, urgency, waiting=waiting))
    return made


def to_judge(viewer: Viewer) -> QuerySet[Item]:
    """The risks that the viewer was asked to judge and has not judged yet."""
    mine = {"item": OuterRef("pk"), "participant__person": viewer.person}
    open_ones = reachable(viewer).filter(workshop__state=State.SCORING, workshop__participants__person=viewer.person)
    return open_ones.exclude(Exists(Score.objects.filter(**mine))).exclude(Exists(Recusal.objects.filter(**mine)))


def _next(viewer: Viewer, workshop: Workshop, left: int, open_items: int) -> tuple[str, bool]:
    """The one next act, and whether somebody else has to act first."""
    leads = workshop.called_by_id == viewer.account.pk
    if workshop.state == State.SCORING:
        if getattr(workshop, "asked", False) and left:
            return ngettext("Nilai %(n)d risiko", "Nilai %(n)d risiko", left) % {"n": left}, False
        if leads:
            over = clock.today() > workshop.until
            return (_("Buka nilai") if over else _("Menunggu penilaian peserta")), not over
        return "", True
    if leads and open_items:
        return ngettext("Tetapkan %(n)d risiko", "Tetapkan %(n)d risiko", open_items) % {"n": open_items}, False
    return (_("Tutup lokakarya"), False) if leads else ("", True)


def _count(items: QuerySet[Item]) -> dict[object, int]:
    found: dict[object, int] = {}
    for workshop_id in items.values_list("workshop_id", flat=True):
        found[workshop_id] = found.get(workshop_id, 0) + 1
    return found
