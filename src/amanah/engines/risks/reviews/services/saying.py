"""What a round says of each risk."""

from django.db import transaction

from amanah.engines.risks import services as risks
from amanah.engines.risks.models import Risk, Step
from amanah.engines.risks.reviews.models import Entry, State, Verdict
from amanah.engines.risks.reviews.queries.visible import entries
from amanah.engines.risks.reviews.refusals import Refused
from amanah.engines.risks.reviews.services.holding import hold, worded
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock

CHANGES = ("changed", "assessed", "decided", "flagged", "flag_cleared")
"""What may have been done about a risk so that a round can say it has changed."""


@transaction.atomic
def confirm(entry: Entry, words: str, *, viewer: Viewer) -> None:
    """Nothing about the risk is different; say why that is believed. An active risk counts as reviewed from today.

    Raises:
        Refused: "not_found", "state", "side", "closed" or "words".
    """
    risk = _open(entry, viewer)
    if risk.state == "closed":
        raise Refused("closed")
    words = worded(words)
    _reviewed(risk, words, entry, viewer)
    _say(entry, Verdict.CONFIRMED, words, viewer)


@transaction.atomic
def change(
    entry: Entry, words: str, *, viewer: Viewer, likelihood: int | None = None, impact: int | None = None, stage: str = "residual"
) -> None:
    """Something is different: score it anew here, or have changed it on its own page since the round began.

    Raises:
        Refused: "not_found", "state", "side", "closed", "words" or "unchanged".
        amanah.kernel.refusal.Refusal: as the register refuses an assessment.
    """
    risk = _open(entry, viewer)
    if risk.state == "closed":
        raise Refused("closed")
    words = worded(words)
    if likelihood is not None and impact is not None:
        risks.assess(risk, stage, likelihood, impact, words, viewer=viewer, origin=entry.review.ref)
    elif not Step.objects.filter(risk=risk, act__in=CHANGES, day__gte=entry.review.opened_on).exists():
        raise Refused("unchanged")
    _reviewed(risk, words, entry, viewer)
    _say(entry, Verdict.CHANGED, words, viewer)


@transaction.atomic
def close(entry: Entry, words: str, *, viewer: Viewer) -> None:
    """The risk is gone. One that was closed elsewhere meanwhile is only noted.

    Raises:
        Refused: "not_found", "state", "side" or "words".
        amanah.kernel.refusal.Refusal: as the register refuses to close a risk.
    """
    risk = _open(entry, viewer)
    words = worded(words)
    if risk.state != "closed":
        risks.close(risk, words, viewer=viewer)
    _say(entry, Verdict.CLOSED, words, viewer)


def _open(entry: Entry, viewer: Viewer) -> Risk:
    hold(entry.review, viewer, State.OPEN)
    there = entries(viewer, entry.review).filter(pk=entry.pk).first()
    if there is None:
        raise Refused("not_found")
    entry.refresh_from_db(fields=["verdict"])
    return Risk.objects.select_related("unit").get(pk=entry.risk_id)


def _reviewed(risk: Risk, words: str, entry: Entry, viewer: Viewer) -> None:
    if risk.state == "active":
        risks.reviewed(risk, words, viewer=viewer, origin=entry.review.ref)


def _say(entry: Entry, verdict: Verdict, words: str, viewer: Viewer) -> None:
    entry.verdict, entry.words, entry.day, entry.actor = verdict, words, clock.today(), viewer.account
    entry.save(update_fields=["verdict", "words", "day", "actor"])
    facts = {"risk": entry.risk.ref, "verdict": verdict.value, "words": canonical.digest(words).hex()}
    ledger.append("review.said", entry.review.ref, facts, actor=viewer.actor)
