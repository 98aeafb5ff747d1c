"""Who is looking, what they may do where, and what they must not see."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from amanah.foundation.access import conflicts, exclusion
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.kernel import clock

T = TypeVar("T")
_NAMED = 500
"""Up to so many are named to the database; for more, the whole table is read and sieved here."""
_NO_TAGS = exclusion.Tags(frozenset(), frozenset())


class Viewer:
    """An account on one day, for the length of one request. Everything is looked up on first use and then kept.

    An account that may not sign in (deactivated, or a guest whose time has passed) is a viewer without any role.

    Where many people are asked about at once (`of_many`), what is looked up for one of them is looked up for all, in the same queries.
    """

    def __init__(self, account: Account) -> None:
        self.account = account
        self._peers: Sequence[Viewer] = ()
        self.kept: dict[str, Any] = {}
        """What others have found out about this viewer and need again, under names of their own."""

    @classmethod
    def of(cls, account: Account) -> "Viewer":
        """The viewer that this account is."""
        return cls(account)

    @classmethod
    def of_many(cls, accounts: Iterable[Account]) -> "list[Viewer]":
        """The viewers that these accounts are, in their order, for one question put to all of them: each lookup is made once together."""
        viewers = [cls(account) for account in accounts]
        for viewer in viewers:
            viewer._peers = viewers  # noqa: SLF001 - of its own class
        return viewers

    @property
    def person(self) -> Person | None:
        """Who the account belongs to, if it is anybody known."""
        return self.account.person

    @property
    def actor(self) -> str:
        """How this viewer is named in the ledger."""
        return f"account:{self.account.pk}"

    @cached_property
    def grants(self) -> tuple[Grant, ...]:
        """The grants in force today, with their units; one query."""
        able = {viewer.account.pk for viewer in self._asked if viewer.account.may_sign_in()}
        standing = Grant.objects.filter(stands_on(clock.today())).select_related("unit") if able else Grant.objects.none()
        if len(able) <= _NAMED:
            standing = standing.filter(account__in=able)
        found: dict[UUID, list[Grant]] = {account_id: [] for account_id in able}
        for grant in standing:
            if grant.account_id in able:
                found[grant.account_id].append(grant)
        return self._share("grants", {viewer: tuple(found.get(viewer.account.pk, ())) for viewer in self._asked})

    @property
    def roles(self) -> frozenset[str]:
        """The keys of all roles held anywhere."""
        return frozenset(grant.role for grant in self.grants)

    def has(self, role: str, unit: Unit | None = None) -> bool:
        """Whether the role is held over `unit`; without a unit, whether it is held anywhere."""
        return any(grant.role == role and (unit is None or grant.unit.contains(unit)) for grant in self.grants)

    def has_any(self, roles: Iterable[str]) -> bool:
        """Whether one of the roles is held anywhere."""
        return not self.roles.isdisjoint(roles)

    def units_with(self, role: str) -> list[Unit]:
        """The topmost units over which the role is held; each stands for everything below it."""
        units = sorted({grant.unit.path: grant.unit for grant in self.grants if grant.role == role}.items())
        tops: list[Unit] = []
        for _path, unit in units:
            if not tops or not tops[-1].contains(unit):
                tops.append(unit)
        return tops

    @cached_property
    def held(self) -> tuple[tuple[Unit, bool], ...]:
        """The units in which they hold a post today, acting included, and whether they head them; one query."""
        able = {viewer: viewer.account.person_id for viewer in self._asked if viewer.account.person_id and viewer.account.may_sign_in()}
        held = Holding.objects.filter(held_on(clock.today())).select_related("post__unit") if able else Holding.objects.none()
        if len(able) <= _NAMED:
            held = held.filter(person_id__in=set(able.values()))
        found: dict[UUID, list[tuple[Unit, bool]]] = {}
        for holding in held.order_by("post__unit__path", "pk"):
            found.setdefault(holding.person_id, []).append((holding.post.unit, holding.heads))
        return self._share("held", {viewer: tuple(found.get(able[viewer], ())) if viewer in able else () for viewer in self._asked})

    @property
    def headed(self) -> tuple[Unit, ...]:
        """The units that they head today, acting included, in the tree's order."""
        return tuple({unit.pk: unit for unit, heads in self.held if heads}.values())

    @property
    def exclusion_tags(self) -> frozenset[bytes]:
        """The subject tags of matters that this viewer must never see (see `exclusion`). Empty without a person."""
        return self._tags.every

    @property
    def own_tags(self) -> frozenset[bytes]:
        """Those of them that are about this viewer and their units, not about somebody they answer for."""
        return self._tags.own

    @cached_property
    def aside(self) -> conflicts.Aside:
        """What this viewer stands aside from because of interests that they declared."""
        people = self._people
        found = conflicts.aside(set(people.values())) if people else {}
        return self._share("aside", {viewer: found[people[viewer]] if viewer in people else conflicts.Aside() for viewer in self._asked})

    def has_interest_in(self, matter: conflicts.Matter) -> bool:
        """Whether an interest that this viewer declared touches the matter; what they declared is looked up once for all matters."""
        return self._matcher is not None and self._matcher(matter)

    @cached_property
    def _matcher(self) -> conflicts.Matcher | None:
        return conflicts.matcher(self.account.person_id)

    @cached_property
    def _tags(self) -> exclusion.Tags:
        people = self._people
        found = exclusion.tags_of_people(set(people.values())) if people else {}
        return self._share("_tags", {viewer: found[people[viewer]] if viewer in people else _NO_TAGS for viewer in self._asked})

    @property
    def _asked(self) -> "Sequence[Viewer]":
        """Whoever a lookup is made for."""
        return self._peers or (self,)

    @property
    def _people(self) -> "dict[Viewer, UUID]":
        """Those of them who are somebody known, and who that is."""
        return {viewer: viewer.account.person_id for viewer in self._asked if viewer.account.person_id is not None}

    def _share(self, name: str, found: "Mapping[Viewer, T]") -> T:
        """Let the others keep what was found about them, and answer what was found about this viewer."""
        for viewer, one in found.items():
            viewer.__dict__.setdefault(name, one)
        return found[self]
