"""Whom an inquiry may invite: never by mistake somebody whom the report is kept from."""

import re
from collections.abc import Collection
from uuid import UUID

from amanah.engines.cases.models import Case
from amanah.foundation.access import exclusion
from amanah.foundation.organisation import lineage
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock
from amanah.rooms.whistleblowing.inquiry.refusals import refused

WITNESS, EXPERT, SUBJECT, SUPERIOR = "witness", "expert", "subject", "superior"
_NIP = re.compile(r"\d{8,}")


def check_invited(case: Case, who: str, role: str) -> None:
    """Refuse to ask somebody as a witness or expert who is named in the report, or who answers for a person or unit named.

    Every person whom `who` may mean is looked at, unless it holds a staff number. Whoever chooses the role SUBJECT or SUPERIOR does so
    on purpose and is not stopped. A role without a name ("penjaga gudang") means nobody and passes.

    Raises:
        Refused: "guard" with the sentence that says which of the two it is.
    """
    tags = {bytes(tag) for tag in case.tags.values_list("tag", flat=True)}
    for person_id in _meant(who):
        if role not in {SUBJECT, SUPERIOR} and exclusion.person_tag(person_id) in tags:
            raise refused("subject")
        if role not in {SUBJECT, SUPERIOR} and answers_for_a_subject(person_id, tags):
            raise refused("superior")


def answers_for_a_subject(person_id: UUID, tags: Collection[bytes]) -> bool:
    """Whether this person heads or headed a unit that the tags name, or one in which somebody they name holds or held a post."""
    today = clock.today()
    headed = [unit_id for unit_id, heads in lineage.held_units(person_id, today).items() if heads]
    below = lineage.downwards(path for paths in lineage.paths(headed).values() for path in paths)
    meant = {exclusion.unit_tag(unit_id) for unit_id, was_root in below.items() if not was_root}
    if below:
        meant |= {exclusion.person_tag(i) for i in lineage.people_in(below, today) if i != person_id}
    return bool(meant & set(tags))


def _meant(who: str) -> list[UUID]:
    number = _NIP.search(who.replace(" ", ""))
    if number:
        return list(Person.objects.filter(nip=number.group()).values_list("pk", flat=True))
    return [person.pk for person in organisation.match_people([who])]
