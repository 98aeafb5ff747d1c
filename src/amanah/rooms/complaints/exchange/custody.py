"""Who may hold the key of a file that is being imported: whoever brought it, and nobody else."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.complaints.exchange.models import Import

KINDS = ("complaint-import", "complaint-file")


class ImportCustody:
    """A file belongs to the person who brought it until its rows are complaints."""

    def may_hold(self, account: Account, records: Collection[str]) -> set[str]:
        """Those that this person brought."""
        return _refs(account) & set(records)

    def hidden(self, account: Account, records: Collection[str]) -> set[str]:
        """Everybody else's."""
        return set(records) - _refs(account)

    def due(self, account: Account) -> set[str]:
        """Those that this person brought."""
        return _refs(account)

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


def _refs(account: Account) -> set[str]:
    return {ref for one in Import.objects.filter(account=account) for ref in (one.ref, one.file_ref)}
