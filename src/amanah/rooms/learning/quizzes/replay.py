"""Compares attempts with what their answers, their drawing, and the ledger say must have become of them."""

from collections.abc import Iterator

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical
from amanah.rooms.learning.quizzes import drawing
from amanah.rooms.learning.quizzes.models import Attempt, Drawn


def check() -> list[Finding]:
    """Everything that does not fit."""
    told: dict[str, dict[str, object]] = {}
    for entry in ledger.replay("attempt"):
        if entry.facts:
            told.setdefault(entry.ref, {}).update(entry.facts)
    findings = []
    known = set()
    for attempt in Attempt.objects.prefetch_related("drawn__version").iterator(chunk_size=500):
        known.add(attempt.ref)
        facts = told.get(attempt.ref, {})
        findings += [Finding("replay", said, ref=attempt.ref) for said in _wrong(attempt, list(attempt.drawn.all()), facts)]
    findings += [Finding("replay", f"the ledger tells of {ref}, but the attempt is gone", ref=ref) for ref in sorted(set(told) - known)]
    return findings


def _wrong(attempt: Attempt, drawn: list[Drawn], facts: dict[str, object]) -> Iterator[str]:
    asked = [one.version_id for one in drawn]
    if attempt.released_on is None and asked != drawing.draw(attempt.pool, attempt.of, attempt.seed):
        yield f"{attempt.ref}: its questions are not those that its seed draws"
    if facts and facts.get("seed") != attempt.seed:
        yield f"{attempt.ref}: the ledger tells of another seed"
    if attempt.open:
        return
    if attempt.released_on is not None:
        if facts and facts.get("right") != attempt.right:
            yield f"{attempt.ref}: the ledger tells of another score"
        return
    if attempt.right != sum(one.correct for one in drawn):
        yield f"{attempt.ref}: its score is not the sum of its right answers"
    said = canonical.digest([[one.version_id, one.order, one.chosen] for one in drawn]).hex()
    if facts and (facts.get("right"), facts.get("answers")) != (attempt.right, said):
        yield f"{attempt.ref}: the ledger tells of other answers"
