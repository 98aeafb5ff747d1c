"""People for any case kind: one for each role it names, and those who must see nothing of it."""

from uuid import uuid4

import pytest

from amanah.engines.cases import services
from amanah.engines.cases.declare import HANDLER
from amanah.foundation.access import exclusion


class Cast:
    """The usual people, and one colleague for each staff role of the kind."""

    def __init__(self, people, kind):
        self.people, self.kind = people, kind
        self.by_role = {role: f"rekan-{kind.key}-{place}" for place, role in enumerate(sorted(kind.staff_roles))}

    def hired(self):
        """The cast, once everybody who is still missing has a post and an account."""
        for place, (role, name) in enumerate(self.by_role.items()):
            if name not in self.people.accounts:
                words = (f"Rekan {self.kind.key} {place}", self.people.units.inspectorate, f"Petugas {self.kind.key} {place}")
                self.people.add(name, *words, roles=(role,))
        return self

    def viewer(self, role):
        return self.people.viewer(self.by_role[role])

    def mover(self, role, case):
        """Whoever holds the role, given the case where that is how they come to see it."""
        name = "citra" if role == HANDLER else self.by_role[role]
        if role == HANDLER or (role in self.kind.helpers and not self.kind.seen_by(role)):
            services.assign(case, self.people.accounts[name], viewer=self.assigner(case.route))
        return self.people.viewer(name)

    def open(self, route=None, tags=()):
        kind = self.kind
        topic = next(iter(kind.topics), "")
        return services.open_case(kind, case_id=uuid4(), route=route or next(iter(kind.routes)), topic=topic, tags=tags, actor="reporter")

    def route_for(self, role):
        """A route that the role sees; any route for those who see only what they are given."""
        return next(iter(sorted(self.kind.seen_by(role))), next(iter(self.kind.routes)))

    def assigner(self, route):
        seeing = [role for role in sorted(self.kind.may_assign(route)) if route in self.kind.seen_by(role)]
        return self.viewer(seeing[0])

    def about(self, *names):
        return [exclusion.person_tag(self.people.persons[name].pk) for name in names]


@pytest.fixture
def cast(people):
    return lambda kind: Cast(people, kind).hired()
