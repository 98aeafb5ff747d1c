"""How long reports are kept, and which sealed records belong to one."""

import hashlib

from django.utils.translation import gettext_lazy as _

from amanah.engines.cases.models import Case
from amanah.engines.reports.opened import work_ref
from amanah.engines.retention import contents, schedule
from amanah.engines.retention.schedule import APPRAISE, DESTROY, Class
from amanah.foundation.ledger import queries as ledger
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


def records_of(case: Case) -> set[str]:
    """The staff's record, the identity envelopes, the requests to open them, notes to a recipient outside, and shares of split keys."""
    apart = {work_ref(case.pk), *_envelopes(case)}
    apart |= {request.ref for request in IdentityRequest.objects.filter(case=case)}
    apart |= {message.ref for message in OutsideMessage.objects.filter(matter__case=case)}
    splits = list(Quorum.objects.filter(matter__in=apart | {case.ref}))
    openings = list(Opening.objects.filter(quorum__in=splits))
    apart |= {share.ref for share in Share.objects.filter(quorum__in=splits)} | {opening.ref for opening in openings}
    return apart | {part.ref for part in Part.objects.filter(opening__in=openings)}


def _envelopes(case: Case) -> set[str]:
    """Found by the digest that the ledger's opening entry carries: nothing in clear leads from a report to its envelope."""
    later = {envelopes.record_of(case.pk, number) for number in range(envelopes.MOST)}
    opened = next((entry for entry in ledger.entries(case.ref) if entry.kind == "case.opened" and entry.facts), None)
    wanted = (opened.facts or {}).get("envelope", "") if opened else ""
    found = set(SealedField.objects.filter(record__in=later).values_list("record", flat=True))
    first = SealedField.objects.filter(record__startswith="identity:", field="identity", version=1)
    for row in first.iterator() if wanted else ():
        if canonical.digest([[row.field, hashlib.sha256(bytes(row.ciphertext)).hexdigest()]]).hex() == wanted:
            return found | {row.record}
    return found


def declare() -> None:
    """Called once, when the room is installed."""
    schedule.register(*LINES)
    contents.register(KIND.key, records_of)
