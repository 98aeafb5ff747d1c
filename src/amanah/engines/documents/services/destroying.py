"""What a document said goes once its time is over: one person asks, another lets it happen. That it was there stays for ever.

What goes is the content of every version, its summary, its file, and what reviewers wrote. What stays is the row, its steps, who read
which version, and in the ledger the digest of every content, so that a copy found elsewhere can still be recognised.
"""

from functools import partial
from typing import Any

from django.db import transaction

from amanah.engines.documents import queries
from amanah.engines.documents.models import Document, Remark, Version
from amanah.engines.documents.refusals import Refused
from amanah.engines.documents.services.holding import need_keeper, person_of, worded, write_step
from amanah.engines.retention.roles import APPROVER
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.evidence import files
from amanah.foundation.evidence.models import CustodyEvent, EvidenceItem
from amanah.kernel import clock

_EMPTY: dict[str, Any] = {"text": "", "address": "", "summary": "", "file_id": None, "file_key": None, "file_name": "", "file_type": ""}


@transaction.atomic
def ask_end(document: Document, reason: str, *, viewer: Viewer) -> None:
    """Propose that the content is destroyed. Whoever keeps the unit's documents does.

    Raises:
        Refused: "not_found", "unit", "nobody", "state" (asked before, or destroyed), "kept" (its time is not over) or "words".
    """
    _hold(document, viewer)
    need_keeper(viewer, document)
    if document.end_asked_on is not None:
        raise Refused("state")
    document.end_asked_by, document.end_asked_on = person_of(viewer), clock.today()
    document.save(update_fields=["end_asked_by", "end_asked_on"])
    write_step(document, "end_asked", viewer, text=worded(reason))


@transaction.atomic
def spare(document: Document, reason: str, *, viewer: Viewer) -> None:
    """Do not let it happen, with a reason; it can be asked for again. Raises as `destroy`, and "words"."""
    _second(document, viewer)
    document.end_asked_by = document.end_asked_on = None
    document.save(update_fields=["end_asked_by", "end_asked_on"])
    write_step(document, "end_spared", viewer, text=worded(reason))


@transaction.atomic
def destroy(document: Document, *, viewer: Viewer) -> None:
    """Let it happen, at once and for ever. Another person than who asked: one who keeps the unit's documents, or approves destruction.

    Raises:
        Refused: "not_found", "state" (nobody asked, or it is done), "kept", "nobody", "side" or "second".
    """
    person = _second(document, viewer)
    versions = Version.objects.filter(document=document).order_by("seq")
    gone = [[one.seq, one.sha256] for one in versions]
    ids = [str(one.file_id) for one in versions if one.file_id is not None]
    CustodyEvent.objects.filter(item__ref=document.ref).delete()
    EvidenceItem.objects.filter(ref=document.ref).delete()
    Remark.objects.filter(version__document=document).update(text="", answer="", place="")
    versions.update(**_EMPTY)
    document.destroyed_by, document.destroyed_on = person, clock.today()
    document.save(update_fields=["destroyed_by", "destroyed_on"])
    write_step(document, "destroyed", viewer, facts={"contents": gone, "files": len(ids)})
    for file_id in ids:
        # A file whose row and key are gone cannot be opened any more; what a crash leaves on the disk, the sweep of orphans takes.
        transaction.on_commit(partial(files.remove, file_id))


def may_end(viewer: Viewer, document: Document) -> bool:
    """Whether the viewer is one who may let it happen, if another person asked."""
    return queries.may_keep(viewer, document.unit) or viewer.has(APPROVER.key, document.unit)


def _hold(document: Document, viewer: Viewer) -> None:
    document.refresh_from_db(from_queryset=Document.objects.select_for_update())
    if not queries.visible(viewer).filter(pk=document.pk).exists():
        raise Refused("not_found")
    if document.withdrawn_on is None or document.destroyed_on is not None:
        raise Refused("state")
    if document.keep_until is None or document.keep_until >= clock.today():
        raise Refused("kept")


def _second(document: Document, viewer: Viewer) -> Any:
    _hold(document, viewer)
    if document.end_asked_on is None:
        raise Refused("state")
    if not may_end(viewer, document):
        raise Refused("side")
    person = person_of(viewer)
    if person.pk == document.end_asked_by_id:
        raise Refused("second")
    return person
