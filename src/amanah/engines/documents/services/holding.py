"""What every verb does alike: take hold of the document, see who acts, write one step and one entry of the ledger."""

from collections.abc import Collection
from typing import Any

from django.db.models import Max

from amanah import rulebook
from amanah.engines.documents import declare, queries
from amanah.engines.documents.events import DocumentStepped
from amanah.engines.documents.models import WORDS, Document, Step, Version
from amanah.engines.documents.refusals import Refused
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.ledger import services as ledger
from amanah.foundation.organisation.models import Person
from amanah.kernel import canonical, clock, events

TOLD = ("seq", "act", "version", "content", "words", "day")
"""What the ledger is told of every step, beside facts of its own."""


def hold(document: Document, viewer: Viewer) -> None:
    """Bring `document` up to date and hold its row until the transaction ends.

    Raises:
        Refused: "not_found" when the viewer may not know of it, "closed" when it was withdrawn.
    """
    document.refresh_from_db(from_queryset=Document.objects.select_for_update())
    if not queries.visible(viewer).filter(pk=document.pk).exists():
        raise Refused("not_found")
    if document.withdrawn_on is not None:
        raise Refused("closed")


def need_keeper(viewer: Viewer, document: Document) -> None:
    """Raises Refused "unit" unless the viewer keeps the documents of its unit."""
    if not queries.may_keep(viewer, document.unit):
        raise Refused("unit")


def need_maker(viewer: Viewer, version: Version) -> Person:
    """The person who acts, being its drafter or a keeper of the unit's documents. Raises Refused "nobody" or "side"."""
    person = person_of(viewer)
    if person.pk != version.drafted_by_id and not queries.may_keep(viewer, version.document.unit):
        raise Refused("side")
    return person


def person_of(viewer: Viewer) -> Person:
    """The person behind the account. Raises Refused "nobody"."""
    if viewer.account.person is None:
        raise Refused("nobody")
    return viewer.account.person


def stand(version: Version, states: Collection[str]) -> None:
    """Bring the version up to date. Raises Refused "state" unless it stands in one of these states."""
    document = version.document
    version.refresh_from_db()
    version.document = document
    if version.state not in states:
        raise Refused("state")


def worded(text: str) -> str:
    """The words without space around them, cut to what fits. Raises Refused "words" when there are none."""
    if not text.strip():
        raise Refused("words")
    return text.strip()[:WORDS]


def able(people: Collection[Person]) -> set[Any]:
    """Those of these people who can sign in."""
    accounts = Account.objects.filter(person__in=list(people)).select_related("person")
    return {account.person_id for account in accounts if account.may_sign_in()}


def write_step(
    document: Document, act: str, viewer: Viewer, *, version: Version | None = None, text: str = "", facts: dict[str, Any] | None = None
) -> Step:
    """One step, one event, and last one entry of the ledger, which holds only digests of words."""
    last = document.steps.aggregate(last=Max("seq"))["last"] or 0
    step = Step.objects.create(
        document=document,
        seq=last + 1,
        act=act,
        version=version,
        content=version.sha256 if version is not None else "",
        text=text,
        day=clock.today(),
        actor=viewer.account,
    )
    events.publish(DocumentStepped(document.pk, version.pk if version is not None else None, act, viewer.actor))
    ledger.append(f"document.{act}", document.ref, {**(facts or {}), **told(step)}, actor=viewer.actor)
    return step


def told(step: Step) -> dict[str, Any]:
    """What the ledger keeps of a step."""
    return {
        "seq": step.seq,
        "act": step.act,
        "version": step.version_id,
        "content": step.content,
        "words": canonical.digest(step.text).hex(),
        "day": step.day,
    }


def content_digest(text: str, address: str, file_sha256: str) -> str:
    """The digest of a version's content, whatever form it has."""
    return canonical.digest([text, address, file_sha256]).hex()


def set_review(document: Document, viewer: Viewer) -> None:
    """Start the clock of the next review anew, counted from today; none where the document is not reviewed at intervals."""
    stop_review(document, viewer)
    today = clock.today()
    document.review_on = None
    if document.every_months:
        document.review_on = rulebook.calendar().add(today, document.every_months, "month").date
        clocks.start_until(document.ref, declare.REVIEW_CLOCK, document.review_on, today, viewer.actor)


def stop_review(document: Document, viewer: Viewer) -> None:
    """Stop the clock of the review."""
    for running in Deadline.objects.filter(ref=document.ref, name=declare.REVIEW_CLOCK, stopped_on__isnull=True):
        clocks.stop(running, clock.today(), viewer.actor)
