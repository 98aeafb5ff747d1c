"""What this room answers the vault: who may hold the keys of identity envelopes and of the requests to open them."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from amanah.engines.cases.models import Case
from amanah.engines.cases.queries import together
from amanah.engines.reports import custody as reports
from amanah.engines.reports import regimes
from amanah.foundation.access.viewer import Viewer
from amanah.foundation.ledger import queries as ledger
from amanah.foundation.vault import queries as vault
from amanah.foundation.vault.models import SealedField, Wrap
from amanah.kernel import canonical
from amanah.rooms.whistleblowing.afterwards import envelopes
from amanah.rooms.whistleblowing.models import IdentityRequest
from amanah.rooms.whistleblowing.workflow import CUSTODIAN
from amanah.rooms.whistleblowing.workflow import WHISTLEBLOWING as KIND

ENVELOPE, REQUEST = "identity", "identity-request"
KINDS = (ENVELOPE, REQUEST)


class EnvelopeCustody:
    """Identity envelopes and requests, for custodians whom the report behind them does not concern."""

    def may_hold(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """Envelopes for custodians, and for whom a custodian granted one.

        What a reporter gave later stays with those to whom they gave it: it is nobody else's, not even another custodian's. Where the
        reporter lets it pass on, a successor gets it with the leaver's work (`services.passing_on`), not by asking.
        """
        if not records:
            return set()
        kinds = _by_kind(records)
        known = set(records) - self.hidden(viewer, records)
        given = set(given_later(kinds[ENVELOPE]))
        found = vault.records_of(viewer.actor, given & known)
        if viewer.has(CUSTODIAN):
            return found | (known - given)
        asked = IdentityRequest.objects.filter(requester=viewer.account)
        granted = asked.filter(verdict=IdentityRequest.Verdict.GRANTED).values_list("envelope", flat=True)
        return found | (known & ({wish.ref for wish in asked} | set(granted)))

    def hidden(self, viewer: Viewer, records: Collection[str]) -> set[str]:
        """What concerns the viewer, or was given up by them; also what leads to no case any more."""
        owners = _cases_of(records)
        seen = reports.of_cases(reports.not_hidden_from(viewer), set(owners.values()))
        return set(records) - {record for record, case in owners.items() if case in seen}

    def due(self, viewer: Viewer) -> set[str]:
        """For custodians every envelope and request that does not concern them."""
        if not viewer.has(CUSTODIAN):
            return set()
        return self.may_hold(viewer, set(Wrap.objects.filter(record__startswith="identity").values_list("record", flat=True)))

    def due_among(self, viewers: Sequence[Viewer], records: Collection[str]) -> Mapping[UUID, set[str]]:
        """For custodians those that do not concern them; what a reporter gave later only where they have it."""
        keepers = [viewer for viewer in viewers if viewer.has(CUSTODIAN)]
        if not keepers:
            return {}
        owners = {record: UUID(ref.partition(":")[2]) for record, ref in _cases_of(records).items()}
        cases = together.of_kinds(regimes.kinds(), set(owners.values()))
        given = set(given_later(_by_kind(records)[ENVELOPE]))
        held = vault.records_of_each([viewer.actor for viewer in keepers], given)
        found = {}
        for viewer in keepers:
            open_to = cases.not_hidden(viewer)
            known = {record for record, pk in owners.items() if pk in open_to}
            found[viewer.account.pk] = (known - given) | (known & held[viewer.actor])
        return found

    def titles(self, records: Collection[str]) -> dict[str, Any]:
        """Without saying whose."""
        return dict.fromkeys(records, _("Amplop identitas"))

    def find(self, text: str) -> set[str]:  # noqa: ARG002 - nothing in clear leads from a number to an envelope
        """None."""
        return set()

    def oversees(self, viewer: Viewer) -> bool:  # noqa: ARG002 - custodians keep, they do not oversee
        """Nobody by this alone."""
        return False


CUSTODY = EnvelopeCustody()


def _by_kind(records: Collection[str]) -> defaultdict[str, set[str]]:
    grouped: defaultdict[str, set[str]] = defaultdict(set)
    for record in records:
        grouped[record.partition(":")[0]].add(record)
    return grouped


def _cases_of(records: Collection[str]) -> dict[str, str]:
    kinds = _by_kind(records)
    return (_cases_of_envelopes(kinds[ENVELOPE]) if kinds[ENVELOPE] else {}) | _cases_of_requests(kinds[REQUEST])


def _cases_of_envelopes(records: Collection[str]) -> dict[str, str]:
    """Which case an envelope belongs to stands in clear nowhere but in the ledger, as the digest that the opening entry carries."""
    digests = {}
    for portion in reports.portions(records):
        for row in SealedField.objects.filter(record__in=portion, field="identity", version=1):
            digests[canonical.digest([[row.field, hashlib.sha256(bytes(row.ciphertext)).hexdigest()]]).hex()] = row.record
    found = given_later(records)
    for entry in ledger.replay("case.opened"):
        record = digests.get((entry.facts or {}).get("envelope", ""))
        if record is not None:
            found[record] = entry.ref
    return found


def given_later(records: Collection[str]) -> dict[str, str]:
    """Which case an envelope belongs to that a reporter gave later."""
    return envelopes.cases_of(records, Case.objects.filter(opened_as=KIND.key).values_list("pk", flat=True)) if records else {}


def _cases_of_requests(records: Collection[str]) -> dict[str, str]:
    wishes = IdentityRequest.objects.filter(pk__in=[UUID(record.partition(":")[2]) for record in records]).select_related("case")
    return {wish.ref: wish.case.ref for wish in wishes}
