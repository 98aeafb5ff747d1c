"""Before the meeting: planning it, inviting people, commenting on the inputs, and freezing what is put before them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils import translation

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.organisation.models import Person
from amanah.foundation.threads import services as threads
from amanah.kernel import clock
from amanah.rooms.antibribery import declare as scopes
from amanah.rooms.antibribery import queries as rooms
from amanah.rooms.antibribery.models import Scope
from amanah.rooms.antibribery.queries.visible import function_of
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews.models import TITLE, WORDS, Comment, Invitee, Paper, Review, Step
from amanah.rooms.antibribery.reviews.queries.due import kinds_of
from amanah.rooms.antibribery.reviews.queries.own import latest_of_management
from amanah.rooms.antibribery.reviews.queries.pack import build, plain
from amanah.rooms.antibribery.reviews.refusals import Refused
from amanah.rooms.antibribery.reviews.services.stepping import keep, numbered, put_down, worded, write_step


@dataclass(frozen=True)
class Meeting:
    """When and where it is, who leads it, who is asked to come."""

    planned_on: date
    chair: Person
    invited: Sequence[Person] = field(default_factory=tuple)
    place: str = ""


@transaction.atomic
def plan(scope: Scope, kind: str, since: date, until: date, meeting: Meeting, *, viewer: Viewer) -> Review:
    """Plan a review of a period of a scope that the viewer keeps.

    Raises:
        Refused: "not_found", "side", "state", "kind", "days", "past", "running" or "chair_is_member".
    """
    if not rooms.visible(viewer).filter(pk=scope.pk).exists():
        raise Refused("not_found")
    if not rooms.sides_of(viewer, scope).keeps:
        raise Refused("side")
    # Held, so that two plans of the same kind are not made at once.
    scope.refresh_from_db(from_queryset=Scope.objects.select_for_update(of=("self",)).select_related("unit"))
    if scope.state != scopes.ACTIVE:
        raise Refused("state")
    if kind not in kinds_of(scope):
        raise Refused("kind")
    if until < since or meeting.planned_on < until:
        raise Refused("days")
    if Review.objects.filter(scope=scope, kind=kind, state__in=declare.AHEAD).exists():
        raise Refused("running")
    review_id, today = uuid4(), clock.today()
    review = Review(
        id=review_id,
        ref=f"smap_review:{review_id}",
        scope=scope,
        kind=kind,
        period_from=since,
        period_to=until,
        planner=viewer.account,
        opened_on=today,
    )
    _meet(review, meeting, scope)
    numbered(review)
    _invite(review, meeting)
    threads.link(review.ref, "about", scope.ref, actor=viewer.actor)
    facts = {"number": review.number, "scope": scope.ref, "kind": kind, "from": since, "until": until, **_told(review, meeting)}
    write_step(review, "planned", viewer, facts=facts)
    return review


@transaction.atomic
def move(review: Review, meeting: Meeting, reason: str, *, viewer: Viewer) -> Step:
    """Change the day, the place, the chair or who is asked, before the meeting. A pack that is frozen stays as it is.

    Raises:
        Refused: "not_found", "side", "state", "words", "days", "past" or "chair_is_member".
    """
    keep(review, viewer, *declare.AHEAD)
    if meeting.planned_on < review.period_to:
        raise Refused("days")
    _meet(review, meeting, review.scope)
    _invite(review, meeting)
    return write_step(review, "moved", viewer, text=worded(reason), facts=_told(review, meeting))


@transaction.atomic
def comment(review: Review, said: Mapping[str, str], *, viewer: Viewer) -> Step:
    """Say something of inputs before they are frozen; no words take a comment back.

    Raises:
        Refused: "not_found", "side", "state" or "code".
    """
    keep(review, viewer, declare.PLANNED)
    _known(review, said)
    for key, text in said.items():
        if text.strip():
            Comment.objects.update_or_create(review=review, ask=key, defaults={"text": text.strip()[:WORDS]})
        else:
            Comment.objects.filter(review=review, ask=key).delete()
    return write_step(review, "commented", viewer, facts={"inputs": sorted(key for key, text in said.items() if text.strip())})


@transaction.atomic
def freeze(review: Review, *, viewer: Viewer) -> Paper:
    """Keep the pack as it stands now, in every language of the house; the ledger holds its digest.

    Raises:
        Refused: "not_found", "side", "state" or "early".
    """
    keep(review, viewer, declare.PLANNED)
    if clock.today() < review.period_to:
        raise Refused("early")
    if review.kind == declare.GOVERNING:
        review.basis = latest_of_management(review)
    content: dict[str, Any] = {
        "review": review.number,
        "scope": review.scope.ref,
        "kind": review.kind,
        "from": review.period_from,
        "until": review.period_to,
        "frozen_on": clock.today(),
    }
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            content[language] = plain(build(viewer, review))
    sha256 = put_down(review, declare.PACK, content, viewer)
    review.state = declare.FROZEN
    if review.basis is not None:
        threads.link(review.ref, "about", review.basis.ref, actor=viewer.actor)
    write_step(review, "frozen", viewer, facts={"content": sha256, "basis": review.basis.ref if review.basis else ""})
    return review.papers.get(sort=declare.PACK)


@transaction.atomic
def cancel(review: Review, reason: str, *, viewer: Viewer) -> Step:
    """Drop it before the meeting.

    Raises:
        Refused: "not_found", "side", "state" or "words".
    """
    keep(review, viewer, *declare.AHEAD)
    review.state = declare.CANCELLED
    return write_step(review, "cancelled", viewer, text=worded(reason))


def _meet(review: Review, meeting: Meeting, scope: Scope) -> None:
    if meeting.planned_on < clock.today():
        raise Refused("past")
    if meeting.chair.pk in function_of(scope) or meeting.chair.pk == review.planner.person_id:
        raise Refused("chair_is_member")
    review.planned_on, review.chair, review.place = meeting.planned_on, meeting.chair, meeting.place.strip()[:TITLE]


def _invite(review: Review, meeting: Meeting) -> None:
    wanted = {one.pk: one for one in meeting.invited if one.pk != meeting.chair.pk}
    review.invitees.exclude(person__in=wanted).delete()
    there = set(review.invitees.values_list("person_id", flat=True))
    Invitee.objects.bulk_create(Invitee(review=review, person=one) for pk, one in wanted.items() if pk not in there)


def _told(review: Review, meeting: Meeting) -> dict[str, Any]:
    people = sorted(str(one.pk) for one in meeting.invited)
    return {"planned_on": review.planned_on, "chair": str(review.chair_id), "invited": people}


def _known(review: Review, keys: Iterable[str]) -> None:
    asked = {one.key for one in declare.asks_of(review.kind, review.scope.edition_keys)}
    if not set(keys) <= asked:
        raise Refused("code")
