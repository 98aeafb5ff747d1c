"""Kementerian Contoh: an invented ministry with two years of reports, so that Amanah can be tried before anyone trusts it.

Everything goes through the services, day by day, so that ledger and clocks are true. It is one transaction: either the whole
institution exists or nothing of it.
"""

import json
from collections.abc import Callable

from django.conf import settings

from amanah.cli.demo import accounts

KEEPSAKE = "demonstration.json"
"""Beside the database: the invented reports' sample receipts and the recovery shares, which a real institution prints and destroys."""


def ensure(progress: Callable[[str], None]) -> None:
    """Build the demonstration where there is no institution yet; otherwise leave everything as it is."""
    from amanah.foundation.organisation.models import Unit  # late: whoever imports this package may not have prepared Django yet

    if Unit.objects.exists():
        return
    from amanah.cli.demo.build import build  # late: rooms are needed only when there is something to build

    found = build(progress)
    path = settings.AMANAH_DATA / KEEPSAKE
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False), encoding="utf-8")
    path.chmod(0o600)


def people() -> list[dict[str, str]]:
    """Who can sign in, with what: nothing here is secret, and all of it works on loopback only."""
    lines = [
        {"username": user, "password": f"{accounts.password(user)} · {accounts.passphrase(user)}", "role": role}
        for user, role in accounts.shown()
    ]
    try:
        kept = json.loads((settings.AMANAH_DATA / KEEPSAKE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return lines
    return lines + [{"username": "(pelapor)", "password": receipt, "role": state} for receipt, state in kept["receipts"]]
