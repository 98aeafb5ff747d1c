"""What this room answers the vault: who may hold the keys of reports, of staff's own records, of identity envelopes and requests."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amanah.engines.cases import numbers
from amanah.engines.cases.events import ref_of
from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import visible
from amanah.engines.cases.queries.visible import not_hidden
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import queries as vault
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.foundation.vault.services.staff import holder_of
from amanah.kernel import canonical
from amanah.rooms.whistleblowing.afterwards import envelopes
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.opened import work_ref
from amanah.rooms.whistleblowing.workflow import COORDINATOR, CUSTODIAN, WHISTLEBLOWING

CASE, WORK, ENVELOPE, REQUEST = "case", "work", "identity", "identity-request"
_PORTION = 500


class ReportCustody:
    """Reports and all that is sealed beside them, by the same sight that every list of cases begins with."""

    def may_hold(self, account: Account, records: Collection[str]) -> set[str]:
        """Reports that the account sees; envelopes for custodians, and for whom a custodian granted one.

        What a reporter gave later stays with those to whom they gave it: it is nobody else's, not even another custodian's.
        """
        viewer, kinds = Viewer.of(account), _by_kind(records)
        found = _of_cases(visible(viewer).filter(kind=WHISTLEBLOWING.key), kinds[CASE] | kinds[WORK])
        apart = kinds[ENVELOPE] | kinds[REQUEST]
        if not apart:
            return found
        known = apart - self.hidden(account, apart)
        given = set(_given_later(kinds[ENVELOPE]))
        found |= vault.records_of(holder_of(account), given & known)
        if viewer.has(CUSTODIAN):
            return found | (known - given)
        asked = IdentityRequest.objects.filter(requester=account)
        granted = asked.filter(verdict=IdentityRequest.Verdict.GRANTED).values_list("envelope", flat=True)
        return found | (known & ({wish.ref for wish in asked} | set(granted)))

    def hidden(self, account: Account, records: Collection[str]) -> set[str]:
        """What concerns this account, or was given up by it; also what leads to no case any more."""
        kinds = _by_kind(records)
        known = Case.objects.filter(not_hidden(Viewer.of(account)), kind=WHISTLEBLOWING.key)
        open_to = _of_cases(known, kinds[CASE] | kinds[WORK])
        owners = (_cases_of_envelopes(kinds[ENVELOPE]) if kinds[ENVELOPE] else {}) | _cases_of_requests(kinds[REQUEST])
        seen = _of_cases(known, set(owners.values()))
        return set(records) - open_to - {record for record, case in owners.items() if case in seen}

    def due(self, account: Account) -> set[str]:
        """Both records of every report in sight; for custodians every envelope and request that does not concern them."""
        viewer = Viewer.of(account)
        cases = visible(viewer).filter(kind=WHISTLEBLOWING.key).values_list("pk", flat=True)
        records = {record for pk in cases for record in (ref_of(pk), work_ref(pk))}
        if viewer.has(CUSTODIAN):
            apart = set(Wrap.objects.filter(record__startswith="identity").values_list("record", flat=True))
            records |= self.may_hold(account, apart)
        return records

    def titles(self, records: Collection[str]) -> dict[str, Any]:
        """A report's number for both of its records; envelopes and requests without saying whose."""
        kinds = _by_kind(records)
        names: dict[str, Any] = dict.fromkeys(kinds[ENVELOPE] | kinds[REQUEST], _("Amplop identitas"))
        for portion in _portions({_case_ref(record) for record in kinds[CASE] | kinds[WORK]}):
            for pk, number in Case.objects.filter(ref__in=portion).values_list("pk", "number"):
                names |= {ref_of(pk): number, work_ref(pk): number}
        return {record: name for record, name in names.items() if record in set(records)}

    def find(self, text: str) -> set[str]:
        """Both records of the report of that number."""
        found = Case.objects.filter(number=numbers.tidy(text), kind=WHISTLEBLOWING.key).values_list("pk", flat=True)
        return {record for pk in found for record in (ref_of(pk), work_ref(pk))}

    def oversees(self, viewer: Viewer) -> bool:
        """Coordinators hear of every recovery."""
        return viewer.has(COORDINATOR)


CUSTODY = ReportCustody()
KINDS = (CASE, WORK, ENVELOPE, REQUEST)


def _by_kind(records: Collection[str]) -> defaultdict[str, set[str]]:
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        grouped[record.partition(":")[0]].add(record)
    return grouped


def _case_ref(record: str) -> str:
    return ref_of(UUID(record.partition(":")[2]))


def _of_cases(cases: QuerySet[Case], records: Collection[str]) -> set[str]:
    refs: set[str] = set()
    for portion in _portions({_case_ref(record) for record in records}):
        refs |= set(cases.filter(ref__in=portion).values_list("ref", flat=True))
    return {record for record in records if _case_ref(record) in refs}


def _cases_of_envelopes(records: Collection[str]) -> dict[str, str]:
    """Which case an envelope belongs to stands in clear nowhere but in the ledger, as the digest that the opening entry carries."""
    digests = {}
    for portion in _portions(records):
        for row in SealedField.objects.filter(record__in=portion, field="identity", version=1):
            digests[canonical.digest([[row.field, hashlib.sha256(bytes(row.ciphertext)).hexdigest()]]).hex()] = row.record
    found = _given_later(records)
    for entry in ledger.replay("case.opened"):
        record = digests.get((entry.facts or {}).get("envelope", ""))
        if record is not None:
            found[record] = entry.ref
    return found


def _given_later(records: Collection[str]) -> dict[str, str]:
    """Which case an envelope belongs to that a reporter gave later."""
    return envelopes.cases_of(records, Case.objects.filter(kind=WHISTLEBLOWING.key).values_list("pk", flat=True)) if records else {}


def _cases_of_requests(records: Collection[str]) -> dict[str, str]:
    wishes = IdentityRequest.objects.filter(pk__in=[UUID(record.partition(":")[2]) for record in records]).select_related("case")
    return {wish.ref: wish.case.ref for wish in wishes}


def _portions(records: Collection[str]) -> Iterator[list[str]]:
    every = sorted(records)
    return (every[start : start + _PORTION] for start in range(0, len(every), _PORTION))
