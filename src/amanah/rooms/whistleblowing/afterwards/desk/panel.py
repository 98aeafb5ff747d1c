"""On the summary of a report: who the reporter said they are, once they said it; opened only for whom they chose."""

from typing import Any

from amanah.engines.reports.desk import parts as page_parts
from amanah.engines.reports.report import Identity
from amanah.foundation.vault import services as vault
from amanah.foundation.vault.desk.session import unlocked_keys
from amanah.foundation.vault.errors import CannotOpen, NotAHolder
from amanah.kernel.sealing import KeyPair
from amanah.rooms.whistleblowing.afterwards import given
from amanah.rooms.whistleblowing.desk import parts
from amanah.rooms.whistleblowing.queries.identity import latest_of


def build(page: page_parts.Page) -> dict[str, Any] | None:
    """Each time the reporter gave their identity: to whom, and who it is where this person may open it."""
    keys = unlocked_keys(page.request)
    if page.content is None or keys is None:
        return None
    told = given.identities(page.content)
    if not told:
        return None
    shown = [(message.facts.get("to", ""), _opened(page, message.facts["envelope"], keys)) for message in told]
    asked = latest_of(page.viewer, page.case)
    may_ask = any(message.facts.get("asked") for message in told) and not any(identity for _to, identity in shown)
    return {"given": shown, "number": page.case.number, "may_ask": may_ask and (asked is None or asked.verdict != "open")}


def _opened(page: page_parts.Page, envelope: str, keys: KeyPair) -> Identity | None:
    try:
        key = vault.content_key(envelope, page.viewer.actor, keys)
        return Identity.from_bytes(vault.open_field(envelope, "identity", key))
    except (NotAHolder, CannotOpen):
        return None


parts.add_panel(page_parts.Panel("identity_given", "afterwards/panel.html", build, order=20))
