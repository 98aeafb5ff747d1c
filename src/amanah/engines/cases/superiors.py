"""Who acts as somebody's superior: found from the organisation's data, from the direct superior upwards."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from amanah.engines.cases.queries.visible import own_tags
from amanah.foundation.access import conflicts
from amanah.foundation.access.models import Account
from amanah.foundation.organisation import queries as organisation
from amanah.foundation.organisation.models import Acting, Holding, Person, Unit, held_on
from amanah.foundation.vault import queries as keys
from amanah.kernel import clock


@dataclass(frozen=True)
class Superior:
    """Somebody who may act as superior: their account and post, and whether they are the direct one or a higher one in their place."""

    account: Account
    holding: Holding
    direct: bool

    @property
    def post(self) -> str:
        """The post as a letter names it, acting said."""
        acting = "" if self.holding.acting == Acting.DEFINITIVE else f"{self.holding.get_acting_display()} "
        return f"{acting}{self.holding.post.title}, {self.holding.post.unit.name}"


def chain(person: Person, on: date | None = None) -> list[list[Holding]]:
    """Whoever heads above this person on `on` (today), nearest first; at each level the definitive head before acting ones.

    A person who heads a unit is answered for by the unit above it. Levels that nobody heads are left out.
    """
    day = on or clock.today()
    levels: dict[int, list[Holding]] = {}
    for unit in _units_of(person, day):
        above = organisation.unit_path(unit)
        heads = person.holdings.filter(held_on(day), heads=True, post__unit=unit).exists()
        for distance, step in enumerate(reversed(above[:-1] if heads else above)):
            levels.setdefault(distance, []).extend(_heads(step, person, day))
    return [levels[distance] for distance in sorted(levels) if levels[distance]]


def able(person: Person, tags: Collection[bytes], on: date | None = None) -> list[Superior]:
    """Those of the chain who may act: none of the matter's `tags` is theirs, and they have an account and a key. The nearest comes first.

    Who is left out is left out without a word: why somebody cannot act is nobody's business here.
    """
    found: dict[UUID, Superior] = {}
    for place, level in enumerate(chain(person, on)):
        for holding in level:
            account = Account.objects.filter(person=holding.person).order_by("pk").first()
            if account is None or account.pk in found or not fit(account, tags):
                continue
            found[account.pk] = Superior(account, holding, direct=place == 0)
    return list(found.values())


def fit(account: Account, tags: Collection[bytes]) -> bool:
    """Whether this account may act in a matter with these tags: not concerned by it, able to sign in, with a key of its own.

    Whoever declared an interest in somebody it is about is not fit either.
    """
    if not own_tags(account.person_id).isdisjoint(tags) or not account.may_sign_in() or not keys.public_keys([account]):
        return False
    return not conflicts.stands_in_the_way(account.person_id, conflicts.Matter(tags=frozenset(tags)))


def post_of(person: Person, on: date | None = None) -> str:
    """What the person holds, as a statement names it."""
    held = person.holdings.filter(held_on(on or clock.today())).select_related("post__unit").order_by("-heads", "post__title")
    return "; ".join(f"{holding.post.title}, {holding.post.unit.name}" for holding in held)


def _units_of(person: Person, day: date) -> Iterator[Unit]:
    units = organisation.units_of(person, day)
    # The deepest ones: whoever also holds a post higher up is answered for where they work.
    for unit in units:
        if not any(other.pk != unit.pk and unit.contains(other) for other in units):
            yield unit


def _heads(unit: Unit, person: Person, day: date) -> list[Holding]:
    held = Holding.objects.filter(held_on(day), heads=True, post__unit=unit).exclude(person=person)
    rows = held.select_related("person", "post__unit")
    return sorted(rows, key=lambda holding: (holding.acting != Acting.DEFINITIVE, holding.person.name))
