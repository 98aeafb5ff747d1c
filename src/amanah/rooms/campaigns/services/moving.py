"""Bringing a campaign from its draft to its evaluation."""

from decimal import Decimal

from django.db import transaction

from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer
from amanah.kernel import clock
from amanah.rooms.campaigns import declare
from amanah.rooms.campaigns.models import Campaign, Step
from amanah.rooms.campaigns.refusals import Refused
from amanah.rooms.campaigns.services.stepping import hold, need, worded, write_step
from amanah.rooms.campaigns.sides import stands_on


@transaction.atomic
def submit(campaign: Campaign, *, viewer: Viewer) -> Step:
    """Ask somebody else to agree: for what spends public money or speaks to people outside.

    Raises:
        Refused: "not_found", "side", "state", "channel" or "activities".
    """
    hold(campaign, viewer)
    source = _move(campaign, "submit", viewer)
    _complete(campaign)
    campaign.proposed_by, campaign.approved_by = viewer.account, None
    return write_step(campaign, "submit", viewer, source=source, facts={"budget": campaign.budget})


@transaction.atomic
def start(campaign: Campaign, *, viewer: Viewer) -> Step:
    """Begin what needs nobody's agreement.

    Raises:
        Refused: "not_found", "side", "state", "approval", "channel" or "activities".
    """
    hold(campaign, viewer)
    source = _move(campaign, "start", viewer)
    if campaign.needs_approval:
        raise Refused("approval")
    _complete(campaign)
    return write_step(campaign, "start", viewer, source=source)


@transaction.atomic
def approve(campaign: Campaign, text: str = "", *, viewer: Viewer) -> Step:
    """Agree to what another person asked for; the campaign begins.

    Raises:
        Refused: "not_found", "side", "state" or "other".
    """
    hold(campaign, viewer)
    source = _move(campaign, "approve", viewer)
    campaign.approved_by = viewer.account
    return write_step(campaign, "approve", viewer, source=source, text=text.strip(), facts={"budget": campaign.budget})


@transaction.atomic
def send_back(campaign: Campaign, text: str, *, viewer: Viewer) -> Step:
    """Say what has to be different before somebody can agree.

    Raises:
        Refused: "not_found", "side", "state", "other" or "words".
    """
    hold(campaign, viewer)
    source = _move(campaign, "send_back", viewer)
    campaign.proposed_by = None
    return write_step(campaign, "send_back", viewer, source=source, text=worded(text))


@transaction.atomic
def finish(campaign: Campaign, text: str, *, viewer: Viewer) -> Step:
    """Everything was done or called off; what is left is to see what came of it.

    Raises:
        Refused: "not_found", "side", "state", "words", or "undecided" while an activity is neither done nor called off.
    """
    hold(campaign, viewer)
    source = _move(campaign, "finish", viewer)
    if campaign.activities.filter(state=declare.PLANNED).exists():
        raise Refused("undecided")
    return write_step(campaign, "finish", viewer, source=source, text=worded(text))


@transaction.atomic
def evaluate(campaign: Campaign, outcome: str, findings: str, *, viewer: Viewer, lessons: str = "", result: Decimal | None = None) -> Step:
    """Say whether the aim was reached, and on what grounds: somebody else than who carried the campaign.

    Args:
        campaign: a finished one.
        outcome: a code of `declare.OUTCOMES`.
        findings: what was found, and where that is written.
        viewer: keeps the unit's campaigns, and neither owns this one nor asked for it.
        lessons: what the next one does otherwise.
        result: the measured figure, beside baseline and target; what `measured` noted stays where none is given.

    Raises:
        Refused: "not_found", "side", "state", "other", "code" or "words".
    """
    hold(campaign, viewer)
    source = _move(campaign, "evaluate", viewer)
    if outcome not in declare.OUTCOMES:
        raise Refused("code")
    campaign.outcome, campaign.findings, campaign.lessons = outcome, worded(findings), lessons.strip()
    campaign.result = campaign.result if result is None else result
    facts = {"outcome": outcome, "result": str(campaign.result) if campaign.result is not None else None}
    return write_step(campaign, "evaluate", viewer, source=source, text=campaign.findings, facts=facts)


@transaction.atomic
def note_result(campaign: Campaign, result: Decimal, text: str, *, viewer: Viewer, baseline: Decimal | None = None) -> Step:
    """Note what was measured, by a pulse or otherwise, while the campaign runs or waits for its evaluation.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    hold(campaign, viewer)
    need(viewer, campaign, states=("running", "finished"))
    campaign.result = result
    campaign.baseline = campaign.baseline if baseline is None else baseline
    facts = {"result": str(result), "baseline": str(campaign.baseline) if campaign.baseline is not None else None}
    return write_step(campaign, "measured", viewer, text=worded(text), facts=facts)


@transaction.atomic
def cancel(campaign: Campaign, text: str, *, viewer: Viewer) -> Step:
    """Call a campaign off, with the reason; what it already did stays.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    hold(campaign, viewer)
    source = _move(campaign, "cancel", viewer)
    words = worded(text)
    campaign.activities.filter(state=declare.PLANNED).update(state=declare.DROPPED, note=words)
    return write_step(campaign, "cancel", viewer, source=source, text=words)


def may(viewer: Viewer, campaign: Campaign, key: str) -> bool:
    """Whether the viewer may make this move now, as far as people are concerned."""
    move = declare.MOVES[key]
    try:
        need(viewer, campaign, move.sides, move.sources)
    except Refused:
        return False
    return not (move.other and _involved(viewer, campaign))


def writes(viewer: Viewer, campaign: Campaign) -> bool:
    """Whether the viewer keeps or owns the campaign."""
    return stands_on(viewer, campaign, declare.WRITING)


def _move(campaign: Campaign, key: str, viewer: Viewer) -> str:
    """Put the campaign where the move leads; answers where it came from. Does not save it."""
    move = declare.MOVES[key]
    need(viewer, campaign, move.sides, move.sources)
    if move.other and _involved(viewer, campaign):
        raise Refused("other")
    source, campaign.state = campaign.state, move.target
    campaign.closed_on = clock.today() if move.target in declare.CLOSED else None
    return source


def _involved(viewer: Viewer, campaign: Campaign) -> bool:
    """Whether the viewer carries the campaign or asked for it."""
    person_id = viewer.account.person_id
    asked = campaign.proposed_by
    return (person_id is not None and person_id == campaign.owner_id) or (asked is not None and same_person(viewer.account, asked))


def _complete(campaign: Campaign) -> None:
    if not campaign.channels:
        raise Refused("channel")
    if not campaign.activities.filter(state=declare.PLANNED).exists():
        raise Refused("activities")
