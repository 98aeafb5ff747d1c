"""What the 2025 edition asks anew, by the topics that have pages of their own."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language

from amanah.rooms.antibribery import asked
from amanah.rooms.antibribery.asked import Asked
from amanah.rooms.antibribery.declare import EDITION_2025
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.requirements import addresses, catalogue, declare
from amanah.rooms.antibribery.requirements.models import Answer

PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    asked.CLIMATE: ("4.1-f", "4.2-c"),
    asked.CHANGES: ("6.3",),
    asked.CULTURE: ("5.1.3",),
    asked.INTERESTS: ("5.3.3-c", "7.2.2.1-f", "7.2.2.1-g", "7.2.2.1-h", "7.3.1-f", "8.2-g"),
}
"""Topic → its requirements, or the clause all of whose requirements are about it."""


def tell(scope: Scope, topic: str) -> list[Asked]:
    """The requirements of a topic in official order, with the answers given here or to their twins: one query."""
    instrument = catalogue.instrument(EDITION_2025)
    places = PLACES.get(topic, ())
    if instrument is None or not places:
        return []
    chosen = [one for one in instrument.questions if one.key in places or instrument.leaves[one.key].key in places]
    twins = {one.key: catalogue.twin(EDITION_2025, one.key) for one in chosen}
    here, there = declare.INSTRUMENTS[EDITION_2025], declare.INSTRUMENTS[declare.OTHER[EDITION_2025]]
    rows = Answer.objects.filter(scope=scope, question__in=[key for pair in twins.items() for key in pair if key])
    states = {(instrument_id, question): state for instrument_id, question, state in rows.values_list("instrument", "question", "state")}
    language = get_language() or "id"
    made = []
    for one in chosen:
        state = states.get((here, one.key)) or states.get((there, twins[one.key])) or declare.OPEN
        made.append(
            Asked(
                one.key,
                " ".join(words.get(language) for words in one.criteria),
                declare.STATES[state],
                declare.TONES[state],
                addresses.of_requirement(scope.number, EDITION_2025, one.key),
                catalogue.mark_of(one, instrument.leaves[one.key]) == "unverified",
            )
        )
    return made
