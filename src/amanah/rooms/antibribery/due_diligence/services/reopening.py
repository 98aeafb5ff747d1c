"""A decision does not hold for ever: what opens a file again, and when the last decision may go on standing."""

from django.db import transaction

from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.kernel import clock
from amanah.rooms.antibribery.due_diligence import declare
from amanah.rooms.antibribery.due_diligence.declare import Side
from amanah.rooms.antibribery.due_diligence.models import WORDS, Diligence, Step
from amanah.rooms.antibribery.due_diligence.queries.visible import may_decide
from amanah.rooms.antibribery.due_diligence.refusals import Refused
from amanah.rooms.antibribery.due_diligence.services.stepping import hold, move, need, stop_clocks, worded, write_step


def reopen_for(one: Diligence, cause: str, account: Account, words: str) -> Step:
    """Begin the next round. The last decision stays to be read, and whoever examined goes on."""
    source = move(one, "reopen")
    actor = f"account:{account.pk}"
    stop_clocks(one, actor)
    one.round += 1
    one.since, one.reopened_for = clock.today(), cause
    one.advice = one.advice_words = ""
    clocks.start(one.ref, declare.EXAMINE, declare.EXAMINE_WITHIN, clock.today(), actor)
    text = f"{declare.CAUSES[cause]}\n{words}".strip()
    return write_step(one, "reopen", account, source=source, text=text, facts={"cause": cause})


@transaction.atomic
def reopen(one: Diligence, cause: str, why: str, *, viewer: Viewer) -> Step:
    """Open a decided file again, because of a change or because its time has come.

    Raises:
        Refused: "not_found", "side", "state", "code" or "reason".
    """
    need(hold(one, viewer), Side.KEEPER, Side.EXAMINER, Side.REQUESTER)
    if cause not in {declare.MANUAL, declare.REVETTING, declare.OWNER}:
        raise Refused("code")
    return reopen_for(one, cause, viewer.account, worded(why, "reason")[:WORDS])


@transaction.atomic
def stand(one: Diligence, why: str, *, viewer: Viewer) -> Step:
    """Leave the last decision standing, where a file was opened for a likeness only and nobody of the list was the same.

    Raises:
        Refused: "not_found", "side", "state", "second", "hits", "standing" or "reason".
    """
    sides = hold(one, viewer)
    need(sides, Side.KEEPER, Side.LEADER)
    if one.reopened_for != declare.HIT:
        raise Refused("state")
    if not may_decide(viewer, one, sides):
        raise Refused("second")
    if one.hits.filter(state=declare.WAITING).exists():
        raise Refused("hits")
    if one.hits.filter(state=declare.SAME, judged_on__gte=one.since).exists() or one.expired or one.valid_until is None:
        raise Refused("standing")
    source = move(one, "stand")
    stop_clocks(one, viewer.actor)
    if one.valid_until > clock.today():
        clocks.start_until(one.ref, declare.REVET, one.valid_until, clock.today(), viewer.actor)
    one.reopened_for = ""
    return write_step(one, "stand", viewer.account, source=source, text=worded(why, "reason")[:WORDS])
