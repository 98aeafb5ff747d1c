"""A case as declared interests are matched with it."""

from uuid import UUID

from amanah.engines.cases.models import Case
from amanah.foundation.access.conflicts import Matter


def matter_of(case: Case) -> Matter:
    """What an interest in this case can be recognised by."""
    tags = frozenset(bytes(tag) for tag in case.tags.values_list("tag", flat=True))
    return Matter(refs=frozenset({case.ref}), tags=tags, unit=case.unit, numbers=frozenset({case.number}))


def of_ref(ref: str) -> Matter | None:
    """The same for whoever knows the case's reference only."""
    case = Case.objects.filter(pk=UUID(ref.removeprefix("case:"))).first()
    return matter_of(case) if case else None
