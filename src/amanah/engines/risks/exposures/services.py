"""Deciding the class of bribery risk of a post, a process, a kind of associates or of transactions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify

from amanah.engines.risks.declare import BRIBERY
from amanah.engines.risks.exposures import declare, queries
from amanah.engines.risks.exposures.events import ExposureDecided
from amanah.engines.risks.exposures.models import KEY, Exposure
from amanah.engines.risks.exposures.refusals import Refused
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Post, Unit
from amanah.kernel import canonical, clock, events


@dataclass(frozen=True)
class Decision:
    """A class, why, and for how long: from today unless said otherwise, without end where `until` is None."""

    bribery_class: str
    reason: str
    since: date | None = None
    until: date | None = None


@transaction.atomic
def decide_post(post: Post, decision: Decision, viewer: Viewer) -> Exposure:
    """Class a post. What was decided before stays to be read.

    Raises:
        Refused: "side", "reason", "code" or "days".
    """
    return decide_posts([(post, decision)], viewer)[0]


@transaction.atomic
def decide_posts(many: Sequence[tuple[Post, Decision]], viewer: Viewer) -> list[Exposure]:
    """Class many posts at once. Raises Refused as `decide_post`, and nothing is decided then."""
    made = []
    for post, decision in many:
        if not queries.may_class(viewer, post.unit):
            raise Refused("side")
        made.append(_made(declare.POST, post.pk.hex, post.title, decision, viewer, post=post, unit=post.unit))
    Exposure.objects.bulk_create(made, batch_size=500)
    _tell(made, viewer)
    return made


@transaction.atomic
def decide_thing(sort: str, title: str, decision: Decision, viewer: Viewer, *, unit: Unit | None = None, key: str = "") -> Exposure:
    """Class a process, a kind of associates or of transactions: of a unit, or of the whole institution where the viewer keeps that.

    Without a `key` the title makes it.

    Raises:
        Refused: "side", "unit", "words", "reason", "code" or "days".
    """
    if sort not in declare.THINGS:
        raise Refused("code")
    if not title.strip():
        raise Refused("words")
    if not queries.may_class(viewer, unit):
        raise Refused("side" if unit is not None else "unit")
    key = key or _key(title, unit)
    made = _made(sort, key, title.strip(), decision, viewer, unit=unit)
    made.save(force_insert=True)
    _tell([made], viewer)
    return made


def _key(title: str, unit: Unit | None) -> str:
    """One for the same words of the same unit."""
    own = slugify(title) or canonical.digest(title).hex()[:16]
    return (f"{slugify(unit.code)}.{own}" if unit is not None else own)[:KEY]


def _made(
    sort: str, key: str, title: str, decision: Decision, viewer: Viewer, *, post: Post | None = None, unit: Unit | None = None
) -> Exposure:
    if decision.bribery_class not in BRIBERY:
        raise Refused("code")
    if not decision.reason.strip():
        raise Refused("reason")
    since = decision.since or clock.today()
    if decision.until is not None and decision.until < since:
        raise Refused("days")
    return Exposure(
        sort=sort,
        key=key,
        title=title,
        post=post,
        unit=unit,
        bribery_class=decision.bribery_class,
        reason=decision.reason.strip(),
        since=since,
        until=decision.until,
        decided_by=viewer.account,
        decided_on=clock.today(),
    )


def facts_of(one: Exposure) -> dict[str, object]:
    """What the ledger is told of a decision: its reason as a digest."""
    said = {"class": one.bribery_class, "since": one.since, "day": one.decided_on, "words": canonical.digest([one.title, one.reason]).hex()}
    return said | ({"until": one.until} if one.until is not None else {})


def _tell(made: Iterable[Exposure], viewer: Viewer) -> None:
    made = list(made)
    for one in made:
        events.publish(ExposureDecided(one.sort, one.key, one.post_id, one.bribery_class, viewer.actor))
    ledger.append_many((("exposure.decided", one.ref, facts_of(one)) for one in made), actor=viewer.actor)
