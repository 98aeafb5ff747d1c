"""Compares campaigns and ideas with what their steps and the ledger say must have become of them."""

from collections.abc import Iterator

from django.db.models import Count, Max

from amanah.foundation.ledger import queries as ledger
from amanah.foundation.ledger.verify import Finding
from amanah.rooms.campaigns.models import Campaign, Idea, Step


def check() -> list[Finding]:
    """Everything that does not fit. What changed while this ran is looked at again before it is named."""
    return [*_campaigns(), *_ideas()]


def _campaigns() -> Iterator[Finding]:
    told = {
        entry.ref: (entry.facts["seq"], entry.facts["to"]) for entry in ledger.replay("campaign") if entry.facts and "seq" in entry.facts
    }
    walked = {row[0]: row[1:] for row in Step.objects.values_list("campaign_id").annotate(last=Max("seq"), n=Count("pk"))}
    known = set()
    for campaign in Campaign.objects.iterator(chunk_size=2000):
        known.add(campaign.ref)
        last, many = walked.get(campaign.pk, (0, 0))
        if last != many or told.get(campaign.ref) != (last, campaign.state):
            yield from _look_again(campaign)
    for ref in sorted(set(told) - known):
        if not Campaign.objects.filter(ref=ref).exists():
            yield Finding("replay", f"the ledger tells of {ref}, but the campaign is gone", ref=ref)


def _look_again(campaign: Campaign) -> Iterator[Finding]:
    campaign.refresh_from_db()
    seqs = list(campaign.steps.values_list("seq", flat=True))
    entries = [entry.facts for entry in ledger.entries(campaign.ref) if entry.facts and "seq" in entry.facts]
    if seqs != list(range(1, len(seqs) + 1)):
        yield Finding("replay", f"{campaign.number}: its steps do not follow one another", ref=campaign.ref)
    elif entries and (entries[-1]["seq"], entries[-1]["to"]) != (len(seqs), campaign.state):
        yield Finding("replay", f"{campaign.number}: its steps and the ledger end differently", ref=campaign.ref)


def _ideas() -> Iterator[Finding]:
    told = {entry.ref: entry.facts.get("state", "received") for entry in ledger.replay("idea") if entry.facts}
    for idea in Idea.objects.iterator(chunk_size=2000):
        if idea.ref in told and told[idea.ref] != idea.state:
            latest = [entry.facts for entry in ledger.entries(idea.ref) if entry.facts]
            if latest and latest[-1].get("state", "received") != Idea.objects.values_list("state", flat=True).get(pk=idea.pk):
                yield Finding("replay", f"{idea.number}: it and the ledger end differently", ref=idea.ref)
