"""What this room answers the vault: who may hold the keys of declared interests."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from amanah.foundation.access.viewer import Viewer
from amanah.kernel import numbers
from amanah.rooms.interests import queries
from amanah.rooms.interests.models import Interest


class InterestsCustody:
    """Whoever declared it, whoever decides on it, and the register's officers."""

    def may_hold(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """Their own, and what they were entrusted with."""
        return _among(queries.mine(viewer), records) | _among(queries.entrusted(viewer), records)

    def hidden(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """What names this person, and what leads to no interest."""
        shown = Interest.objects.all()
        if viewer.account.person_id is not None:
            shown = shown.exclude(pk__in=queries.naming(viewer.account.person_id))
        return set(records) - _among(shown, records)

    def due(self, viewer: Viewer) -> set[str]:
        """Everything in sight."""
        return {ref for some in (queries.mine(viewer), queries.entrusted(viewer)) for ref in some.values_list("ref", flat=True)}

    def due_among(self, viewers: Sequence[Viewer], records: Collection[str]) -> Mapping[UUID, set[str]]:
        """Those in sight of each."""
        return queries.in_sight_of(viewers, records)

    def titles(self, records: Collection[str]) -> dict[str, Any]:
        """An interest's number."""
        return dict(Interest.objects.filter(ref__in=list(records)).values_list("ref", "number"))

    def find(self, text: str) -> set[str]:
        """The record of the interest of that number."""
        return set(Interest.objects.filter(number=numbers.tidy(text)).values_list("ref", flat=True))

    def oversees(self, viewer: Viewer) -> bool:
        """The register's officers hear of recoveries."""
        return queries.is_officer(viewer)


def _among(interests: QuerySet[Interest], records: Collection[str]) -> set[str]:
    return set(interests.filter(ref__in=list(records)).values_list("ref", flat=True))
