"""Taking one sheet of answers. It becomes ones added to counters, and nothing else: no row, no moment, no entry of the ledger."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from amanah.rooms.campaigns.pulse import declare
from amanah.rooms.campaigns.pulse.models import Counter, Wave
from amanah.rooms.campaigns.pulse.protecting import REST
from amanah.rooms.campaigns.pulse.questions.definition import UNANSWERED
from amanah.rooms.campaigns.pulse.refusals import Refused


@transaction.atomic
def answer(wave: Wave, answers: Mapping[str, str], group: str = REST) -> None:
    """Count one sheet.

    Args:
        wave: an open one.
        answers: question → choice; a question left out is counted as left out.
        group: one of the wave's groups, or REST.

    Raises:
        Refused: "early" or "closed" outside the wave's days, "empty" without any answer, "choice" for what was not offered.
    """
    standing = wave.standing()
    if standing != declare.OPEN:
        raise Refused("early" if standing == declare.PLANNED else "closed")
    said = {one.key: answers.get(one.key, UNANSWERED) for one in wave.questions}
    if not any(said.values()):
        raise Refused("empty")
    if group not in {REST, *wave.names} or any(said[one.key] not in {UNANSWERED, *one.keys} for one in wave.questions):
        raise Refused("choice")
    for question in sorted(said):
        counters = Counter.objects.filter(wave=wave, group=group, question=question, choice=said[question])
        if not counters.update(count=F("count") + 1):
            raise Refused("closed")  # it was closed this very moment
