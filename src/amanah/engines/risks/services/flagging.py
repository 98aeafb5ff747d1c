"""Signs that a score may no longer hold, and the answer to them."""

from django.db import transaction

from amanah.engines.risks.declare import ANSWER, ANSWER_WITHIN, FLAGS
from amanah.engines.risks.events import RiskFlagged
from amanah.engines.risks.models import REF, TITLE, Flag, Risk, Step
from amanah.engines.risks.refusals import Refused
from amanah.engines.risks.services.moving import REVIEWING
from amanah.engines.risks.services.recording import SYSTEM, Draft, account_of, hold, need, take, worded, write
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.kernel import clock, events


@transaction.atomic
def raise_flag(risk: Risk, sort: str, origin: str, note: str, actor: str = SYSTEM) -> Flag:
    """Set a sign on a risk, whoever sees it; the clock of the answer runs from the first one on. An open one of the same origin stays.

    Args:
        risk: the risk, closed ones too.
        sort: one of `declare.FLAGS`.
        origin: what it came from ("control:…", "indicator:…").
        note: what is shown, in clear; no word of a report.
        actor: "account:<id>" or "system".

    Raises:
        Refused: "field" for a sort that nobody knows.
    """
    if sort not in FLAGS or len(origin) > REF:
        raise Refused("field")
    take(risk)
    there = risk.flags.filter(origin=origin, sort=sort, cleared_on__isnull=True).first()
    if there is not None:
        return there
    today = clock.today()
    flag = Flag.objects.create(risk=risk, origin=origin, sort=sort, note=note.strip()[:TITLE], raised_on=today)
    if not risk.flagged and risk.state == "active":
        clocks.start(risk.ref, ANSWER, ANSWER_WITHIN, today, actor)
    risk.flagged = True
    events.publish(RiskFlagged(risk.id, actor, flag.pk, sort, origin))
    write(risk, Draft("flagged", risk.state, flag.note, origin, facts={"flag": flag.pk, "sort": sort}), actor)
    return flag


@transaction.atomic
def clear_flag(flag: Flag, reason: str, viewer: Viewer) -> Step:
    """Answer a sign, with a reason: for who keeps, owns or reviews the risk.

    Raises:
        Refused: "not_found", "side", "words" or "decided".
    """
    need(hold(flag.risk, viewer), REVIEWING)
    return _clear(flag, worded(reason), viewer.actor)


@transaction.atomic
def withdraw_flags(risk: Risk, origin: str, reason: str, actor: str = SYSTEM) -> int:
    """Take back every open sign that came from `origin`, because it no longer holds there; how many. Asks nobody's leave.

    Raises:
        Refused: "words".
    """
    take(risk)
    flags = list(risk.flags.filter(origin=origin, cleared_on__isnull=True))
    for flag in flags:
        flag.risk = risk
        _clear(flag, worded(reason), actor)
    return len(flags)


def _clear(flag: Flag, reason: str, actor: str) -> Step:
    flag.refresh_from_db(fields=["cleared_on"])
    if flag.cleared_on is not None:
        raise Refused("decided")
    risk, today = flag.risk, clock.today()
    flag.cleared_on, flag.cleared_reason, flag.cleared_by = today, reason, account_of(actor)
    flag.save(update_fields=["cleared_on", "cleared_reason", "cleared_by"])
    risk.flagged = risk.flags.filter(cleared_on__isnull=True).exists()
    if not risk.flagged:
        for deadline in Deadline.objects.filter(ref=risk.ref, name=ANSWER, stopped_on__isnull=True):
            clocks.stop(deadline, today, actor)
    return write(risk, Draft("flag_cleared", risk.state, reason, flag.origin, facts={"flag": flag.pk, "sort": flag.sort}), actor)
