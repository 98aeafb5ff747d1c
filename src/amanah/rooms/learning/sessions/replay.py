"""Compares sessions and certificates with what the ledger says must have become of them."""

from collections.abc import Iterator

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.learning.sessions.models import Certificate, Session, State
from amanah.rooms.learning.sessions.services.certifying import digest_of

_LEADS_TO = {
    "session.planned": State.PLANNED,
    "session.opened": State.OPEN,
    "session.held": State.HELD,
    "session.closed": State.CLOSED,
    "session.cancelled": State.CANCELLED,
}


def check() -> list[Finding]:
    """Everything that does not fit."""
    return [*_sessions(), *_certificates()]


def _sessions() -> Iterator[Finding]:
    told: dict[str, str] = {}
    for entry in ledger.replay("session"):
        if entry.kind in _LEADS_TO:
            told[entry.ref] = _LEADS_TO[entry.kind]
    found = {session.ref: session for session in Session.objects.all()}
    for ref in sorted(told.keys() - found.keys()):
        yield Finding("replay", f"the ledger tells of {ref}, but the session is gone", ref=ref)
    for ref, session in found.items():
        if told.get(ref, "") != session.state:
            yield Finding("replay", f"{session.number}: it stands at {session.state!r}, the ledger at {told.get(ref, '')!r}", ref=ref)


def _certificates() -> Iterator[Finding]:
    issued: dict[str, str] = {}
    withdrawn: set[str] = set()
    for entry in ledger.replay("certificate"):
        if entry.kind == "certificate.issued":
            issued[entry.ref] = str(entry.facts["name"]) if entry.facts is not None else ""
        elif entry.kind == "certificate.withdrawn":
            withdrawn.add(entry.ref)
    found = {one.ref: one for one in Certificate.objects.all()}
    for ref in sorted(issued.keys() - found.keys()):
        yield Finding("replay", f"the ledger tells of {ref}, but the certificate is gone", ref=ref)
    for ref, one in found.items():
        if ref not in issued or (issued[ref] and issued[ref] != one.name_digest) or digest_of(one.name, one.salt) != one.name_digest:
            yield Finding("replay", f"{one.number}: it is not the certificate that was issued", ref=ref)
        if (ref in withdrawn) != (one.withdrawn_on is not None):
            yield Finding("replay", f"{one.number}: the ledger and the certificate disagree about its withdrawal", ref=ref)
