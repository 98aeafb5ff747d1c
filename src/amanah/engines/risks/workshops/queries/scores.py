"""The one place that reads scores: before they are opened, everybody gets their own and nobody anybody else's, in no form.

Counting is reading, too: what is counted here is who has answered, never what, and only for whoever leads the workshop.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from amanah.engines.risks.workshops.models import Item, Note, Participant, Recusal, Score, Workshop
from amanah.engines.risks.workshops.queries.visible import items, manages, reachable
from amanah.foundation.access.viewer import Viewer


@dataclass(frozen=True)
class Attendance:
    """How far one participant is: how many risks they judged, how many they keep off, and whether anything came after the day."""

    participant: Participant
    judged: int
    kept_off: int
    late: bool
    last: date | None


def own(viewer: Viewer, workshop: Workshop) -> dict[int, Score]:
    """The viewer's own scores that count, by risk of the workshop."""
    if viewer.person is None:
        return {}
    found = reachable_scores(viewer).filter(item__workshop=workshop, participant__person=viewer.person)
    return {score.item_id: score for score in found.order_by("seq")}


def revealed(viewer: Viewer, of: QuerySet[Item]) -> list[Score]:
    """Everybody's scores that count for these risks, by name; nothing as long as they are not opened, or from which one keeps off."""
    found = reachable_scores(viewer).filter(item__in=of.order_by().values("pk"), item__workshop__opened_on__isnull=False)
    if viewer.person is not None:
        found = found.exclude(Exists(Recusal.objects.filter(item=OuterRef("item"), participant__person=viewer.person)))
    newer = Score.objects.filter(item=OuterRef("item"), participant=OuterRef("participant"), seq__gt=OuterRef("seq"))
    found = found.exclude(Exists(newer)).select_related("participant__person", "item__workshop")
    return list(found.order_by("item__sort", "participant__person__name", "participant__pk"))


def attendance(viewer: Viewer, workshop: Workshop) -> list[Attendance]:
    """Who has answered how much: for whoever leads the workshop at any time, for the others once the scores are opened."""
    if not workshop.opened and not manages(viewer, workshop.unit):
        return []
    shown = set(items(viewer, workshop).values_list("pk", flat=True))
    answered = _by_participant(Score.objects.filter(item__workshop=workshop).values_list("participant_id", "item_id", "day"))
    kept_off = _by_participant(Recusal.objects.filter(item__workshop=workshop).values_list("participant_id", "item_id", "day"))
    made = []
    for participant in workshop.participants.select_related("person"):
        days = {item: day for item, day in answered.get(participant.pk, []) if item in shown}
        off = {item for item, _day in kept_off.get(participant.pk, []) if item in shown}
        late = any(day > workshop.until for day in days.values())
        made.append(Attendance(participant, len(days.keys() - off), len(off), late, max(days.values(), default=None)))
    return made


def notes(viewer: Viewer, item: Item) -> list[Note]:
    """What was said about a risk, oldest first; nothing for who keeps off it."""
    if viewer.person is not None and item.recusals.filter(participant__person=viewer.person).exists():
        return []
    return list(Note.objects.filter(item=item, item__in=reachable(viewer)).select_related("actor__person"))


def reachable_scores(viewer: Viewer) -> QuerySet[Score]:
    """Scores of risks that are not kept from the viewer; still everybody's, so for this module alone."""
    return Score.objects.filter(item__in=reachable(viewer))


def _by_participant(rows: Iterable[tuple[int, int, date]]) -> dict[int, list[tuple[int, date]]]:
    found: dict[int, list[tuple[int, date]]] = {}
    for participant, item, day in rows:
        found.setdefault(participant, []).append((item, day))
    return found
