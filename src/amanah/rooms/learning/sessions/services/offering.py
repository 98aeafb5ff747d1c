"""Offers and their editions."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.db import transaction

from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Unit
from amanah.kernel import canonical, clock
from amanah.rooms.learning import queries as learning
from amanah.rooms.learning.courses.reading import courses
from amanah.rooms.learning.models import Topic
from amanah.rooms.learning.quizzes.models import Test
from amanah.rooms.learning.sessions import numbering
from amanah.rooms.learning.sessions.models import Edition, Offer, Part, Sort
from amanah.rooms.learning.sessions.models.offers import TITLE
from amanah.rooms.learning.sessions.refusals import Refused
from amanah.rooms.learning.sessions.services.holding import worded


@dataclass(frozen=True)
class Content:
    """What an offer consists of. `parts` are topics with their JP; `questions` as `models.Edition` keeps them."""

    title: str
    title_en: str
    sort: str
    parts: Sequence[tuple[Topic, Decimal]]
    description: str = ""
    provider: str = ""
    capacity: int | None = None
    cost: int = 0
    course: str = ""
    pre_test: Test | None = None
    post_test: Test | None = None
    must_pass: bool = False
    questions: Sequence[dict[str, str]] = ()


@transaction.atomic
def make_offer(content: Content, unit: Unit, *, viewer: Viewer) -> Offer:
    """Offer something new in the name of a unit whose learning the viewer manages.

    Raises:
        Refused: "side", "titles", "topics", "pass", "course" or "course_test".
    """
    if not learning.manages(viewer, unit):
        raise Refused("side")
    key = uuid4()
    offer = Offer(id=key, ref=f"offer:{key}", unit=unit, made_on=clock.today())
    _check(content)
    numbering.save(offer, numbering.OFFER, offer.made_on)
    edition = _write(offer, content, 1, viewer)
    ledger.append("offer.made", offer.ref, {"number": offer.number, "unit": str(unit.pk), **_facts(edition)}, actor=viewer.actor)
    return offer


@transaction.atomic
def revise(offer: Offer, content: Content, *, viewer: Viewer) -> Edition:
    """Offer something else under the same number from now on; sessions keep what they were planned with. The same content changes nothing.

    Raises:
        Refused: as `make_offer`, or "retired".
    """
    offer.refresh_from_db(from_queryset=Offer.objects.select_for_update())
    if not learning.manages(viewer, offer.unit):
        raise Refused("side")
    if offer.retired_on is not None:
        raise Refused("retired")
    _check(content)
    last = offer.editions.order_by("-seq")[0]
    with_it = Edition(**_columns(content))
    same = all(getattr(last, name) == getattr(with_it, name) for name in _columns(content))
    if same and [(part.topic_id, part.hours) for part in last.parts.all()] == [(topic.pk, hours) for topic, hours in content.parts]:
        return last
    edition = _write(offer, content, last.seq + 1, viewer)
    ledger.append("offer.revised", offer.ref, _facts(edition), actor=viewer.actor)
    return edition


@transaction.atomic
def retire(offer: Offer, reason: str, *, viewer: Viewer) -> None:
    """Plan no more sessions of it.

    Raises:
        Refused: "side", "retired" or "words".
    """
    offer.refresh_from_db(from_queryset=Offer.objects.select_for_update())
    if not learning.manages(viewer, offer.unit):
        raise Refused("side")
    if offer.retired_on is not None:
        raise Refused("retired")
    offer.retired_on, offer.retired_reason = clock.today(), worded(reason)
    offer.save(update_fields=["retired_on", "retired_reason"])
    ledger.append("offer.retired", offer.ref, {"words": canonical.digest([offer.retired_reason]).hex()}, actor=viewer.actor)


def _check(content: Content) -> None:
    if not content.title.strip() or not content.title_en.strip():
        raise Refused("titles")
    topics = [topic.pk for topic, _hours in content.parts]
    if not topics or len(set(topics)) != len(topics) or any(hours <= 0 for _topic, hours in content.parts):
        raise Refused("topics")
    if content.must_pass and content.post_test is None:
        raise Refused("pass")
    if (content.sort == Sort.COURSE) != bool(content.course) or (content.course and content.course not in courses()):
        raise Refused("course")
    if content.course and (content.pre_test is not None or content.post_test is not None):
        raise Refused("course_test")


def _columns(content: Content) -> dict[str, Any]:
    return {
        "sort": content.sort,
        "title": content.title.strip()[:TITLE],
        "title_en": content.title_en.strip()[:TITLE],
        "description": content.description.strip(),
        "provider": content.provider.strip(),
        "capacity": content.capacity,
        "cost": content.cost,
        "course": content.course,
        "pre_test": content.pre_test,
        "post_test": content.post_test,
        "must_pass": content.must_pass,
        "questions": [dict(question) for question in content.questions],
    }


def _write(offer: Offer, content: Content, seq: int, viewer: Viewer) -> Edition:
    edition = Edition.objects.create(offer=offer, seq=seq, made_on=clock.today(), made_by=viewer.account, **_columns(content))
    Part.objects.bulk_create(Part(edition=edition, topic=topic, hours=hours) for topic, hours in content.parts)
    return edition


def _facts(edition: Edition) -> dict[str, Any]:
    words = [edition.title, edition.title_en, edition.description, edition.provider, *(str(one) for one in edition.questions)]
    return {
        "edition": edition.seq,
        "sort": edition.sort,
        "topics": [f"{part.topic_id}:{part.hours:.1f}" for part in edition.parts.all()],
        "must_pass": edition.must_pass,
        "cost": edition.cost,
        "words": canonical.digest(words).hex(),
    }
