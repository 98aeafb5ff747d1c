"""Compares reviews, and the papers kept of them, with what their steps and the ledger say must have become of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Count, Max

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.kernel import canonical
from amanah.rooms.antibribery.reviews import declare
from amanah.rooms.antibribery.reviews.models import Paper, Review, Step

_WRITTEN_BY = {"frozen": declare.PACK, "approved": declare.MINUTES}


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    told: dict[str, tuple[int, str]] = {}
    papers: dict[tuple[str, str], str] = {}
    for entry in ledger.replay("smap_review"):
        if entry.facts and "seq" in entry.facts:
            told[entry.ref] = (entry.facts["seq"], entry.facts["state"])
            papers |= _written(entry.ref, entry.facts)
    walked = {pk: (last, n) for pk, last, n in Step.objects.values_list("review_id").annotate(last=Max("seq"), n=Count("pk"))}
    suspects, known = set(), set()
    for review in Review.objects.iterator(chunk_size=2000):
        known.add(review.ref)
        last, counted = walked.get(review.pk, (0, 0))
        if last != counted or told.get(review.ref, (last, review.state)) != (last, review.state):
            suspects.add(review.ref)
    kept = {(paper.review.ref, paper.sort): _digest(paper) for paper in Paper.objects.select_related("review").iterator(chunk_size=200)}
    suspects |= {ref for (ref, sort), digest in papers.items() if kept.get((ref, sort)) != digest}
    suspects |= set(told) - known
    return [finding for ref in sorted(suspects) for finding in _look_again(ref)]


def intact(paper: Paper) -> bool:
    """Whether the paper is what the ledger says it is."""
    entries = ledger.entries(paper.review.ref)
    told = {key: sha for entry in entries if entry.facts for key, sha in _written(paper.review.ref, entry.facts).items()}
    return told.get((paper.review.ref, paper.sort)) == _digest(paper)


def _written(ref: str, facts: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    sort = _WRITTEN_BY.get(facts.get("act", ""))
    return {(ref, sort): facts["content"]} if sort else {}


def _digest(paper: Paper) -> str:
    return canonical.digest(paper.read).hex()


def _look_again(ref: str) -> Iterator[Finding]:
    review = Review.objects.filter(ref=ref).first()
    if review is None:
        yield Finding("replay", f"the ledger tells of {ref}, but the review is gone", ref=ref)
        return
    seqs = list(Step.objects.filter(review=review).order_by("seq").values_list("seq", flat=True))
    entries = [entry for entry in ledger.entries(ref) if entry.facts and "seq" in entry.facts]
    last = entries[-1].facts if entries else None
    if seqs != list(range(1, len(seqs) + 1)):
        yield Finding("replay", f"{review.number}: its steps do not follow one another", ref=ref)
    elif last and (last["seq"], last["state"]) != (len(seqs), review.state):
        yield Finding("replay", f"{review.number}: its steps and the ledger end differently", ref=ref)
    for entry in entries:
        for (_ref, sort), digest in _written(ref, entry.facts or {}).items():
            paper = Paper.objects.filter(review=review, sort=sort).first()
            if paper is None or _digest(paper) != digest:
                yield Finding("replay", f"{review.number}: its {sort} is not what the ledger holds", ref=ref)
