"""A matter in the hands of somebody who may write letters about it."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.letters.errors import Refused
from amanah.foundation.letters.matters import Matter
from amanah.foundation.letters.models import Letter
from amanah.foundation.letters.store import Store


@dataclass(frozen=True)
class OpenMatter:
    """The matter, who opened it, and where its letters are kept. Only `open_matter` makes one, after asking who may see it."""

    about: Matter
    record: str
    viewer: Viewer
    store: Store = field(repr=False)

    @property
    def ref(self) -> str:
        """How the matter is referred to."""
        return self.about.ref

    @property
    def title(self) -> str:
        """The matter's number."""
        return self.about.title

    def locked(self, letter: Letter, *states: str) -> Letter:
        """The letter, locked until the transaction ends. Raises Refused("state") where it is another matter's or in another state."""
        if not connection.in_atomic_block:
            raise AssertionError("letters change inside a transaction")
        found = Letter.objects.select_for_update().filter(pk=letter.pk, ref=self.ref).first()
        if found is None or found.state not in states:
            raise Refused("state")
        return found

    def note(self, kind: str, letter: Letter, /, **facts: Any) -> None:
        """Append to the ledger what was done to the letter: codes and days, no word of it."""
        ledger.append(f"letter.{kind}", self.ref, {"letter": letter.reference, **facts}, actor=self.viewer.actor)
