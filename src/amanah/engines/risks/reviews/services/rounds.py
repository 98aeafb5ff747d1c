"""Opening a round, and the second person who signs it."""

from datetime import date
from uuid import uuid4

from django.db import IntegrityError, transaction

from amanah.engines.risks.reviews.events import ReviewMoved, ref_of
from amanah.engines.risks.reviews.models import Entry, Review, State, Verdict
from amanah.engines.risks.reviews.queries.changes import changes, scope, watermarks
from amanah.engines.risks.reviews.queries.visible import keeps
from amanah.engines.risks.reviews.refusals import Refused
from amanah.engines.risks.reviews.services.holding import hold, picture, worded
from amanah.foundation.access.four_eyes import same_person
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import canonical, clock, events, numbers

PREFIX = "TR"
DRAWS = 8
CLOCK, WITHIN = "review", "risks.review_signed_within"


@transaction.atomic
def open_review(*, unit: Unit, period_from: date, period_to: date, viewer: Viewer, deep: bool = True) -> Review:
    """Begin a round: every open risk of the register is rolled forward into it, with its scores as they are now.

    Args:
        unit: whose register.
        period_from: the first day that the round looks back on.
        period_to: the last one, not after today.
        viewer: keeps the register.
        deep: the registers of the units below belong to it.

    Raises:
        Refused: "side", "period", "running" or "empty".
    """
    today = clock.today()
    if not keeps(viewer, unit):
        raise Refused("side")
    if not period_from <= period_to <= today:
        raise Refused("period")
    Unit.objects.select_for_update().get(pk=unit.pk)
    if Review.objects.filter(unit=unit).exclude(state=State.SIGNED).exists():
        raise Refused("running")
    review_id = uuid4()
    previous = Review.objects.filter(unit=unit, following__isnull=True).order_by("-signed_on", "-opened_on").first()
    review = Review(
        id=review_id,
        ref=ref_of(review_id),
        unit=unit,
        deep=deep,
        period_from=period_from,
        period_to=period_to,
        previous=previous,
        opened_by=viewer.account,
        opened_on=today,
    )
    risks = list(scope(review).exclude(state="closed").order_by("unit__path", "number"))
    if not risks:
        raise Refused("empty")
    review.due_on = clocks.start(review.ref, CLOCK, WITHIN, today, viewer.actor).due_on
    _numbered(review)
    before = set(previous.entries.values_list("risk_id", flat=True)) if previous is not None else set()
    Entry.objects.bulk_create(
        Entry(review=review, risk=risk, sort=sort, carried=risk.pk in before, before=picture(risk)) for sort, risk in enumerate(risks)
    )
    facts = {
        "number": review.number,
        "unit": str(unit.pk),
        "deep": deep,
        "from": period_from,
        "to": period_to,
        "previous": previous.ref if previous else "",
        "risks": len(risks),
    }
    ledger.append("review.opened", review.ref, facts, actor=viewer.actor)
    return review


@transaction.atomic
def submit(review: Review, summary: str, *, viewer: Viewer) -> None:
    """Ask for the second person's signature, with what the round came to.

    Raises:
        Refused: "not_found", "state", "side", "words" or "open_entries".
    """
    hold(review, viewer, State.OPEN)
    if review.entries.filter(verdict=Verdict.OPEN).exists():
        raise Refused("open_entries")
    review.summary, review.state = worded(summary), State.SUBMITTED
    review.submitted_by, review.submitted_on, review.returned_reason = viewer.account, clock.today(), ""
    review.save()
    events.publish(ReviewMoved(review.pk, viewer.actor, review.state))
    ledger.append("review.submitted", review.ref, {"words": canonical.digest(review.summary).hex()}, actor=viewer.actor)


@transaction.atomic
def send_back(review: Review, reason: str, *, viewer: Viewer) -> None:
    """The second person wants something looked at again.

    Raises:
        Refused: "not_found", "state", "side", "same_person" or "words".
    """
    _second(review, viewer)
    review.state, review.returned_reason = State.OPEN, worded(reason)
    review.submitted_by, review.submitted_on = None, None
    review.save()
    events.publish(ReviewMoved(review.pk, viewer.actor, review.state))
    ledger.append("review.returned", review.ref, {"words": canonical.digest(review.returned_reason).hex()}, actor=viewer.actor)


@transaction.atomic
def sign(review: Review, words: str = "", *, viewer: Viewer) -> None:
    """Sign as the second person. What changed since the last round is kept as it is now, and so is how every risk stands.

    Raises:
        Refused: "not_found", "state", "side" or "same_person".
    """
    _second(review, viewer)
    entries = list(review.entries.select_related("risk"))
    for entry in entries:
        entry.after = picture(entry.risk)
    Entry.objects.bulk_update(entries, ["after"], batch_size=500)
    review.state, review.signed_by, review.signed_on, review.signed_words = State.SIGNED, viewer.account, clock.today(), words.strip()
    review.found, review.seen = changes(review).as_json(), watermarks()
    review.save()
    for deadline in Deadline.objects.filter(ref=review.ref, stopped_on__isnull=True):
        clocks.stop(deadline, clock.today(), viewer.actor)
    events.publish(ReviewMoved(review.pk, viewer.actor, review.state))
    facts = {
        "submitted_by": f"account:{review.submitted_by_id}",
        "entries": canonical.digest([[entry.risk.ref, entry.verdict, entry.words] for entry in entries]).hex(),
        "found": canonical.digest(review.found).hex(),
    }
    ledger.append("review.signed", review.ref, facts, actor=viewer.actor)


def _second(review: Review, viewer: Viewer) -> None:
    hold(review, viewer, State.SUBMITTED)
    first = [account for account in (review.submitted_by, review.opened_by) if account is not None]
    if any(same_person(account, viewer.account) for account in first):
        raise Refused("same_person")


def _numbered(review: Review) -> None:
    for _ in range(DRAWS):
        review.number = numbers.draw(PREFIX, review.opened_on)
        try:
            with transaction.atomic():
                review.save(force_insert=True)
        except IntegrityError:
            if not Review.objects.filter(number=review.number).exists():
                raise
        else:
            return
    raise RuntimeError(f"no free number after {DRAWS} draws; the space of {PREFIX} numbers is nearly full")
