"""Opening the scores, talking about them, and settling."""

from django.db import transaction
from django.db.models import Count

from amanah.engines.risks import services as risks
from amanah.engines.risks.workshops.events import ScoresOpened, WorkshopEnded
from amanah.engines.risks.workshops.models import Item, Note, Outcome, Score, State, Workshop
from amanah.engines.risks.workshops.queries.visible import manages, participant_of
from amanah.engines.risks.workshops.refusals import Refused
from amanah.engines.risks.workshops.services.holding import hold, lead, reach, stop_clock, worded
from amanah.engines.risks.workshops.services.judging import digest
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events


@transaction.atomic
def open_scores(workshop: Workshop, *, viewer: Viewer) -> None:
    """Let everybody see what everybody said. Nobody scores any more afterwards.

    Raises:
        Refused: "not_found", "state", "side", or "few" while fewer people have answered than it takes.
    """
    lead(workshop, viewer, State.SCORING)
    scores = list(Score.objects.filter(item__workshop=workshop).order_by("pk"))
    if len({score.participant_id for score in scores}) < workshop.least:
        raise Refused("few")
    workshop.state, workshop.opened_on, workshop.opened_by = State.OPENED, clock.today(), viewer.account
    workshop.save(update_fields=["state", "opened_on", "opened_by"])
    stop_clock(workshop, viewer.actor)
    events.publish(ScoresOpened(workshop.pk, viewer.actor))
    facts = {"scores": len(scores), "digest": canonical.digest([digest(score) for score in scores]).hex()}
    ledger.append("workshop.opened", workshop.ref, facts, actor=viewer.actor)


@transaction.atomic
def note(item: Item, text: str, *, viewer: Viewer) -> Note:
    """Keep what was said about a risk: for those who were asked and for who leads.

    Raises:
        Refused: "not_found", "state", "participant", "kept_off" or "words".
    """
    hold(item.workshop, viewer, State.OPENED)
    if participant_of(viewer, item.workshop) is None and not manages(viewer, item.workshop.unit):
        raise Refused("participant")
    reach(item, viewer)
    made = Note.objects.create(item=item, text=worded(text), day=clock.today(), actor=viewer.account)
    facts = {"item": item.pk, "note": made.pk, "words": canonical.digest(made.text).hex()}
    ledger.append("workshop.noted", item.workshop.ref, facts, actor=viewer.actor)
    return made


@transaction.atomic
def settle(
    item: Item,
    likelihood: int,
    impact: int,
    reason: str,
    *,
    viewer: Viewer,
    bribery_class: str = "",
    bribery_reason: str = "",
) -> None:
    """Put down what the workshop came to, as an assessment in the risk's own history.

    Raises:
        Refused: "not_found", "state", "side", "kept_off", "words", or "few_here" where fewer people judged this risk than it takes.
        amanah.kernel.refusal.Refusal: as the register refuses an assessment.
    """
    workshop = item.workshop
    lead(workshop, viewer, State.OPENED)
    item = _open(item, viewer)
    judged = item.scores.aggregate(people=Count("participant", distinct=True))["people"]
    if judged < workshop.least:
        raise Refused("few_here")
    item.reason = worded(reason)
    item.assessment = risks.assess(
        item.risk,
        workshop.stage,
        likelihood,
        impact,
        item.reason,
        viewer=viewer,
        origin=workshop.ref,
        bribery_class=bribery_class,
        bribery_reason=bribery_reason,
    )
    _decide(item, Outcome.SETTLED, viewer, {"likelihood": likelihood, "impact": impact, "judged": judged})


@transaction.atomic
def leave(item: Item, reason: str, *, viewer: Viewer) -> None:
    """Come to nothing about a risk, and say why.

    Raises:
        Refused: "not_found", "state", "side", "kept_off" or "words".
    """
    lead(item.workshop, viewer, State.OPENED)
    item = _open(item, viewer)
    item.reason = worded(reason)
    _decide(item, Outcome.LEFT, viewer, {})


@transaction.atomic
def close(workshop: Workshop, words: str = "", *, viewer: Viewer) -> None:
    """End it once something was said about every risk.

    Raises:
        Refused: "not_found", "state", "side" or "open_items".
    """
    lead(workshop, viewer, State.OPENED)
    if workshop.items.filter(outcome=Outcome.OPEN).exists():
        raise Refused("open_items")
    workshop.state, workshop.ended_on, workshop.ended_reason = State.CLOSED, clock.today(), words.strip()
    workshop.save(update_fields=["state", "ended_on", "ended_reason"])
    events.publish(WorkshopEnded(workshop.pk, viewer.actor, cancelled=False))
    facts = {"settled": workshop.items.filter(outcome=Outcome.SETTLED).count(), "left": workshop.items.filter(outcome=Outcome.LEFT).count()}
    ledger.append("workshop.closed", workshop.ref, facts, actor=viewer.actor)


def _open(item: Item, viewer: Viewer) -> Item:
    item = reach(item, viewer)
    if item.outcome != Outcome.OPEN:
        raise Refused("state")
    return item


def _decide(item: Item, outcome: Outcome, viewer: Viewer, facts: dict[str, int]) -> None:
    item.outcome, item.decided_by, item.decided_on = outcome, viewer.account, clock.today()
    item.save(update_fields=["outcome", "reason", "assessment", "decided_by", "decided_on"])
    said = {**facts, "item": item.pk, "risk": item.risk.ref, "words": canonical.digest(item.reason).hex()}
    ledger.append(f"workshop.{outcome}", item.workshop.ref, said, actor=viewer.actor)
