"""A case as declared interests are matched with it."""

from uuid import UUID

from amanah.engines.cases.models import Case
from amanah.foundation.access import conflicts
from amanah.foundation.access.conflicts import Matter
from amanah.foundation.access.models import Account


def matter_of(case: Case) -> Matter:
    """What an interest in this case can be recognised by."""
    tags = frozenset(bytes(tag) for tag in case.tags.values_list("tag", flat=True))
    return Matter(refs=frozenset({case.ref}), tags=tags, unit=case.unit, numbers=frozenset({case.number}))


def conflicted(case: Case, account: Account) -> bool:
    """Whether an interest that this person declared touches the case."""
    asked = conflicts.matcher(account.person_id)
    return asked is not None and asked(matter_of(case))


def of_ref(ref: str) -> Matter | None:
    """The same for whoever knows the case's reference only."""
    case = Case.objects.filter(pk=UUID(ref.removeprefix("case:"))).first()
    return matter_of(case) if case else None
