"""What every verb does alike: take hold of the review, see who acts, write one step and one entry of the ledger."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.kernel import canonical, clock, events, numbers
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews.events import ReviewStepped
from amanah.rooms.antibribery.reviews.models import Paper, Review, Step
from amanah.rooms.antibribery.reviews.queries.visible import Sides, sides_of, visible
from amanah.rooms.antibribery.reviews.refusals import Refused

PREFIX = "TJ"
DRAWS = 8


def hold(review: Review, viewer: Viewer) -> Sides:
    """Bring it up to date, hold its row until the transaction ends, and answer what the viewer is to it.

    Raises:
        Refused: "not_found" when the viewer may not know of it.
    """
    rows = Review.objects.select_for_update(of=("self",)).select_related("scope__unit", "chair", "planner")
    review.refresh_from_db(from_queryset=rows)
    if not visible(viewer).filter(pk=review.pk).exists():
        raise Refused("not_found")
    return sides_of(viewer, review)


def keep(review: Review, viewer: Viewer, *states: str) -> None:
    """As `hold`, for those who keep its scope, and only in these states. Raises Refused "not_found", "side" or "state"."""
    if not hold(review, viewer).keeps:
        raise Refused("side")
    if review.state not in states:
        raise Refused("state")


def worded(text: str) -> str:
    """The words, without space around them. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()


def known(value: str, titles: Mapping[str, Any]) -> str:
    """The code, if it is one of these. Raises Refused "code"."""
    if value not in titles:
        raise Refused("code")
    return value


def numbered(review: Review) -> None:
    """Save a new one under a number that nobody has."""
    for _ in range(DRAWS):
        review.number = numbers.draw(PREFIX, clock.today())
        try:
            with transaction.atomic():
                review.save(force_insert=True)
        except IntegrityError:
            if not Review.objects.filter(number=review.number).exists():
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")


def put_down(review: Review, sort: str, content: Mapping[str, Any], viewer: Viewer) -> str:
    """Keep canonical bytes for good; answers their digest, which the ledger is to hold."""
    written = canonical.encode(content)
    sha256 = canonical.digest(content).hex()
    Paper.objects.create(review=review, sort=sort, content=written, sha256=sha256, day=clock.today(), actor=viewer.account)
    return sha256


def write_step(review: Review, act: str, viewer: Viewer, *, text: str = "", facts: Mapping[str, Any] | None = None) -> Step:
    """Save the review and say what was done: one step, one event, and last one entry of the ledger, which holds the words' digest."""
    known(act, declare.ACTS)
    review.save()
    seq = (review.steps.aggregate(last=Max("seq"))["last"] or 0) + 1
    step = Step.objects.create(review=review, seq=seq, act=act, text=text, day=clock.today(), actor=viewer.account)
    events.publish(ReviewStepped(review.pk, viewer.actor, act))
    entry = {"seq": seq, "act": act, "state": review.state, "words": canonical.digest([text]).hex(), "day": step.day}
    ledger.append(f"smap_review.{act}", review.ref, {**(facts or {}), **entry}, actor=viewer.actor)
    return step
