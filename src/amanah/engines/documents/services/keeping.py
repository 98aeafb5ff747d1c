"""What happens to a document in force: reviewed and confirmed, tied to other records, withdrawn."""

from django.db import transaction

from amanah.engines.documents import declare
from amanah.engines.documents.models import Distribution, Document
from amanah.engines.documents.queries import gone_from
from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services.holding import hold, need_keeper, set_review, stop_review, worded, write_step
from amanah.engines.documents.tied import RELATION
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.clocks import services as clocks
from amanah.foundation.clocks.models import Deadline
from amanah.foundation.threads import services as threads
from amanah.foundation.threads import visibility
from amanah.foundation.threads.models import Link
from amanah.kernel import clock


@transaction.atomic
def confirm(document: Document, reason: str, *, viewer: Viewer) -> None:
    """Say that the document was looked at again and still fits, and why; its next review is counted from today.

    Raises:
        Refused: "not_found", "closed", "unit", "state" (nothing in force) or "words".
    """
    hold(document, viewer)
    need_keeper(viewer, document)
    if document.current is None:
        raise Refused("state")
    reason = worded(reason)
    set_review(document, viewer)
    document.save(update_fields=["review_on"])
    write_step(document, "confirmed", viewer, version=document.current, text=reason, facts={"next": document.review_on})


@transaction.atomic
def tie(document: Document, ref: str, *, viewer: Viewer) -> None:
    """Say that the document is about another record, such as a requirement of a scope or a risk. Saying it again changes nothing.

    Raises:
        Refused: "not_found", "closed", "unit" or "target" (a record that the viewer may not know of).
    """
    hold(document, viewer)
    need_keeper(viewer, document)
    if ref == document.ref or not visibility.may_see(viewer, ref):
        raise Refused("target")
    threads.link(document.ref, RELATION, ref, actor=viewer.actor)
    write_step(document, "tied", viewer, facts={"to": ref})


@transaction.atomic
def untie(document: Document, ref: str, *, viewer: Viewer) -> None:
    """Take back that the document is about another record. The ledger keeps that it was said.

    Raises:
        Refused: "not_found", "closed", "unit" or "target" (nothing of that kind was said, or the viewer may not know of the record).
    """
    hold(document, viewer)
    need_keeper(viewer, document)
    link = Link.objects.filter(source=document.ref, relation=RELATION, target=ref, ended_on__isnull=True).first()
    if link is None or not visibility.may_see(viewer, ref):
        raise Refused("target")
    threads.unlink(link, actor=viewer.actor)
    write_step(document, "untied", viewer, facts={"to": ref})


@transaction.atomic
def withdraw(document: Document, reason: str, *, viewer: Viewer) -> None:
    """Take a document out of force, with a reason. It stays to be read by those who keep it, and is read by nobody else as valid.

    Raises:
        Refused: "not_found", "closed", "unit" or "words".
    """
    hold(document, viewer)
    need_keeper(viewer, document)
    today = clock.today()
    document.withdrawn_on, document.withdrawn_reason = today, worded(reason)
    document.keep_until, document.review_on = gone_from(document), None
    stop_review(document, viewer)
    for row in Distribution.objects.filter(version__document=document):
        for running in Deadline.objects.filter(ref=row.ref, name=declare.READING_CLOCK, stopped_on__isnull=True):
            clocks.stop(running, today, viewer.actor)
    document.versions.filter(state__in=declare.OPEN).update(state=declare.DROPPED, ended_on=today)
    document.save(update_fields=["withdrawn_on", "withdrawn_reason", "keep_until", "review_on"])
    write_step(document, "withdrawn", viewer, version=document.current, text=document.withdrawn_reason)
