"""What this room answers the vault: who may hold the keys of its cases."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from amanah.engines.cases import numbers
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import visible
from amanah.engines.cases.queries.visible import not_hidden
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.personal_data.papers import PREFIX, record_of
from amanah.rooms.personal_data.roles import OFFICER
from amanah.rooms.personal_data.workflow import KEYS


class PersonalDataCustody:
    """Whoever sees a case may open it: those who look after personal data, and whom it is assigned to."""

    def may_hold(self, account: Account, records: Collection[str]) -> set[str]:
        """Records of the cases that the account sees."""
        return _among(visible(Viewer.of(account)), records)

    def hidden(self, account: Account, records: Collection[str]) -> set[str]:
        """Records of cases about this account, or given up by it; also what leads to no case."""
        return set(records) - _among(Case.objects.filter(not_hidden(Viewer.of(account))), records)

    def due(self, account: Account) -> set[str]:
        """The record of every case in sight."""
        return {record_of(pk) for pk in visible(Viewer.of(account)).filter(kind__in=KEYS).values_list("pk", flat=True)}

    def titles(self, records: Collection[str]) -> dict[str, Any]:
        """A case's number."""
        return {record_of(pk): number for pk, number in Case.objects.filter(pk__in=_ids(records)).values_list("pk", "number")}

    def find(self, text: str) -> set[str]:
        """The record of the case of that number."""
        found = Case.objects.filter(number=numbers.tidy(text), kind__in=KEYS).values_list("pk", flat=True)
        return {record_of(pk) for pk in found}

    def oversees(self, viewer: Viewer) -> bool:
        """Whoever looks after personal data hears of recoveries."""
        return viewer.has(OFFICER.key)


def _among(cases: QuerySet[Case], records: Collection[str]) -> set[str]:
    return {record_of(pk) for pk in cases.filter(kind__in=KEYS, pk__in=_ids(records)).values_list("pk", flat=True)}


def _ids(records: Collection[str]) -> list[UUID]:
    return [UUID(record.removeprefix(f"{PREFIX}:")) for record in records]
