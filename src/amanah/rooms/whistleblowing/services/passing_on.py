"""Identities that a reporter gave later and let pass on: who takes over from a recipient may read them too, and nobody else."""

from collections.abc import Collection

from amanah.engines.cases.models import Case
from amanah.engines.cases.services.people import unfitness
from amanah.foundation.access.models import Account
from amanah.foundation.access.viewer import Viewer
from amanah.rooms.whistleblowing.afterwards import envelopes
from amanah.rooms.whistleblowing.custody import CUSTODY, given_later
from amanah.rooms.whistleblowing.workflow import CUSTODIAN


def following(records: Collection[str], leaver: Account, successor: Account) -> set[str]:
    """Those of `records` that go from the leaver to the successor.

    Their reporter let them pass on, the report does not concern the successor, and its work is theirs now, as handler or as keeper of
    envelopes.
    """
    given = given_later(records)
    cases = {case.ref: case for case in Case.objects.filter(ref__in=set(given.values()))}
    hidden = CUSTODY.hidden(Viewer.of(successor), given) if given else set()
    keepers = all(Viewer.of(account).has(CUSTODIAN) for account in (leaver, successor))
    return {
        record
        for record, ref in given.items()
        if record not in hidden
        and record in envelopes.passing_on(cases[ref].pk)
        and (keepers or (refusal := unfitness(cases[ref], successor)) is None or refusal.code == "assigned")
    }
