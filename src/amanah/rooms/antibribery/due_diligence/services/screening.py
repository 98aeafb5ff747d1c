"""Comparing names with the lists. A likeness is a question to a person, never an answer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from amanah import rulebook
from amanah.foundation.access.models import Account
from amanah.kernel import clock
from amanah.rooms.antibribery.due_diligence import declare, naming
from amanah.rooms.antibribery.due_diligence.models import Check, Diligence, Entry, Hit, Owner, Version
from amanah.rooms.antibribery.due_diligence.naming import Crowd
from amanah.rooms.antibribery.due_diligence.services.stepping import write_step


@dataclass(frozen=True)
class Named:
    """One name of a file, with the identity number known for it."""

    name: str
    number: str
    owner: Owner | None


def least() -> int:
    """From how much likeness on a person is asked, in percent, by the rulebook."""
    return int(rulebook.provision(declare.SCORE, on=clock.today()).value)


def current() -> list[Version]:
    """The version in use of every list."""
    newest: dict[str, Version] = {}
    for version in Version.objects.order_by("n"):
        newest[version.list] = version
    return list(newest.values())


def ready() -> list["Against"]:
    """Every list in use, held ready; for many files at once."""
    return [Against(version) for version in current()]


def screen(one: Diligence, account: Account, *, only: Owner | None = None, against: Sequence["Against"] | None = None) -> int:
    """Compare its names, or one new owner's, with every list in use; how many new likenesses."""
    names = [_owner(only)] if only is not None else names_of(one, one.owners.filter(until__isnull=True))
    lists = ready() if against is None else against
    made = sum(each.compare(one, names) for each in lists)
    if lists:
        text = ", ".join(f"{declare.LISTS[each.version.list]} ({each.version.n})" for each in lists)
        write_step(one, "screened", account, text=text, facts={"names": len(names), "hits": made})
    return made


def names_of(one: Diligence, owners: Iterable[Owner]) -> list[Named]:
    """Every name of a file that lists may know."""
    return [_own(one), *map(_owner, owners)]


class Against:
    """One version of a list, held ready for many files."""

    def __init__(self, version: Version) -> None:
        self.version = version
        self.entries: Sequence[Entry] = list(version.entries.order_by("line"))
        self._crowd = Crowd([(entry.folded, entry.number) for entry in self.entries])
        self._least = least()

    def compare(self, one: Diligence, names: Sequence[Named]) -> int:
        """Write down that it was compared, and each likeness that is new; how many. Inside the caller's transaction."""
        known = set(one.hits.filter(list=self.version.list).values_list("name", "mark"))
        made: dict[tuple[str, str], Hit] = {}
        for said in names:
            for found in self._crowd.like(naming.fold(said.name), said.number, self._least):
                entry = self.entries[found.place]
                place = (said.name, entry.mark)
                if place in known or place in made:
                    continue
                made[place] = Hit(
                    diligence=one,
                    owner=said.owner,
                    name=said.name,
                    entry=entry,
                    list=self.version.list,
                    mark=entry.mark,
                    score=found.score,
                    numbered=found.numbered,
                    day=clock.today(),
                )
        Hit.objects.bulk_create(made.values())
        Check.objects.create(diligence=one, version=self.version, names=len(names), hits=len(made), day=clock.today())
        return len(made)


def _own(one: Diligence) -> Named:
    return Named(one.name, naming.digits(one.registration), None)


def _owner(owner: Owner) -> Named:
    return Named(owner.name, "", owner)
