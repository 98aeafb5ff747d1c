"""Feedback without anybody's name. There is no entry in the ledger: its order would say who answered what."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import F

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.learning.sessions.asking import HIGHEST, last_day
from amanah.rooms.learning.sessions.models import Seat, Tally, Words
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.answering import own

LONGEST = 1000


@transaction.atomic
def give_feedback(seat: Seat, answers: Mapping[str, int | str], *, viewer: Viewer | None) -> None:
    """Count what somebody answered; what they leave out is not counted. `viewer` None is a guest at their own link.

    Raises:
        Refused: "not_yours", "state", "too_late", "answered" or "answers".
    """
    seat = own(seat, viewer)
    session = seat.session
    if not seat.there or not session.over:
        raise Refused("state")
    if clock.today(session.unit.zone) > last_day(session):
        raise Refused("too_late")
    if seat.answered:
        raise Refused("answered")
    asked = {question["key"]: question["sort"] for question in session.edition.questions}
    numbered = {key: value for key, value in answers.items() if asked.get(key) == "scale" and isinstance(value, int)}
    scales = {key: value for key, value in numbered.items() if 1 <= value <= HIGHEST}
    words = {key: value.strip()[:LONGEST] for key, value in answers.items() if asked.get(key) == "words" and isinstance(value, str)}
    words = {key: value for key, value in words.items() if value}
    if not scales and not words:
        raise Refused("answers")
    for key, value in sorted(scales.items()):
        tally, _made = Tally.objects.get_or_create(session=session, question=key, value=value)
        Tally.objects.filter(pk=tally.pk).update(count=F("count") + 1)
    for key, text in words.items():
        Words.objects.create(session=session, question=key, text=text)
    seat.answered = True
    seat.save(update_fields=["answered"])
