"""What the records of somebody say together of each topic (see `models.Standing`)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from amanah.foundation import rows
from amanah.rooms.learning.models import Record, Standing

FOREVER = date.max.toordinal()


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


def by_topic(held: Sequence[int]) -> dict[int, list[int]]:
    """Topic id → [day, last day it counts, …]: what a row keeps, taken apart."""
    found: dict[int, list[int]] = {}
    for topic_id, day, until in zip(held[::3], held[1::3], held[2::3], strict=True):
        found.setdefault(topic_id, []).extend((day, until))
    return found


def from_records(people: Collection[UUID]) -> dict[UUID, list[int]]:
    """What the records of these people say, as a row keeps it; read from the records themselves, one query."""
    every: dict[UUID, dict[int, list[tuple[int, int]]]] = {person_id: {} for person_id in people}
    standing = Record.objects.filter(person_id__in=people, voided_on__isnull=True)
    for person_id, topic_id, done_on, expires_on in standing.values_list("person_id", "topic_id", "done_on", "expires_on"):
        until = FOREVER if expires_on is None else expires_on.toordinal()
        if person_id is not None:
            every[person_id].setdefault(topic_id, []).append((done_on.toordinal(), until))
    return {person_id: _kept(said) for person_id, said in every.items()}


def _kept(said: Mapping[int, Sequence[tuple[int, int]]]) -> list[int]:
    every = ((topic_id, *pair) for topic_id, told in sorted(said.items()) for pair in pairs_of(merged(told)))
    return [number for one in every for number in one]


def refresh(people: Collection[UUID]) -> None:
    """Bring the copies of these people in line with their records, in the caller's transaction."""
    portion = sorted(people)
    for start in range(0, len(portion), 500):
        some = portion[start : start + 500]
        said = from_records(some)
        Standing.objects.filter(person_id__in=some).delete()
        rows.insert(Standing, [Standing(person_id=person_id, held=held) for person_id, held in said.items() if held])
