"""Compares the texts that were published, and the commitments of units, with what the ledger says of them."""

from collections.abc import Iterator
from typing import Any

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical
from amanah.rooms.campaigns.commitments import declare
from amanah.rooms.campaigns.commitments.models import Commitment, CommitmentText


def check() -> list[Finding]:
    """Everything that does not fit."""
    return [*_texts(), *_commitments()]


def _texts() -> Iterator[Finding]:
    told = {entry.ref: entry.facts for entry in ledger.replay("commitment.published")}
    for text in CommitmentText.objects.order_by("pk"):
        ref = f"commitment-text:{text.version}"
        digest = canonical.digest([text.version, text.title, text.title_en, text.body, text.body_en]).hex()
        if ref not in told:
            yield Finding("replay", f"{ref}: the ledger does not tell of it", ref=ref)
            continue
        facts = told.pop(ref)
        if digest != text.digest or (facts is not None and facts["digest"] != digest):
            yield Finding("replay", f"{ref}: its words are not those that were published", ref=ref)
    for ref in told:
        yield Finding("replay", f"the ledger tells of {ref}, but the text is gone", ref=ref)


def _commitments() -> Iterator[Finding]:
    last: dict[str, dict[str, Any]] = {}
    shown: dict[str, bool] = {}
    for entry in ledger.replay("commitment"):
        facts, act = entry.facts or {}, entry.kind.partition(".")[2]
        if act == "published":
            continue
        last[entry.ref] = {**last.get(entry.ref, {"state": declare.ASKED}), **facts, "erased": entry.facts is None}
        if act in {"shown", "hidden"}:
            shown[entry.ref] = act == "shown"
        elif act == "signed":
            shown[entry.ref] = bool(facts.get("show"))
    for one in Commitment.objects.select_related("text").order_by("pk"):
        told = last.pop(one.ref, None)
        if told is None:
            yield Finding("replay", f"{one.number}: the ledger does not tell of it", ref=one.ref)
        elif not told["erased"] and (told["state"] != one.state or told.get("text", one.text.digest) != one.text.digest):
            yield Finding("replay", f"{one.number}: the ledger tells otherwise of it", ref=one.ref)
        elif not told["erased"] and shown.get(one.ref, False) != one.wishes_shown:
            yield Finding("replay", f"{one.number}: the ledger tells otherwise whether the unit shows it", ref=one.ref)
    for ref in last:
        yield Finding("replay", f"the ledger tells of {ref}, but the commitment is gone", ref=ref)
