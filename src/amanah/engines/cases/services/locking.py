"""Taking hold of a case before it is changed."""

from amanah.engines.cases.declare import Move
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries.visible import visible
from amanah.engines.cases.refusals import Refused
from amanah.engines.cases.scope import Mover


def lock(case: Case, mover: Mover) -> Case:
    """Bring `case` up to date and hold its row until the transaction ends.

    Raises:
        Refused: "not_found" when the mover may not know of it.
    """
    case.refresh_from_db(from_queryset=Case.objects.select_for_update())
    if not isinstance(mover, str) and not visible(mover).filter(pk=case.pk).exists():
        raise Refused("not_found")
    return case


def count_change(case: Case) -> int:
    """Number one more thing that happened within the case. Does not save it."""
    case.changes += 1
    return case.changes


def declared_move(case: Case, key: str) -> Move:
    """The move as this case's version declares it.

    Raises:
        Refused: "unknown_move".
    """
    try:
        return case.declared.move(key)
    except KeyError:
        raise Refused("unknown_move") from None
