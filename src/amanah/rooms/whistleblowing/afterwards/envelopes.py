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


def record_of(case_id: UUID, number: int, *, passes_on: bool = False) -> str:
    """The record of the `number`-th envelope of this case, from 0.

    With `passes_on` the reporter agreed that whoever takes over from a recipient may read it too: such an envelope has another name, so
    that the agreement holds without standing anywhere.
    """
    context = b"amanah/identity-later/passes-on/v1/" if passes_on else b"amanah/identity-later/v1/"
    secret = hmac.digest(keys.subject_key(), context + case_id.bytes + bytes([number]), "sha256")
    return f"identity:{UUID(bytes=secret[:16], version=4)}"


def all_of(case_id: UUID) -> list[str]:
    """Every record that may be such an envelope of this case, whether there is one or not."""
    return [record_of(case_id, number, passes_on=passes_on) for number in range(MOST) for passes_on in (False, True)]


def passing_on(case_id: UUID) -> set[str]:
    """Those among them that whoever takes over may read too."""
    return {record_of(case_id, number, passes_on=True) for number in range(MOST)}


def cases_of(records: Collection[str], case_ids: Iterable[UUID]) -> dict[str, str]:
    """Record → ref of its case, for those of `records` that are such envelopes of one of the cases."""
    wanted = set(records)
    found: dict[str, str] = {}
    for case_id in case_ids:
        if not wanted:
            return found
        for record in wanted.intersection(all_of(case_id)):
            found[record] = ref_of(case_id)
        wanted -= found.keys()
    return found
