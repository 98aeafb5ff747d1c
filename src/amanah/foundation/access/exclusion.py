"""A subject never handles their own case: tags that say who is meant without naming anybody.

A report about people and units stores only tags: HMAC-SHA256 of an id under the subject key. A viewer carries the tags of
everything that they must not see. The two sets share a tag exactly when the viewer is excluded, which is when the viewer

- is a person named, also where only that person is meant and not whoever answers for them;
- holds or held a post in a unit named or in a unit below it;
- heads or headed a unit named, or a unit above it;
- heads or headed a unit in which, or above which, a person named holds or held a post.

Posts count from their first day, acting ones too, however long after the report they were taken up; leaving a post or moving a
unit never lifts an exclusion. The institution as a whole is never a subject: its tag would exclude everybody.
"""

import hmac
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amanah.foundation.access import keys
from amanah.foundation.organisation import lineage
from amanah.foundation.organisation.models import Person, Unit
from amanah.kernel import clock


def person_tag(person_id: UUID) -> bytes:
    """The 32-byte tag of a person."""
    return _tag(b"person", person_id)


def unit_tag(unit_id: UUID) -> bytes:
    """The 32-byte tag of a unit. Use `tags_for_subjects` for reports: it leaves the root out."""
    return _tag(b"unit", unit_id)


def alone_tag(person_id: UUID) -> bytes:
    """The 32-byte tag that means a person and nobody who answers for them: for matters that their superior may know of."""
    return _tag(b"person-alone", person_id)


def tags_for_subjects(persons: Iterable[Person], units: Iterable[Unit]) -> set[bytes]:
    """The tags that a matter about these people and units stores; a root unit is left out."""
    return {person_tag(person.pk) for person in persons} | {unit_tag(unit.pk) for unit in units if unit.parent_id is not None}


@dataclass(frozen=True)
class Tags:
    """A person: `own`: themself and the units in which they hold or held a post, upwards; `every`: also whom they answer for."""

    own: frozenset[bytes]
    every: frozenset[bytes]


def tags_of_viewer(person_id: UUID, on: date | None = None) -> frozenset[bytes]:
    """Everything that this person must not see as a matter's subject, by the posts begun up to `on` (today)."""
    return tags_of_person(person_id, on).every


def tags_of_person(person_id: UUID, on: date | None = None) -> Tags:
    """Both kinds of tags of a person, by the posts begun up to `on` (today)."""
    return tags_of_people([person_id], on)[person_id]


def tags_of_people(person_ids: Collection[UUID], on: date | None = None) -> dict[UUID, Tags]:
    """Both kinds of tags of several people, by the posts begun up to `on` (today).

    At most three queries, whatever the number of people and the size of the institution.
    """
    belongs = lineage.held_and_standing(person_ids, day := on or clock.today())
    headed = {
        person_id: [path for unit_id, paths in standing.items() if held[unit_id] for path in paths]
        for person_id, (held, standing) in belongs.items()
    }
    answers_for = lineage.downwards_each(headed)
    people = lineage.people_in_each(answers_for, day)
    return {
        person_id: _tags(
            person_id,
            lineage.upwards(path for paths in standing.values() for path in paths),
            people[person_id],
            {unit_id for unit_id, is_root in answers_for[person_id].items() if not is_root},
        )
        for person_id, (_held, standing) in belongs.items()
    }


def _tags(person_id: UUID, upwards: Iterable[UUID], people: Iterable[UUID], units: Iterable[UUID]) -> Tags:
    """A person by the units in which they hold or held a post and those above, and by whom and what they answer or answered for."""
    own = frozenset({person_tag(person_id), alone_tag(person_id)} | {unit_tag(i) for i in upwards})
    return Tags(own, own | {person_tag(i) for i in people} | {unit_tag(i) for i in units})


def _tag(kind: bytes, subject: UUID) -> bytes:
    return hmac.digest(keys.subject_key(), b"amanah/subject/v1/" + kind + b"/" + subject.bytes, "sha256")
