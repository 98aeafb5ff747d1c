"""Letters as threads and notices know them: seen by exactly those who see their matter."""

from collections.abc import Collection, Iterable
from uuid import UUID

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.letters import addresses, kinds
from amanah.foundation.letters.models import Letter
from amanah.foundation.letters.queries.lists import visible
from amanah.foundation.threads.visibility import ThreadNode


def sieve(viewer: Viewer, refs: Collection[str]) -> set[str]:
    """Those of the references that the viewer may know of."""
    return {letter.reference for letter in _found(viewer, refs)}


def describe(viewer: Viewer, refs: Collection[str]) -> Iterable[ThreadNode]:
    """Each letter by its number and kind."""
    for letter in _found(viewer, refs):
        title = kinds.kind(letter.kind).title
        yield ThreadNode(letter.reference, letter.number or title, title, addresses.of_letter(letter), letter.get_state_display())


def _found(viewer: Viewer, refs: Collection[str]) -> list[Letter]:
    return visible(viewer, Letter.objects.filter(pk__in=[UUID(ref.removeprefix("letter:")) for ref in refs]))
