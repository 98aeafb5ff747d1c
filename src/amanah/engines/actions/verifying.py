"""Who may not verify what arose from a record of another part of the house, asked of that part whenever somebody is to verify."""

from collections.abc import Callable
from typing import TypeAlias
from uuid import UUID

Barred: TypeAlias = Callable[[UUID, str], bool]
"""Whether the person of this id must not verify an action that arose from the record of this reference."""

_barred: dict[str, Barred] = {}


def register(kind: str, barred: Barred) -> None:
    """Answer for actions whose source begins with "`kind`:"."""
    _barred[kind] = barred


def barred(person_id: UUID | None, source: str) -> bool:
    """Whether this person must not verify what arose from this record; nobody unknown may, where somebody answers for it."""
    answer = _barred.get(source.partition(":")[0])
    return answer is not None and (person_id is None or answer(person_id, source))
