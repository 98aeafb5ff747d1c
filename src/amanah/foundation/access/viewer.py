"""Who is looking, what they may do where, and what they must not see."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any
from uuid import UUID

from amanah.foundation.access import conflicts, exclusion
from amanah.foundation.access.models import Account, Grant, stands_on
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on
from amanah.kernel import clock


class Viewer:
    """An account on one day, for the length of one request. Everything is looked up on first use and then kept.

    An account that may not sign in (deactivated, or a guest whose time has passed) is a viewer without any role.
    """

    def __init__(self, account: Account) -> None:
        self.account = account
        self.kept: dict[str, Any] = {}
        """What others have found out about this viewer and need again, under names of their own."""

    @classmethod
    def of(cls, account: Account) -> "Viewer":
        """The viewer that this account is."""
        return cls(account)

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
        if not self.account.may_sign_in():
            return ()
        return tuple(Grant.objects.filter(stands_on(clock.today()), account=self.account).select_related("unit"))

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
        person_id = self.account.person_id
        if person_id is None or not self.account.may_sign_in():
            return ()
        held = Holding.objects.filter(held_on(clock.today()), person_id=person_id).select_related("post__unit")
        return tuple((holding.post.unit, holding.heads) for holding in held.order_by("post__unit__path", "pk"))

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
        return conflicts.aside(self.account.person_id)

    def has_interest_in(self, matter: conflicts.Matter) -> bool:
        """Whether an interest that this viewer declared touches the matter; what they declared is looked up once for all matters."""
        return self._matcher is not None and self._matcher(matter)

    @cached_property
    def _matcher(self) -> conflicts.Matcher | None:
        return conflicts.matcher(self.account.person_id)

    @cached_property
    def _tags(self) -> exclusion.Tags:
        person_id: UUID | None = self.account.person_id
        return exclusion.tags_of_person(person_id) if person_id is not None else exclusion.Tags(frozenset(), frozenset())
