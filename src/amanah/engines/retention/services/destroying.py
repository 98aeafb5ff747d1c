"""Destroying, case by case, each in a transaction of its own: stopped at any moment, it goes on where it was.

Rows and the ledger's content go first, then, once that is committed, the files. A file whose rows are gone is a file that nobody can
open any more, because its key was in the destroyed record; it is named in the item until it is off the disk.
"""

from uuid import UUID

from django.db import transaction

from amanah.engines.cases.models import Case
from amanah.engines.cases.queries.holding import held
from amanah.engines.retention import contents
from amanah.engines.retention.models import Batch, Item
from amanah.foundation.evidence import files
from amanah.foundation.evidence.models import CustodyEvent, EvidenceItem
from amanah.foundation.ledger import services as ledger
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.models import Mailbox
from amanah.kernel import clock

PORTION = 25
"""Cases that one beat destroys: short enough that the beat's other parts are not kept waiting."""


def carry_out(limit: int = PORTION) -> int:
    """Go on with every approved batch; how many cases were destroyed. Idempotent, and safe to be killed."""
    done = 0
    for batch in Batch.objects.filter(state=Batch.State.APPROVED).order_by("approved_on", "pk"):
        for item in batch.items.filter(state=Item.State.FILES):
            _remove_files(item)
        for item in batch.items.filter(state=Item.State.WAITING).select_related("case")[: limit - done]:
            if _one(item):
                _remove_files(item)
                done += 1
        _finish(batch)
    return done


@transaction.atomic
def _one(item: Item) -> bool:
    """Do what was decided about one case; whether it was destroyed."""
    case = Case.objects.select_for_update().get(pk=item.case_id)
    item = Item.objects.select_for_update().select_related("batch").get(pk=item.pk)
    if item.state != Item.State.WAITING:
        return False
    if item.verdict != Item.Verdict.DESTROY:
        item.state = Item.State.DONE
    elif held([case.ref]) or case.closed_on != item.closed_on:  # a hold since, or reopened: what was approved is no longer so
        item.state = Item.State.HELD
        ledger.append("retention.held_back", case.ref, {"batch": item.batch.number}, actor="system")
    else:
        _destroy(case, item)
    item.save(update_fields=["state", "what", "files"])
    return item.state == Item.State.FILES


def _destroy(case: Case, item: Item) -> None:
    found = contents.of(case)
    CustodyEvent.objects.filter(item__ref__in=found.records).delete()
    EvidenceItem.objects.filter(ref__in=found.records).delete()
    Mailbox.objects.filter(record=case.ref).delete()
    for record in found.records:
        vault.destroy(record)
    for index in found.entries:
        ledger.erase(index, actor="system")
    item.what = {
        "records": len(found.records),
        "fields": found.fields,
        "wraps": found.wraps,
        "files": len(found.files),
        "entries": len(found.entries),
        "first": found.entries[0] if found.entries else None,
        "last": found.entries[-1] if found.entries else None,
        "sha256": found.sha256,
    }
    item.files, item.state = [name for name, _hash in found.files], Item.State.FILES
    facts = {**item.what, "batch": item.batch.number, "number": case.number, "day": clock.today()}
    ledger.append("retention.destroyed", case.ref, facts, actor="system")


def _remove_files(item: Item) -> None:
    """Take the files off the disk, after their rows are gone for good; repeating it does no harm."""
    item.refresh_from_db()
    for name in item.files:
        files.remove(str(UUID(name)))
    Item.objects.filter(pk=item.pk, state=Item.State.FILES).update(state=Item.State.DONE, files=[])


@transaction.atomic
def _finish(batch: Batch) -> None:
    Batch.objects.select_for_update().get(pk=batch.pk)
    batch.refresh_from_db()
    if batch.state != Batch.State.APPROVED or batch.items.filter(state__in=[Item.State.WAITING, Item.State.FILES]).exists():
        return
    batch.items.update(live=False)
    batch.state, batch.done_on = Batch.State.DONE, clock.today()
    batch.save(update_fields=["state", "done_on"])
    gone = batch.items.filter(state=Item.State.DONE, verdict=Item.Verdict.DESTROY).count()
    ledger.append("retention.done", batch.ref, {"destroyed": gone, "day": batch.done_on}, actor="system")
