"""What a participant does, alone."""

import secrets

from django.db import transaction
from django.db.models import Max

from amanah.engines.risks import criteria
from amanah.engines.risks.workshops.models import Item, Participant, Recusal, Score, State
from amanah.engines.risks.workshops.queries.visible import participant_of
from amanah.engines.risks.workshops.refusals import Refused
from amanah.engines.risks.workshops.services.holding import hold, reach, worded
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock

SALT = 16


@transaction.atomic
def score(item: Item, likelihood: int, impact: int, reason: str, *, viewer: Viewer) -> Score:
    """Say how likely and how grave a risk is, and why. Until the scores are opened it may be said again; the last one counts.

    The ledger gets a salted digest only: it proves later what was said, and tells nothing now.

    Raises:
        Refused: "not_found", "state", "participant", "kept_off", "level" or "words".
    """
    participant = _participant(item, viewer)
    reach(item, viewer)
    scale = criteria.in_force(clock.today())
    if not (1 <= likelihood <= len(scale.likelihood) and 1 <= impact <= len(scale.impact)):
        raise Refused("level")
    last = item.scores.filter(participant=participant).aggregate(last=Max("seq"))["last"] or 0
    made = Score.objects.create(
        item=item,
        participant=participant,
        seq=last + 1,
        likelihood=likelihood,
        impact=impact,
        reason=worded(reason),
        salt=secrets.token_hex(SALT),
        day=clock.today(),
    )
    facts = {"item": item.pk, "participant": participant.pk, "seq": made.seq, "digest": digest(made)}
    ledger.append("workshop.scored", item.workshop.ref, facts, actor=viewer.actor)
    return made


@transaction.atomic
def recuse(item: Item, reason: str, *, viewer: Viewer) -> Recusal:
    """Keep off a risk because of an interest in it; who did neither judges it nor sees how others did.

    Raises:
        Refused: "not_found", "state", "participant", "kept_off" or "words".
    """
    participant = _participant(item, viewer)
    reach(item, viewer)
    made = Recusal.objects.create(item=item, participant=participant, reason=worded(reason)[:300], day=clock.today())
    facts = {"item": item.pk, "participant": participant.pk, "words": canonical.digest(made.reason).hex()}
    ledger.append("workshop.recused", item.workshop.ref, facts, actor=viewer.actor)
    return made


def digest(score: Score) -> str:
    """What the ledger keeps of a score."""
    return canonical.digest([score.salt, score.likelihood, score.impact, score.reason]).hex()


def _participant(item: Item, viewer: Viewer) -> Participant:
    hold(item.workshop, viewer, State.SCORING)
    found = participant_of(viewer, item.workshop)
    if found is None or found.absent_on is not None:
        raise Refused("participant")
    return found
