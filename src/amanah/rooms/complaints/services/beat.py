"""What time brings to complaints, and what reporters decided in their mailboxes. Running it again at once does nothing new."""

from django.db import transaction

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER, SYSTEM
from amanah.engines.cases.models import Case
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.complaints.models import Marks, Wish
from amanah.rooms.complaints.services import publishing
from amanah.rooms.complaints.workflow import COMPLAINT

OUTCOMES = {Wish.Act.DISPUTE.value: "disputed"}


def run() -> dict[str, int]:
    """Carry out wishes, close what nobody answered any more, let go what was not completed; answers how many of each."""
    return {
        "wishes": carry_out(),
        "closed": _after("silence", "answered", "finish"),
        "withdrawn": _after("complete", "awaiting", "withdraw"),
    }


def carry_out() -> int:
    """Do what reporters decided. What is no longer possible is left undone: their message about it stays and is read."""
    done = 0
    for wish in Wish.objects.filter(done=False).select_related("case"):
        with transaction.atomic():
            locked = Wish.objects.select_for_update().get(pk=wish.pk)
            if locked.done:
                continue
            done += _do(locked)
            locked.done = True
            locked.save(update_fields=["done"])
    return done


def _do(wish: Wish) -> int:
    if wish.act == Wish.Act.CLOSE_OFF:
        return _close_off(wish.case)
    try:
        cases.move(wish.case, wish.act, viewer=REPORTER, outcome=OUTCOMES.get(wish.act, ""))
    except cases.Refused:
        return 0
    return 1


def _close_off(case: Case) -> int:
    Marks.objects.update_or_create(case=case, defaults={"secret": True}, create_defaults={"secret": True, "anonymous": True})
    publishing.withdraw_all(case)
    ledger.append("complaint.secret", case.ref, {"day": clock.today()}, actor=REPORTER)
    return 1


def _after(name: str, state: str, move: str) -> int:
    """Make the move on every case of this state whose clock of this name has run out."""
    over = Deadline.objects.filter(name=name, state=Deadline.State.RUNNING, due_on__lt=clock.today())
    outcome = next(iter(COMPLAINT.move(move).outcomes), "")
    done = 0
    for case in Case.objects.filter(kind=COMPLAINT.key, state=state, ref__in=over.values("ref")):
        try:
            cases.move(case, move, viewer=SYSTEM, outcome=outcome)
        except cases.Refused:
            continue
        done += 1
    return done
