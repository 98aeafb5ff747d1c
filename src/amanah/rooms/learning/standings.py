"""What the records of somebody say together of each topic (see `models.Standing`)."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from amanah.foundation import rows
from amanah.rooms.learning.models import Record, Standing

FOREVER = date.max.toordinal()
Held = dict[str, list[int]]


def merged(pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Those (day, last day it counts) that no other surpasses in both, the latest day first, as one flat list."""
    found: list[int] = []
    best = -1
    for day, until in sorted(pairs, reverse=True):
        if until > best:
            found += (day, until)
            best = until
    return found


def pairs_of(flat: list[int]) -> list[tuple[int, int]]:
    """What `merged` made, as pairs again."""
    return list(zip(flat[::2], flat[1::2], strict=True))


def from_records(people: Collection[UUID]) -> dict[UUID, Held]:
    """What the records of these people say, read from the records themselves; one query."""
    every: dict[UUID, dict[str, list[tuple[int, int]]]] = {person_id: {} for person_id in people}
    standing = Record.objects.filter(person_id__in=people, voided_on__isnull=True)
    for person_id, topic_id, done_on, expires_on in standing.values_list("person_id", "topic_id", "done_on", "expires_on"):
        until = FOREVER if expires_on is None else expires_on.toordinal()
        if person_id is not None:
            every[person_id].setdefault(str(topic_id), []).append((done_on.toordinal(), until))
    return {person_id: {topic: merged(told) for topic, told in sorted(said.items())} for person_id, said in every.items()}


def refresh(people: Collection[UUID]) -> None:
    """Bring the copies of these people in line with their records, in the caller's transaction."""
    portion = sorted(people)
    for start in range(0, len(portion), 500):
        some = portion[start : start + 500]
        said = from_records(some)
        Standing.objects.filter(person_id__in=some).delete()
        rows.insert(Standing, [Standing(person_id=person_id, held=held) for person_id, held in said.items() if held])
