"""Identities that a reporter gave after filing, as staff find them in a case."""

from amanah.engines.reports.channels import FROM_REPORTER
from amanah.engines.reports.queries.reading import Content
from amanah.engines.reports.report import IDENTITY, Message
from amanah.rooms.whistleblowing.afterwards import envelopes


def identities(content: Content) -> list[Message]:
    """Each time the reporter gave their identity, oldest first: to whom, and in which envelope of this very case."""
    own = set(envelopes.all_of(content.opened.case.pk))
    fields = [content.fields.get(entry.field) for entry in content.entries if entry.channel == FROM_REPORTER]
    read = [Message.from_bytes(data) for data in fields if data is not None]
    return [message for message in read if message.kind == IDENTITY and message.facts.get("envelope") in own]


def envelope_to_ask(content: Content) -> str:
    """The envelope that custodians are asked to open: the latest that the reporter gave them, else the one filed with the report."""
    later = [message.facts["envelope"] for message in identities(content) if message.facts.get("asked")]
    return later[-1] if later else content.report.identity_ref
