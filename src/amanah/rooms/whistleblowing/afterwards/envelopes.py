"""The envelopes of reporters who gave their identity later.

To the database such an envelope is one more identity record that belongs to no case: its name is computed with the key of subject
tags, which lies outside database and backups. Who holds that key can tell which case an envelope belongs to.
"""

import hmac
from collections.abc import Collection, Iterable
from uuid import UUID

from amanah.engines.cases.events import ref_of
from amanah.foundation.access import keys

MOST = 5
"""How often one reporter may give their identity; each time may name other people."""


def record_of(case_id: UUID, number: int) -> str:
    """The record of the `number`-th envelope of this case, from 0."""
    secret = hmac.digest(keys.subject_key(), b"amanah/identity-later/v1/" + case_id.bytes + bytes([number]), "sha256")
    return f"identity:{UUID(bytes=secret[:16], version=4)}"


def cases_of(records: Collection[str], case_ids: Iterable[UUID]) -> dict[str, str]:
    """Record → ref of its case, for those of `records` that are such envelopes of one of the cases."""
    wanted = set(records)
    found: dict[str, str] = {}
    for case_id in case_ids:
        for number in range(MOST):
            if not wanted:
                return found
            if (record := record_of(case_id, number)) in wanted:
                wanted.remove(record)
                found[record] = ref_of(case_id)
    return found
