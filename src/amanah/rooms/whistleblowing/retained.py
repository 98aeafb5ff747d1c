"""How long reports are kept, and which sealed records belong to one."""

import hashlib
from collections.abc import Collection, Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.retention import contents, schedule
from amanah.engines.retention.schedule import APPRAISE, DESTROY, Class
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.queries import LedgerEntry
from amanah.foundation.vault.models import SealedField
from amanah.foundation.vault.quorum.models import Opening, Part, Quorum, Share
from amanah.kernel import canonical
from amanah.rooms.whistleblowing.afterwards import envelopes
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.outside_recipients.models import OutsideMessage
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING as KIND

PROVEN = frozenset({"proven", "partly_proven"})
UNPROVEN = frozenset({"unproven"})
LINES = (
    Class(
        "whistleblowing.proven", KIND.key, _("Laporan terbukti"), PROVEN, "retention.proven_active", "retention.proven_inactive", APPRAISE
    ),
    Class(
        "whistleblowing.unproven",
        KIND.key,
        _("Laporan tidak terbukti"),
        UNPROVEN,
        "retention.unproven_active",
        "retention.unproven_inactive",
        DESTROY,
    ),
    Class(
        "whistleblowing.set_aside",
        KIND.key,
        _("Laporan diarsipkan tanpa pemeriksaan"),
        frozenset(KIND.outcomes) - PROVEN - UNPROVEN,
        "retention.set_aside_active",
        "retention.set_aside_inactive",
        DESTROY,
    ),
)


def records_of(cases: Collection[Case]) -> dict[UUID, set[str]]:
    """The staff's record, the identity envelopes, the requests to open them, notes to a recipient outside, and shares of split keys."""
    apart = _envelopes(cases)
    for case in cases:
        apart[case.pk].add(work_ref(case.pk))
    for request in IdentityRequest.objects.filter(case__in=cases):
        apart[request.case_id].add(request.ref)
    for message in OutsideMessage.objects.filter(matter__case__in=cases).select_related("matter"):
        apart[message.matter.case_id].add(message.ref)
    whose = {record: case.pk for case in cases for record in (case.ref, *apart[case.pk])}
    split = {one.pk: whose[one.matter] for one in Quorum.objects.filter(matter__in=whose)}
    opened = {}
    for opening in Opening.objects.filter(quorum__in=split):
        opened[opening.pk] = split[opening.quorum_id]
        apart[split[opening.quorum_id]].add(opening.ref)
    for share in Share.objects.filter(quorum__in=split):
        apart[split[share.quorum_id]].add(share.ref)
    for part in Part.objects.filter(opening__in=opened):
        apart[opened[part.opening_id]].add(part.ref)
    return apart


def _envelopes(cases: Collection[Case]) -> dict[UUID, set[str]]:
    """Found by the digest that the ledger's opening entry carries: nothing in clear leads from a report to its envelope."""
    later = {record: case.pk for case in cases for record in envelopes.all_of(case.pk)}
    entered = ledger.entries_of([case.ref for case in cases])
    wanted = {digest: case.pk for case in cases if (digest := _digest(entered.get(case.ref, ())))}
    found: dict[UUID, set[str]] = {case.pk: set() for case in cases}
    for record in SealedField.objects.filter(record__in=later).values_list("record", flat=True):
        found[later[record]].add(record)
    first = SealedField.objects.filter(record__startswith="identity:", field="identity", version=1)
    for row in first.iterator() if wanted else ():
        case_id = wanted.pop(canonical.digest([[row.field, hashlib.sha256(bytes(row.ciphertext)).hexdigest()]]).hex(), None)
        if case_id is not None:
            found[case_id].add(row.record)
        if not wanted:
            break
    return found


def _digest(entries: Iterable[LedgerEntry]) -> str:
    """That of the envelope which came with a report; "" where none did, or where the entry's content is gone."""
    opened = next((entry for entry in entries if entry.kind == "case.opened" and entry.facts), None)
    return str((opened.facts or {}).get("envelope", "")) if opened else ""


def declare() -> None:
    """Called once, when the room is installed."""
    schedule.register(*LINES)
    contents.register(KIND.key, records_of)
