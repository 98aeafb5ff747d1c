"""Opening a pulse and planning its waves."""

import secrets
import uuid
from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from amanah import rulebook
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import canonical, clock, numbers
from amanah.rooms.campaigns.pulse import declare, invited
from amanah.rooms.campaigns.pulse.models import Counter, Pulse, Wave
from amanah.rooms.campaigns.pulse.protecting import REST
from amanah.rooms.campaigns.pulse.questions.definition import UNANSWERED
from amanah.rooms.campaigns.pulse.questions.reading import library
from amanah.rooms.campaigns.pulse.refusals import Refused
from amanah.rooms.campaigns.roles import MANAGER

_WORDS = 28
_TAIL = "23456789bcdfghjkmnpqrstvwxz"


@transaction.atomic
def open_pulse(*, title: str, title_en: str, unit: Unit, questions: Sequence[str], origin: str = "", viewer: Viewer) -> Pulse:
    """Write a pulse down. Its address ends in five drawn characters, so that nobody who was not told of it finds it.

    Raises:
        Refused: "role", "questions" or "few".
    """
    if not viewer.has(MANAGER.key, unit):
        raise Refused("role")
    keys = _asked(questions)
    if invited.by_group(unit, least())[1] < least():
        raise Refused("few")
    pulse_id = uuid.uuid4()
    tail = "".join(secrets.choice(_TAIL) for _ in range(5))
    pulse = Pulse.objects.create(
        id=pulse_id,
        ref=f"pulse:{pulse_id}",
        number=numbers.draw("DN", clock.today()),
        slug=f"{slugify(title)[:_WORDS].strip('-') or 'denyut'}-{tail}",
        title=title,
        title_en=title_en,
        origin=origin,
        unit=unit,
        questions=keys,
        opened_by=viewer.account,
        opened_on=clock.today(),
    )
    facts = {"unit": str(unit.pk), "questions": keys, "origin": origin, "day": pulse.opened_on}
    ledger.append("pulse.opened", pulse.ref, facts, actor=viewer.actor)
    return pulse


@transaction.atomic
def plan_wave(pulse: Pulse, *, sort: str, opens_on: date, closes_on: date, viewer: Viewer) -> Wave:
    """Plan a round of answering: freeze the questions, count whom it asks, and make every counter at nought.

    Raises:
        Refused: "role", "ended", "days", "overlap" or "few".
    """
    pulse.refresh_from_db(from_queryset=Pulse.objects.select_for_update(of=("self",)).select_related("unit"))
    if not viewer.has(MANAGER.key, pulse.unit):
        raise Refused("role")
    if pulse.ended_on is not None:
        raise Refused("ended")
    if closes_on < opens_on or opens_on < clock.today():
        raise Refused("days")
    if pulse.waves.filter(closed_on__isnull=True, opens_on__lte=closes_on, closes_on__gte=opens_on).exists():
        raise Refused("overlap")
    groups, people = invited.by_group(pulse.unit, least())
    if people < least():
        raise Refused("few")
    asked = [library()[key] for key in pulse.questions]
    wave = Wave.objects.create(
        pulse=pulse,
        seq=(pulse.waves.aggregate(last=Max("seq"))["last"] or 0) + 1,
        sort=sort,
        opens_on=opens_on,
        closes_on=closes_on,
        asked=[one.frozen() for one in asked],
        groups=groups,
        invited=people,
        least=least(),
    )
    names = [REST, *(one["key"] for one in groups)]
    Counter.objects.bulk_create(
        Counter(wave=wave, group=group, question=one.key, choice=choice)
        for one in asked
        for choice in (UNANSWERED, *one.keys)
        for group in names
    )
    facts = {
        "wave": wave.seq,
        "sort": sort,
        "opens_on": opens_on,
        "closes_on": closes_on,
        "asked": canonical.digest(wave.asked).hex(),
        "groups": len(groups),
        "invited": people,
        "least": wave.least,
    }
    ledger.append("pulse.planned", pulse.ref, facts, actor=viewer.actor)
    return wave


@transaction.atomic
def end(pulse: Pulse, *, viewer: Viewer) -> None:
    """Ask no more.

    Raises:
        Refused: "role", "ended", or "open" while a wave is not closed.
    """
    pulse.refresh_from_db(from_queryset=Pulse.objects.select_for_update(of=("self",)).select_related("unit"))
    if not viewer.has(MANAGER.key, pulse.unit):
        raise Refused("role")
    if pulse.ended_on is not None:
        raise Refused("ended")
    if pulse.waves.filter(closed_on__isnull=True).exists():
        raise Refused("open")
    pulse.ended_on = clock.today()
    pulse.save()
    ledger.append("pulse.ended", pulse.ref, {"day": pulse.ended_on}, actor=viewer.actor)


def least() -> int:
    """How many answers stand behind every figure, by the rulebook."""
    return int(rulebook.provision(declare.LEAST, on=clock.today()).value)


def _asked(keys: Sequence[str]) -> list[str]:
    found = [key for key in library() if key in keys]
    if not 1 <= len(found) <= declare.MOST_QUESTIONS or len(found) != len(set(keys)):
        raise Refused("questions")
    return found
