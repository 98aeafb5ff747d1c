"""What reporters decide: noted by the public program, made true by the desk's beat under the reporter's name."""

from collections.abc import Callable

from django.db import transaction

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER
from amanah.engines.cases.models import Case
from amanah.engines.reports.models import Wish
from amanah.kernel import clock

_acts: dict[tuple[str, str], Callable[[Case], int]] = {}


def register(kind: str, act: str, do: Callable[[Case], int]) -> None:
    """Carry out `act` on cases of this kind otherwise than as a move of that name; `do` answers how much it did."""
    _acts[(kind, act)] = do


def wish(case: Case, act: str) -> None:
    """Note what the reporter wants, in the caller's transaction; the same again while it waits changes nothing."""
    Wish.objects.get_or_create(case=case, act=act, done=False, defaults={"day": clock.today()})


def waiting(case: Case) -> frozenset[str]:
    """What was wished and not carried out yet."""
    return frozenset(Wish.objects.filter(case=case, done=False).values_list("act", flat=True))


def carry_out(case: Case | None = None) -> int:
    """Do what reporters decided, each on its own, of one case or of all; answers how many had an effect.

    What is no longer possible is left undone: their message about it stays and is read.
    """
    done = 0
    waiting_now = Wish.objects.filter(done=False, **({"case": case} if case is not None else {}))
    for waits in waiting_now.select_related("case"):
        with transaction.atomic():
            locked = Wish.objects.select_for_update().get(pk=waits.pk)
            if locked.done:
                continue
            done += _do(locked)
            locked.done = True
            locked.save(update_fields=["done"])
    return done


def _do(wished: Wish) -> int:
    act = _acts.get((wished.case.kind, wished.act))
    if act is not None:
        return act(wished.case)
    try:
        cases.move(wished.case, wished.act, viewer=REPORTER, day=wished.day)
    except cases.Refused:
        return 0
    return 1
