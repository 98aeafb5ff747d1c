"""Who may hold the key of a file that is being imported: whoever brought it, and nobody else."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from amanah.foundation.access.viewer import Viewer
from amanah.rooms.complaints.exchange.models import Import

KINDS = ("complaint-import", "complaint-file")


class ImportCustody:
    """A file belongs to the person who brought it until its rows are complaints."""

    def may_hold(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """Those that this person brought."""
        return _refs(viewer) & set(records)

    def hidden(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """Everybody else's."""
        return set(records) - _refs(viewer)

    def due(self, viewer: Viewer) -> set[str]:
        """Those that this person brought."""
        return _refs(viewer)

    def due_among(self, viewers: Sequence[Viewer], records: Collection[str]) -> Mapping[UUID, set[str]]:
        """Those that each of them brought."""
        found: dict[UUID, set[str]] = {viewer.account.pk: set() for viewer in viewers}
        for one in Import.objects.filter(pk__in={UUID(record.partition(":")[2]) for record in records}):
            if one.account_id in found:
                found[one.account_id] |= {one.ref, one.file_ref} & set(records)
        return found

    def titles(self, records: Collection[str]) -> dict[str, Any]:
        """The day it was brought."""
        found = Import.objects.filter(pk__in={UUID(record.partition(":")[2]) for record in records})
        return {ref: one.day.isoformat() for one in found for ref in (one.ref, one.file_ref)}

    def find(self, text: str) -> set[str]:  # noqa: ARG002 - a file goes by no number
        """None: a file goes by no number."""
        return set()

    def oversees(self, viewer: Viewer) -> bool:  # noqa: ARG002 - the question is asked of every owner
        """Nobody: the complaints themselves have their overseers."""
        return False


CUSTODY = ImportCustody()


def _refs(viewer: Viewer) -> set[str]:
    return {ref for one in Import.objects.filter(account=viewer.account) for ref in (one.ref, one.file_ref)}
