"""What time brings to complaints. Running it again at once does nothing new."""

from amanah.engines.cases import services as cases
from amanah.engines.cases.declare import REPORTER, SYSTEM
from amanah.engines.cases.models import Case
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.kernel import clock
from amanah.rooms.complaints.acts import DISPUTE
from amanah.rooms.complaints.models import Marks
from amanah.rooms.complaints.services import publishing
from amanah.rooms.complaints.workflow import COMPLAINT


def run() -> dict[str, int]:
    """Close what nobody answered any more, let go what was not completed; answers how many of each."""
    return {
        "closed": _after("silence", "answered", "finish"),
        "withdrawn": _after("complete", "awaiting", "withdraw"),
    }


def dispute(case: Case) -> int:
    """The answer did not help. What is no longer possible is left undone."""
    try:
        cases.move(case, DISPUTE, viewer=REPORTER, outcome="disputed")
    except cases.Refused:
        return 0
    return 1


def close_off(case: Case) -> int:
    """Keep the content secret from now on, also what was published."""
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
