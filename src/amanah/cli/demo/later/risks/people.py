"""Who keeps the register of the invented ministry, who tests, and who works where."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from amanah.cli.demo import accounts
from amanah.cli.demo.later import Stage
from amanah.engines.risks.models import Risk
from amanah.engines.risks.roles import MANAGER, READER, TESTER
from amanah.foundation.access import services as access
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Holding, Person, Unit, held_on

SAID: Final[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "said.toml").read_text(encoding="utf-8"))
BEGAN = 715
"""So many days ago the first unit wrote its register."""
GRANTS = (
    ("fitri", MANAGER.key, "KC"),
    ("eko", MANAGER.key, "SETJEN"),
    ("jaya", READER.key, "KC"),
    ("laras", READER.key, "KC"),
    ("ratri", READER.key, "KC"),
    ("ani", TESTER.key, "KC"),
    ("budi", TESTER.key, "KC"),
)
HEADS = (
    "SUBSERT",
    "SUBRPTKA",
    "SUBLEMK3",
    "SUBBLKK",
    "DTKA",
    "DLEM",
    "DLATMAG",
    "DNORMA",
    "UKPBJ",
    "ROKEU",
    "ROUM",
    "ROREN",
    "DNK3",
    "BALAIK3",
    "SETLAT",
    "DPENYIDIK",
    "SETWAS",
    "PTSA",
)
"""Units whose heads sign in too, to judge in workshops and to carry measures out."""


@dataclass
class Intended:
    """A risk before it is entered: its place among all, its unit, what is said of it, the day, and whether it stays a draft."""

    number: int
    unit: Unit
    said: dict[str, Any]
    day: date
    draft: bool


@dataclass
class Cast:
    """Everybody who has to do with the register, and the risks that there are by now."""

    stage: Stage
    secretariat: str
    staff: dict[Any, list[tuple[Person, bool]]]
    plans: list[Intended] = field(default_factory=list)
    risks: dict[int, Risk] = field(default_factory=dict)
    _viewers: dict[Any, Viewer] = field(default_factory=dict)

    def risk_of(self, unit: str, scheme: str) -> list[Risk]:
        """The risks that this unit took from this scheme, as far as they are entered."""
        return [
            self.risks[plan.number]
            for plan in self.plans
            if plan.number in self.risks and (plan.unit.code, plan.said.get("library")) == (unit, scheme)
        ]

    def viewer(self, username: str) -> Viewer:
        """The same viewer for all days: posts and roles of the invented people do not change."""
        if username not in self._viewers:
            self._viewers[username] = self.stage.viewer(username)
        return self._viewers[username]

    def as_person(self, person: Person) -> Viewer | None:
        """The viewer of somebody who signs in; None for everybody else."""
        if person.pk not in self._viewers:
            account = Account.objects.filter(person=person).first()
            if account is None:
                return None
            self._viewers[person.pk] = Viewer.of(account)
        return self._viewers[person.pk]

    def keeper(self, unit: Unit) -> Viewer:
        """The general secretariat's manager for its units, the compliance function's for all others."""
        return self.viewer("eko" if unit.path.startswith(self.secretariat) else "fitri")

    def head(self, unit: Unit) -> Person | None:
        """Whoever heads the unit."""
        return next((person for person, heads in self.staff.get(unit.pk, []) if heads), None)

    def owner(self, unit: Unit) -> Person | None:
        """Somebody of the unit who does not head it, else nobody: then its head answers."""
        return next((person for person, heads in self.staff.get(unit.pk, []) if not heads), None)

    def doer(self, unit: Unit) -> Person | None:
        """Whoever heads the unit or the nearest one above and signs in; None where nobody does."""
        at: Unit | None = unit
        while at is not None:
            head = self.head(at)
            if head is not None and self.as_person(head) is not None:
                return head
            at = at.parent
        return None

    def reviewer(self, unit: Unit) -> Person | None:
        """Whoever heads the unit above, if that is not the ministry itself."""
        return self.head(unit.parent) if unit.parent is not None and unit.parent.parent_id is not None else None


def cast_of(stage: Stage) -> Cast:
    """Give out the roles and the accounts, and see who works where."""
    since = stage.today - timedelta(days=BEGAN + 30)
    for username, role, code in GRANTS:
        access.grant_role(stage.account(username), role, stage.unit(code), since=since)
    staff: dict[Any, list[tuple[Person, bool]]] = {}
    for holding in (
        Holding.objects.filter(held_on(stage.today)).select_related("person", "post").order_by("post__unit__code", "person__name")
    ):
        staff.setdefault(holding.post.unit_id, []).append((holding.person, holding.heads))
    cast = Cast(stage, stage.unit("SETJEN").path, staff)
    for code in HEADS:
        head = cast.head(stage.unit(code))
        if head is not None and not Account.objects.filter(person=head).exists():
            username = f"kepala.{code.lower()}"
            access.create_account(username, person=head, password=accounts.password(username))
    return cast
