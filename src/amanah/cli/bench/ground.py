"""`python -m amanah.cli.bench.ground`: an installation with the least that must exist before a report can be taken.

Prepared as for `amanah serve`, and by the same process, because each loads Django anew. Then, through the services: a unit at the top,
a handler per route, a coordinator and a custodian, all with keys derived at production strength.
"""

from datetime import date

from amanah.cli import say
from amanah.cli.serve.prepare import prepare
from amanah.cli.serve.program import harden

PASSPHRASE = "tidak rahasia hanya untuk pengukuran"  # noqa: S105 - the folder it protects is deleted after the measurement
SINCE = date(2024, 1, 2)
ROLES = {
    "ukur-inspektorat": ("whistleblowing.handler_inspectorate", "whistleblowing.coordinator", "whistleblowing.investigator"),
    "ukur-fkap": ("whistleblowing.handler_antibribery",),
    "ukur-amplop": ("whistleblowing.custodian",),
}


def make() -> None:
    """Make them once."""
    prepare(demo=False, quiet=True)
    say.django()
    from amanah.foundation.access import services as access
    from amanah.foundation.organisation import services as organisation
    from amanah.foundation.organisation.models import UnitKind
    from amanah.foundation.vault import services as vault

    root = organisation.create_unit("Lembaga Ukur", "UKUR", parent=None, kind=UnitKind.INSTITUTION, since=SINCE, actor="system")
    for username, roles in ROLES.items():
        account = access.create_account(username, password=PASSPHRASE)
        for role in roles:
            access.grant_role(account, role, root, since=SINCE)
        vault.create_keys(account, PASSPHRASE)


if __name__ == "__main__":
    harden()
    make()
