"""Rounds of review: remarks about places, an answer to each, and everybody's word that they are done."""

from collections.abc import Collection

from django.db import transaction

from amanah.engines.documents import declare, queries
from amanah.engines.documents.models import PLACE, Remark, Seat, Version
from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services.holding import able, hold, need_maker, person_of, stand, worded, write_step
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.kernel import clock


@transaction.atomic
def review(version: Version, reviewers: Collection[Person], *, viewer: Viewer) -> None:
    """Open the next round of review for these people, none of whom drafted the version.

    Raises:
        Refused: "not_found", "closed", "state", "nobody", "side", "remarks" (of the last round, unanswered) or "reviewers".
    """
    hold(version.document, viewer)
    stand(version, {declare.DRAFT, declare.REVIEW})
    need_maker(viewer, version)
    chosen = {person.pk for person in reviewers}
    if not chosen or version.drafted_by_id in chosen or able(reviewers) != chosen:
        raise Refused("reviewers")
    if queries.open_remarks(version).exists():
        raise Refused("remarks")
    version.state, version.round = declare.REVIEW, version.round + 1
    version.save(update_fields=["state", "round"])
    Seat.objects.bulk_create(Seat(version=version, round=version.round, person_id=person) for person in sorted(chosen))
    write_step(version.document, "reviewing", viewer, version=version, facts={"round": version.round, "seats": len(chosen)})


@transaction.atomic
def remark(version: Version, text: str, *, viewer: Viewer, place: str = "") -> Remark:
    """Say something about a version that one was asked to review.

    Raises:
        Refused: "not_found", "closed", "state", "nobody", "side" or "words".
    """
    hold(version.document, viewer)
    stand(version, {declare.REVIEW})
    seat = _seat(version, viewer)
    made = Remark.objects.create(
        version=version,
        round=version.round,
        author_id=seat.person_id,
        place=place.strip()[:PLACE],
        text=worded(text),
        day=clock.today(),
    )
    write_step(version.document, "remarked", viewer, version=version, text=made.text, facts={"remark": made.pk})
    return made


@transaction.atomic
def answer(found: Remark, text: str, *, accepted: bool, viewer: Viewer) -> None:
    """Answer a remark: followed in the text, or not and why.

    Raises:
        Refused: "not_found", "closed", "state" (answered before, or no longer in the making), "nobody", "side" or "words".
    """
    version = found.version
    hold(version.document, viewer)
    stand(version, {declare.DRAFT, declare.REVIEW})
    person = need_maker(viewer, version)
    found.refresh_from_db()
    if found.accepted is not None:
        raise Refused("state")
    found.answer, found.accepted, found.answered_by, found.answered_on = worded(text), accepted, person, clock.today()
    found.save(update_fields=["answer", "accepted", "answered_by", "answered_on"])
    write_step(version.document, "answered", viewer, version=version, text=found.answer, facts={"remark": found.pk, "accepted": accepted})


@transaction.atomic
def finish(version: Version, *, viewer: Viewer) -> None:
    """Say that one's review of this round is done.

    Raises:
        Refused: "not_found", "closed", "state", "nobody" or "side".
    """
    hold(version.document, viewer)
    stand(version, {declare.REVIEW})
    seat = _seat(version, viewer)
    if seat.done_on is None:
        seat.done_on = clock.today()
        seat.save(update_fields=["done_on"])
        write_step(version.document, "reviewed", viewer, version=version, facts={"round": version.round})


def _seat(version: Version, viewer: Viewer) -> Seat:
    found = Seat.objects.filter(version=version, round=version.round, person=person_of(viewer)).first()
    if found is None:
        raise Refused("side")
    return found
